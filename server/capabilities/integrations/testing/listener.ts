import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

// oxlint-disable-next-line no-explicit-any
export type Heard = { path: string; headers: IncomingHttpHeaders; text: string; body: any }

/** Somebody else's server on this machine: keeps what it hears and answers what the test says. */
export async function startListener() {
  const heard: Heard[] = []
  const behaviour = { status: 204, hang: false }
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk) => (text += chunk))
    request.on('end', () => {
      heard.push({ path: request.url ?? '', headers: request.headers, text, body: text ? JSON.parse(text) : undefined })
      if (behaviour.hang) return
      response.writeHead(behaviour.status, behaviour.status === 302 ? { location: '/elsewhere' } : {}).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    behaviour,
    /** What was heard since the last look. */
    take: () => heard.splice(0),
    stop: () => new Promise<void>((resolve) => (server.closeAllConnections(), server.close(() => resolve())))
  }
}
