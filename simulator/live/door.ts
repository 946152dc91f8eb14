import type { InputOf, Operation, OutputOf } from '@shouwen/contract/operation'

/** The fact that stopped a call, by its code in contract/refusals.ts; `unreachable` when nobody answered. */
export class Refused extends Error {
  readonly code: string
  readonly status: number
  constructor(code: string, status: number) {
    super(code)
    this.code = code
    this.status = status
  }
}

/** One browser before the product: its address, its cookies, what it sends with every call. */
export type Door = { url: string; cookies: Map<string, string>; headers: Record<string, string> }

export const openDoor = (url: string, headers: Record<string, string> = {}): Door => ({ url: url.replace(/\/$/, ''), cookies: new Map(), headers })

/** Headers of this browser, its cookies among them. */
export function headersOf({ cookies, headers }: Door): Record<string, string> {
  const jar = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  return jar ? { ...headers, cookie: jar } : { ...headers }
}

/** Calls an operation of the contract as this browser; throws `Refused`. */
export async function callOperation<Op extends Operation>(door: Door, operation: Op, input: InputOf<Op>): Promise<OutputOf<Op>> {
  const rest = { ...(input as Record<string, unknown>) }
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(rest[name])
    delete rest[name]
    return encodeURIComponent(value)
  })
  const isRead = operation.method === 'GET' || operation.method === 'DELETE'
  const query = new URLSearchParams()
  if (isRead) for (const [name, value] of Object.entries(rest)) if (value !== undefined) query.append(name, String(value))
  const answer = await fetch(`${door.url}${path}${query.size > 0 ? `?${query}` : ''}`, {
    method: operation.method,
    headers: { ...headersOf(door), accept: 'application/json', ...(isRead ? {} : { 'content-type': 'application/json' }) },
    ...(isRead ? {} : { body: JSON.stringify(rest) }),
    signal: AbortSignal.timeout(30_000)
  }).catch((): never => {
    throw new Refused('unreachable', 0)
  })
  for (const line of answer.headers.getSetCookie()) keepCookie(door, line)
  const body = (await answer.json().catch(() => ({}))) as { code?: string }
  if (!answer.ok) throw new Refused(body.code ?? 'unexpected-answer', answer.status)
  return body as OutputOf<Op>
}

function keepCookie({ cookies }: Door, line: string): void {
  const [, name, value] = /^([^=;]+)=([^;]*)/.exec(line) ?? []
  if (!name || value === undefined) return
  if (value === '' || /;\s*max-age=0/i.test(line)) cookies.delete(name)
  else cookies.set(name, value)
}
