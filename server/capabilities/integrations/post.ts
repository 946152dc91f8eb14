import http from 'node:http'
import https from 'node:https'
import { addressFault, InsideAddress, outsideOnly } from './address-guard.ts'

export type Failure = 'timeout' | 'unreachable' | 'private-address' | 'status' | 'tls' | 'not-permitted'
export type Outcome = { status: number | null; failure: Failure | null; durationMs: number }

const TIMEOUT_MS = 10_000

/** POSTs a JSON body. 2xx is success; redirects are not followed, the answer is not read. Never throws. */
export async function post(target: string, headers: Record<string, string>, body: string, allowInside: boolean, timeoutMs = TIMEOUT_MS): Promise<Outcome> {
  const begun = performance.now()
  const outcome = (status: number | null, failure: Failure | null): Outcome => ({ status, failure, durationMs: Math.round(performance.now() - begun) })
  if (addressFault(target, allowInside)) return outcome(null, 'private-address')
  try {
    const status = await send(new URL(target), headers, body, allowInside, timeoutMs)
    return outcome(status, status >= 200 && status < 300 ? null : 'status')
  } catch (error) {
    return outcome(null, failureOf(error))
  }
}

function send(url: URL, headers: Record<string, string>, body: string, allowInside: boolean, timeoutMs: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? https : http).request(
      url,
      {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)), 'user-agent': 'Shouwen-Webhooks/1' },
        signal: AbortSignal.timeout(timeoutMs),
        agent: false,
        ...(allowInside ? {} : { lookup: outsideOnly })
      },
      (response) => {
        resolve(response.statusCode ?? 0)
        response.destroy()
      }
    )
    request.on('error', reject)
    request.end(body)
  })
}

function failureOf(error: unknown): Failure {
  if (error instanceof InsideAddress) return 'private-address'
  const { name, code } = error as { name?: string; code?: string }
  if (name === 'AbortError' || name === 'TimeoutError' || code === 'ABORT_ERR' || code === 'ETIMEDOUT') return 'timeout'
  return /CERT|TLS|SSL|UNABLE_TO/.test(code ?? '') ? 'tls' : 'unreachable'
}
