import http from 'node:http'
import { percentile } from './percentile.ts'

export type Timing = { p50Ms: number; p95Ms: number }

/** Runs several pieces of work in turn, so that all of them meet the same machine, and gives the times of each. */
export async function inTurn<Name extends string>(
  times: number,
  pieces: Record<Name, (n: number) => Promise<unknown>>
): Promise<Record<Name, Timing>> {
  const names = Object.keys(pieces) as Name[]
  const taken = new Map<Name, number[]>(names.map((name) => [name, []]))
  const warmUp = Math.ceil(times / 5)
  for (let n = -warmUp; n < times; n++)
    for (const name of names) {
      const at = performance.now()
      await pieces[name](n + warmUp)
      if (n >= 0) taken.get(name)?.push(performance.now() - at)
    }
  const timing = (name: Name): Timing => {
    const all = taken.get(name) as number[]
    return { p50Ms: rounded(percentile(all, 0.5)), p95Ms: rounded(percentile(all, 0.95)) }
  }
  return Object.fromEntries(names.map((name) => [name, timing(name)])) as Record<Name, Timing>
}

export const rounded = (value: number): number => Math.round(value * 100) / 100

/** A connection that stays open, as a browser's does. */
export function openClient(url: string) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 4 })
  return {
    /** Answers the body; throws for anything but 2xx. */
    ask: (method: 'GET' | 'POST', path: string, token: string, body?: unknown): Promise<string> =>
      new Promise((resolve, reject) => {
        const text = body === undefined ? undefined : JSON.stringify(body)
        const headers = {
          authorization: `Bearer ${token}`,
          ...(text ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) } : {})
        }
        const request = http.request(url + path, { method, agent, headers }, (answer) => {
          const chunks: Buffer[] = []
          answer.on('data', (chunk: Buffer) => chunks.push(chunk))
          answer.on('end', () => {
            const whole = Buffer.concat(chunks).toString()
            if ((answer.statusCode ?? 500) < 300) resolve(whole)
            else reject(new Error(`${method} ${path} answered ${answer.statusCode}: ${whole.slice(0, 300)}`))
          })
        })
        request.on('error', reject)
        request.end(text)
      }),
    close: () => agent.destroy()
  }
}
