import { pathParameters } from '@shouwen/contract/operation'
import { SpanStatusCode, trace } from '@opentelemetry/api'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Actor, type Call, type CookieChange, callOf, type Route, type StreamAnswer } from './action.ts'
import { holds } from './access.ts'
import type { App } from './app-type.ts'
import { audited } from './audit.ts'
import { onlyOnce } from './idempotency.ts'
import { forgetLater } from './orphan-blobs.ts'
import { readUploads } from './uploads.ts'
import { refuse } from './refusal.ts'
import { outputFault, validInput } from './validate.ts'

const tracer = trace.getTracer('shouwen')
const checkOutput = process.env['NODE_ENV'] === 'test' || Boolean(process.env['VITEST'])

/** Mounts the operations of a capability. Everything about a route comes from its contract entry. */
export function mount(server: FastifyInstance, app: App, routes: Route[]): void {
  for (const route of routes) {
    const { operation } = route
    server.route({
      method: operation.method,
      url: operation.path.replace(/\{(\w+)\}/g, ':$1'),
      handler: (request, reply) => answer(app, route, request, reply)
    })
  }
}

async function answer(app: App, route: Route, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { operation } = route
  const stopTimer = app.metrics.http.startTimer({ operation: operation.id })
  return tracer.startActiveSpan(operation.id, async (span) => {
    try {
      const actor = await app.identify(request, doorOf(operation.permission))
      allowKind(actor, operation.permission)
      await allowVerb(app, actor, operation.permission, request)
      if (operation.method !== 'GET') refuseCrossSite(app, request)
      const given = operation.transport === 'files' ? await readUploads(app, request) : { fields: bodyOf(request, operation.method), uploads: [] }
      const input = validInput(operation, { ...given.fields, ...paramsOf(request, operation) })
      const prepared: Prepared = { actor, uploads: given.uploads, ip: request.ip, userAgent: userAgentOf(request), host: request.hostname, requestId: request.id, purpose: purposeOf(request), cookies: [] }
      const result = operation.method === 'GET' || route.ownTransactions ? await read(app, route, input, prepared) : await write(app, route, input, prepared, request)
      reply.status(result.status)
      for (const cookie of prepared.cookies) setCookie(app, request, reply, cookie)
      if (operation.transport === 'stream') return sendStream(reply, result.body as StreamAnswer)
      if (checkOutput) {
        const fault = outputFault(operation, JSON.parse(JSON.stringify(result.body)))
        if (fault) throw new Error(`answer does not fit the contract: ${fault}`)
      }
      reply.header('cache-control', 'no-store')
      return reply.send(result.body)
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR })
      throw error
    } finally {
      stopTimer({ status: String(reply.statusCode) })
      span.end()
    }
  })
}

type Prepared = Pick<Call, 'actor' | 'uploads' | 'ip' | 'userAgent' | 'host' | 'requestId' | 'purpose' | 'cookies'>
type Result = { status: number; body: unknown }

async function read(app: App, route: Route, input: unknown, prepared: Prepared): Promise<Result> {
  const call = { ...callOf(app, app.db, prepared.actor), ...prepared }
  try {
    return { status: successOf(route), body: await route.action(call, input as never) }
  } finally {
    await auditDenials(app, call)
    wake(call)
  }
}

async function write(app: App, route: Route, input: unknown, prepared: Prepared, request: FastifyRequest): Promise<Result> {
  const denials: Call['denials'] = []
  const afterCommit: Call['afterCommit'] = []
  const key = request.headers['idempotency-key']
  if (key !== undefined && (typeof key !== 'string' || !/^[\w.:-]{8,128}$/.test(key)))
    throw refuse('invalid-input', { errors: [{ at: '/idempotency-key', rule: 'pattern' }] })
  try {
    const result = await app.db.transaction().execute(async (tx) => {
      const call: Call = { ...callOf(app, tx, prepared.actor, afterCommit), ...prepared, denials }
      const run = async () => ({ status: successOf(route), body: await route.action(call, input as never) })
      return key && !route.secretAnswer ? onlyOnce(call, route.operation, key, input, run) : run()
    })
    wake({ afterCommit })
    return result
  } catch (error) {
    await auditDenials(app, { ...callOf(app, app.db, prepared.actor), ...prepared, denials })
    await forgetLater(app, prepared.uploads)
    throw error
  }
}

/** A POST without path parameters makes something. */
function successOf({ operation }: Route): number {
  return operation.method === 'POST' && !operation.path.includes('{') ? 201 : 200
}

function wake({ afterCommit }: Pick<Call, 'afterCommit'>): void {
  for (const ring of afterCommit.splice(0)) ring()
}

