import type { InputOf, Operation, OutputOf } from '@shouwen/contract/operation'
import { pathParameters } from '@shouwen/contract/path-parameters'
import { noteServerDate } from '#ui/now.ts'

/** The fact that stopped a call, with both phrases of the RFC 9457 problem. Codes are those of contract/refusals.ts. */
export class Refused extends Error {
  readonly code: string
  readonly status: number
  readonly zh: string
  readonly en: string
  readonly requestId: string | undefined
  readonly details: Record<string, unknown> | undefined
  constructor(problem: Problem) {
    super(problem.code)
    this.code = problem.code
    this.status = problem.status
    this.zh = problem.zh
    this.en = problem.en
    this.requestId = problem.requestId
    this.details = problem.details
  }
}

type Problem = {
  code: string
  status: number
  zh: string
  en: string
  requestId?: string
  details?: Record<string, unknown>
}

export type CallOptions = {
  /** Sent beside the input by `files` operations. */
  files?: readonly File[]
  /** A write repeated with the same key happens once. */
  idempotencyKey?: string
  /** Why masked fields are wanted; it is kept in the audit. */
  purpose?: string
  signal?: AbortSignal
}

/** Sent with every call of this page: what the server must know of where the page stands. */
export const standingHeaders: Record<string, string> = {}

/**
 * Calls an operation of the contract and returns its output; throws `Refused`, also when the network is down
 * (`unreachable`) or something between us and the server answered (`unexpected-answer`).
 */
export async function call<Op extends Operation>(
  operation: Op,
  input: InputOf<Op>,
  options: CallOptions = {}
): Promise<OutputOf<Op>> {
  const sentAt = Date.now()
  let response: Response
  try {
    response = await fetch(addressOf(operation, input), requestOf(operation, input, options))
  } catch (error) {
    if (options.signal?.aborted) throw error
    throw new Refused({
      code: 'unreachable',
      status: 0,
      zh: '连接不上服务器，请检查网络后重试',
      en: 'The server cannot be reached; check the network and try again'
    })
  }
  noteServerDate(response.headers.get('date'), sentAt, Date.now())
  if (!response.ok) throw new Refused(await problemOf(response))
  if (response.status === 204) return {} as OutputOf<Op>
  return (await response.json()) as OutputOf<Op>
}

/** The address of a call: path parameters filled in and, for reads and deletes, the rest as query. Also for download links. */
export function addressOf<Op extends Operation>(operation: Op, input: InputOf<Op>): string {
  const values = input as Record<string, unknown>
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined || value === null || value === '') throw new Error(`${operation.id}: ${name} is missing`)
    return encodeURIComponent(String(value))
  })
  if (hasBody(operation)) return path
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(rest(operation, values)))
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined && one !== null) query.append(name, String(one))
  const text = query.toString()
  return text ? `${path}?${text}` : path
}

/** The method, headers and body of a call. */
export function requestOf<Op extends Operation>(operation: Op, input: InputOf<Op>, options: CallOptions): RequestInit {
  const headers: Record<string, string> = { accept: 'application/json', ...standingHeaders }
  if (options.idempotencyKey) headers['idempotency-key'] = options.idempotencyKey
  // Headers carry Latin-1 only, and a purpose is often Chinese.
  if (options.purpose) headers['x-purpose'] = encodeURIComponent(options.purpose)
  const request: RequestInit = {
    method: operation.method,
    headers,
    credentials: 'same-origin',
    signal: options.signal ?? null
  }
  if (!hasBody(operation)) return request
  const body = JSON.stringify(rest(operation, input as Record<string, unknown>))
  if (operation.transport !== 'files') {
    headers['content-type'] = 'application/json'
    return { ...request, body }
  }
  const form = new FormData()
  form.append('input', body)
  for (const file of options.files ?? []) form.append('files', file, file.name)
  return { ...request, body: form }
}

/** A key for one intended write: make it when the person acts, keep it over retries. */
export function newIdempotencyKey(): string {
  // randomUUID exists only on https and localhost; hotline halls often run plain http inside their network.
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Is this what was thrown by `call`, and with that code? */
export function isRefused(error: unknown, code?: string): error is Refused {
  return error instanceof Refused && (code === undefined || error.code === code)
}

function hasBody(operation: Operation): boolean {
  return operation.method !== 'GET' && operation.method !== 'DELETE'
}

function rest(operation: Operation, values: Record<string, unknown>): Record<string, unknown> {
  const inPath = pathParameters(operation.path)
  return Object.fromEntries(Object.entries(values).filter(([name]) => !inPath.includes(name)))
}

async function problemOf(response: Response): Promise<Problem> {
  const body = (await response.json().catch(() => undefined)) as Partial<Problem> | undefined
  if (body?.code && body.zh && body.en) return { ...body, status: response.status } as Problem
  return {
    code: 'unexpected-answer',
    status: response.status,
    zh: `服务暂时不可用（${response.status}），请稍后再试`,
    en: `The service is not available (${response.status}); try again shortly`
  }
}
