const hidden = new Set([
  'script',
  'style',
  'head',
  'title',
  'template',
  'noscript',
  'svg',
  'object',
  'iframe',
  'select',
  'textarea'
])
const block = new Set([
  'p',
  'div',
  'br',
  'tr',
  'li',
  'ul',
  'ol',
  'table',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'hr',
  'section',
  'article',
  'header',
  'footer',
  'pre',
  'blockquote',
  'dd',
  'dt',
  'address',
  'center'
])
const named: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  copy: '©',
  reg: '®',
  trade: '™',
  hellip: '…',
  mdash: '—',
  ndash: '–',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  middot: '·',
  bull: '•',
  yen: '¥',
  times: '×',
  deg: '°'
}

/**
 * The words of an HTML mail as plain text, read in one pass: no script, style or picture survives, a link keeps its address when it shows
 * something else, quotes are marked with `>`. Never used as HTML again.
 */
export function htmlText(html: string): string {
  let out = ''
  let at = 0
  let quotes = 0
  let skipping: string | null = null
  let link: { address: string; from: number } | null = null
  const write = (text: string) => {
    if (skipping === null) out += text
  }
  while (at < html.length) {
    const open = html.indexOf('<', at)
    if (open < 0) {
      write(decode(html.slice(at)).replace(/\s+/g, ' '))
      break
    }
    write(decode(html.slice(at, open)).replace(/\s+/g, ' '))
    if (html.startsWith('<!--', open)) {
      const end = html.indexOf('-->', open + 4)
      at = end < 0 ? html.length : end + 3
      continue
    }
    const close = html.indexOf('>', open)
    if (close < 0) break
    const tag = html.slice(open + 1, close)
    at = close + 1
    const name = /^\/?\s*([a-z0-9]+)/i.exec(tag)?.[1]?.toLowerCase() ?? ''
    const ends = tag.startsWith('/')
    if (skipping !== null) {
      if (ends && name === skipping) skipping = null
      continue
    }
    if (hidden.has(name) && !ends && !tag.endsWith('/')) {
      skipping = name
      continue
    }
    if (name === 'blockquote') quotes = Math.max(0, quotes + (ends ? -1 : 1))
    if (block.has(name)) write(`\n${'> '.repeat(Math.min(quotes, 5))}`)
    else if (name === 'td' || name === 'th') write(' ')
    else if (name === 'a' && !ends) link = { address: addressOf(tag), from: out.length }
    else if (name === 'a' && link) {
      const shown = out.slice(link.from).trim()
      if (link.address !== '' && !shown.includes(link.address) && shown !== '') write(` (${link.address})`)
      link = null
    }
  }
  return out
    .split('\n')
    .map((line) =>
      line
        .replace(/[ \t]+/g, ' ')
        .trimEnd()
        .replace(/^ /, '')
    )
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** The address of a link, if it is one a person could follow. */
function addressOf(tag: string): string {
  const found = /\shref\s*=\s*(?:"([^"]{1,1000})"|'([^']{1,1000})'|([^\s"'>]{1,1000}))/i.exec(tag.slice(0, 4000))
  const address = decode(found?.[1] ?? found?.[2] ?? found?.[3] ?? '').trim()
  return /^(?:https?:\/\/|mailto:)/i.test(address) ? address.replace(/^mailto:/i, '') : ''
}

function decode(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return named[name.toLowerCase()] ?? whole
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
      const valid = code >= 32 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
      return valid ? String.fromCodePoint(code) : code === 10 || code === 9 ? ' ' : ''
    }
  )
}