async function auditDenials(app: App, call: Call): Promise<void> {
  if (call.denials.length === 0) return
  const lines = call.denials.map(({ verb, regionId }) => ({ verb, regionId, outcome: 'denied' as const }))
  await audited({ ...call, tx: app.db }, ...lines)
}

function allowKind(actor: Actor, permission: string): void {
  if (permission === 'public' || permission === 'visitor') return
  if (actor.kind === 'anonymous' || actor.kind === 'visitor') throw refuse('not-signed-in')
  if (permission === 'customer') {
    if (actor.kind !== 'customer') throw refuse('not-permitted')
    return
  }
  if (actor.kind !== 'staff') throw refuse('not-permitted')
}

/** A verb the person holds nowhere is refused before anything is read, and audited like one refused on a record. */
async function allowVerb(app: App, actor: Actor, permission: string, { ip, id }: FastifyRequest): Promise<void> {
  if (actor.kind !== 'staff' || !permission.includes('.') || holds(actor, permission)) return
  await auditDenials(app, { ...callOf(app, app.db, actor), ip, requestId: id, denials: [{ verb: permission, regionId: actor.regionId }] })
  throw refuse('not-permitted', { verb: permission })
}

/** A write with a cookie must come from our own pages; bearer tokens are never sent by a browser on its own. */
function refuseCrossSite(app: App, request: FastifyRequest): void {
  if (request.headers.authorization || !request.headers.cookie) return
  const site = request.headers['sec-fetch-site']
  if (site === 'same-origin' || site === 'none') return
  const { origin, host } = request.headers
  if (site === undefined && (!origin || new URL(origin).host === host)) return
  if (origin && new URL(origin).origin === new URL(app.config.publicUrl).origin) return
  throw refuse('cross-site-request')
}

function bodyOf(request: FastifyRequest, method: string): Record<string, unknown> {
  const given = method === 'GET' || method === 'DELETE' ? request.query : (request.body ?? {})
  if (given === null || typeof given !== 'object' || Array.isArray(given)) throw refuse('malformed-body')
  return { ...(given as Record<string, unknown>) }
}

/** Path parameters arrive as text; those the contract calls integers are read as such, also where a JSON body is not coerced. */
function paramsOf(request: FastifyRequest, { path, input }: Route['operation']): Record<string, unknown> {
  const params = request.params as Record<string, string>
  const typed = (name: string) => {
    const text = params[name] ?? ''
    return (input.properties[name] as { type?: string }).type === 'integer' && /^\d{1,15}$/.test(text) ? Number(text) : text
  }
  return Object.fromEntries(pathParameters(path).map((name) => [name, typed(name)]))
}

/** Whose sign-in counts where one browser holds two: the customer's at the portal's operations, the person's at all with a permission. */
function doorOf(permission: string): 'staff' | 'customer' | 'anyone' {
  if (permission === 'public') return 'anyone'
  return permission === 'customer' || permission === 'visitor' ? 'customer' : 'staff'
}

/** The stated purpose travels in a header, percent-encoded, so that it never lands in a URL or an access log. */
function purposeOf(request: FastifyRequest): string | null {
  const header = request.headers['x-purpose']
  if (typeof header !== 'string' || header.length > 900) return null
  try {
    return decodeURIComponent(header).slice(0, 200) || null
  } catch {
    return null
  }
}

function userAgentOf(request: FastifyRequest): string | null {
  return request.headers['user-agent']?.slice(0, 300) ?? null
}

/**
 * Sets a cookie as all of ours are: unreadable to scripts, not sent along by other sites, Secure when we are reached by https. In a frame
 * on another site such a cookie would be thrown away: there it is kept in a jar of its own for that site (Partitioned), which no other
 * site's frame ever opens. Browsers take that only by https, or from this very computer.
 */
export function setCookie(app: App, request: FastifyRequest, reply: FastifyReply, { name, value, maxAgeSeconds }: CookieChange): void {
  const secure = request.protocol === 'https' || app.config.publicUrl.startsWith('https:')
  const framed = request.headers['x-embedded'] === 'yes'
  const jar = framed ? ({ sameSite: 'none', secure: true, partitioned: true } as const) : ({ sameSite: 'lax', secure } as const)
  reply.setCookie(name, value, { path: '/', httpOnly: true, ...jar, maxAge: maxAgeSeconds })
}

function sendStream(reply: FastifyReply, answer: StreamAnswer) {
  if (answer.status) reply.status(answer.status)
  return reply.headers(answer.headers).send(answer.stream)
}
