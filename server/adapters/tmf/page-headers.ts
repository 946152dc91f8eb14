import type { Listed } from './list-resource.ts'
import type { Query } from './read-query.ts'

export type PageHeaders = { status: 200 | 206; headers: Record<string, string> }

/**
 * Status and headers of a list. A part is 206 when the client asked for a page; without `limit`, `offset` or a cursor the first
 * hundred are answered with 200, as the official kits want it, and `Link` and `X-Total-Count` tell that there is more.
 */
export function pageHeaders(path: string, rawQuery: string, query: Query, listed: Listed, version: 4 | 5): PageHeaders {
  const count = listed.refs.length
  const links = version === 5 && query.offset === 0 && query.sort.length === 0 ? cursorLinks(query, listed) : offsetLinks(query, listed)
  const kept = rawQuery.split('&').filter((piece) => piece && !/^(offset|limit|before|after)(=|$)/.test(piece))
  const address = (page: Record<string, string>) => `<${path}?${[...kept, ...Object.entries(page).map(([name, value]) => `${name}=${value}`)].join('&')}>`
  const link = Object.entries(links).map(([rel, page]) => `${address(page)}; rel="${rel}"`).join(', ')
  return {
    status: query.paged && count < listed.total ? 206 : 200,
    headers: { 'x-total-count': String(listed.total), 'x-result-count': String(count), ...(link ? { link } : {}) }
  }
}

type Links = Record<string, Record<string, string>>

function offsetLinks({ limit, offset, before, after }: Query, { refs, total }: Listed): Links {
  const links: Links = {}
  if (limit === 0 || total === 0 || before !== null || after !== null) return links
  const page = (from: number) => ({ offset: String(from), limit: String(limit) })
  links['self'] = page(offset)
  links['first'] = page(0)
  if (offset > 0) links['prev'] = page(Math.max(0, offset - limit))
  if (offset + refs.length < total) links['next'] = page(offset + limit)
  links['last'] = page(Math.floor((total - 1) / limit) * limit)
  return links
}

function cursorLinks({ limit, before, after }: Query, { refs, total, first, last }: Listed): Links {
  const size = { limit: String(limit) }
  const full = refs.length === limit && limit > 0
  return {
    ...(total > 0 ? { first: size } : {}),
    ...(first && ((after !== null && refs.length > 0) || (before !== null && full)) ? { prev: { before: first, ...size } } : {}),
    ...(last && ((before !== null && refs.length > 0) || (full && refs.length < total)) ? { next: { after: last, ...size } } : {})
  }
}
