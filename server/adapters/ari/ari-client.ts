import type { Config } from '#platform/config'

export type AriConfig = NonNullable<Config['ari']>

/** A channel as ARI tells of it; only what we read. */
export type AriChannel = {
  id: string
  name: string
  state: string
  caller: { name: string; number: string }
  /** `app_data`: the arguments of `Stasis`, the application first. */
  dialplan?: { app_data?: string }
}

/** An event of the application's socket; `type` is always there, the rest by kind. */
export type AriEvent = {
  type: string
  application?: string
  channel?: AriChannel
  args?: string[]
  digit?: string
  playback?: { id: string; state: string; target_uri: string }
  recording?: { name: string; state: string }
  cause?: number
}

/** What Asterisk answered instead of doing it. 404: gone meanwhile; 409: there already, or not possible in its state. */
export class AriRefusal extends Error {
  status: number
  constructor(status: number, what: string) {
    super(`ARI answered ${status} to ${what}`)
    this.status = status
  }
}

type Query = Record<string, string | number | undefined>
const TIMEOUT_MS = 10_000

export type Ari = ReturnType<typeof ariClient>

/** Asterisk's REST interface. Plain fetch: requests may come from any process, only events need the socket of `listen`. */
export function ariClient(config: AriConfig) {
  const authorization = `Basic ${Buffer.from(`${config.user}:${config.password}`).toString('base64')}`

  async function send(method: string, path: string, query: Query = {}, body?: unknown): Promise<Response> {
    const words = Object.entries(query).flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, String(value)]]))
    const search = new URLSearchParams(words)
    const response = await fetch(`${config.url}/ari${path}${search.size > 0 ? `?${search}` : ''}`, {
      method,
      headers: { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body === undefined ? {} : { body: JSON.stringify(body) })
    })
    // The path holds ids of ours and no numbers of customers.
    if (!response.ok) throw new AriRefusal(response.status, `${method} ${path}`)
    return response
  }

  return {
    config,
    get: async <T>(path: string, query?: Query): Promise<T> => (await send('GET', path, query)).json() as Promise<T>,
    bytes: async (path: string): Promise<Uint8Array> => new Uint8Array(await (await send('GET', path)).arrayBuffer()),
    act: async (method: 'POST' | 'PUT' | 'DELETE', path: string, query?: Query, body?: unknown): Promise<void> => void (await (await send(method, path, query, body)).arrayBuffer())
  }
}

/** Does it, unless it is done already or what it is about is gone. Answers whether it was done now. @param also further answers that mean so here */
export async function unlessGone(doing: Promise<unknown>, also: readonly number[] = []): Promise<boolean> {
  try {
    await doing
    return true
  } catch (error) {
    if (error instanceof AriRefusal && [404, 409, 412, 422, ...also].includes(error.status)) return false
    throw error
  }
}

/** The application's events, from the opening of the socket until it closes or the signal comes. Throws when it cannot be opened. */
export function listen({ url, user, password, app }: AriConfig, onEvent: (event: AriEvent) => void, onOpen: () => void, signal: AbortSignal): Promise<'closed' | 'replaced'> {
  return new Promise((resolve, reject) => {
    const address = new URL(`${url.replace(/^http/, 'ws')}/ari/events`)
    address.search = new URLSearchParams({ app, api_key: `${user}:${password}`, subscribeAll: 'false' }).toString()
    const socket = new WebSocket(address)
    let isReplaced = false
    const stop = () => socket.close()
    signal.addEventListener('abort', stop)
    socket.addEventListener('open', onOpen)
    socket.addEventListener('message', ({ data }) => {
      const event = JSON.parse(String(data)) as AriEvent
      if (event.type === 'ApplicationReplaced') isReplaced = true
      onEvent(event)
    })
    socket.addEventListener('error', () => reject(new Error('the socket to ARI failed')))
    socket.addEventListener('close', () => {
      signal.removeEventListener('abort', stop)
      resolve(isReplaced ? 'replaced' : 'closed')
    })
  })
}
