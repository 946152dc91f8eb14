import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { holds } from '#platform/access'
import { type Call, callOf } from '#platform/action'
import type { App } from '#platform/app-type'
import { audited } from '#platform/audit'
import { onlyOnce } from '#platform/idempotency'
import { Refusal, refuse } from '#platform/refusal'
import { checkBody, checkParts } from './check-body.ts'
import type { Json } from './condition.ts'
import { errorOf, fault } from './fault.ts'
import { listResource, locate, lock } from './list-resource.ts'
import { pageHeaders } from './page-headers.ts'
import { jsonPatch, jsonPatchQueryType, jsonPatchType, mergePatch, mergePatchType } from './patch.ts'
import { type Query, readQuery } from './read-query.ts'
import type { Face, Ref, Resource } from './resource.ts'
import { checkFields, selectFields, wants } from './select-fields.ts'

/** Runs one request: who it is, in a transaction when it writes, errors in the shape of TMF630. */
export type Handle = (call: Call, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>

/** The routes of every face, below `/tmf-api`, with TMF's own errors for everything that goes wrong there. */
export function mountFaces(server: FastifyInstance, app: App, faces: readonly Face[], more: (scope: FastifyInstance, app: App) => void): void {
  server.register(
    async (scope) => {
      scope.setErrorHandler((error, request, reply) => {
        const { status, body, unexpected } = errorOf(error)
        if (unexpected) app.log.error({ err: error, requestId: request.id, path: request.routeOptions.url }, 'TMF request failed')
        if (status === 429) reply.header('retry-after', '5')
        if (status === 401) reply.header('www-authenticate', 'Bearer')
        return reply.status(status).send(body)
      })
      scope.setNotFoundHandler((_request, reply) => {
        const { status, body } = errorOf(new Refusal('not-found'))
        return reply.status(status).send(body)
      })
      for (const type of [mergePatchType, jsonPatchType, jsonPatchQueryType])
        scope.addContentTypeParser(type, { parseAs: 'string' }, scope.getDefaultJsonParser('error', 'error'))
      // Clients that send a content type with DELETE send no body with it.
      const parse = scope.getDefaultJsonParser('error', 'error')
      scope.removeContentTypeParser('application/json')
      scope.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => (body === '' && request.method === 'DELETE' ? done(null, undefined) : parse(request, body as string, done)))
      for (const face of faces) for (const resource of face.resources) mountResource(scope, app, face, resource)
      more(scope, app)
    },
    { prefix: '/tmf-api' }
  )
}

function mountResource(scope: FastifyInstance, app: App, face: Face, resource: Resource): void {
  const all = `/${face.path}/${resource.name}`
  const one = `${all}/:id`
  scope.get(all, reading(app, resource.permissions.read, (call, request, reply) => list(call, face, resource, request, reply)))
  scope.get(one, reading(app, resource.permissions.read, (call, request) => show(call, face, resource, request)))
  scope.post(all, writing(app, resource.permissions.create, (call, request, reply) => create(call, face, resource, request, reply)))
  scope.patch(one, writing(app, resource.permissions.update, (call, request) => update(call, face, resource, request)))
  scope.delete(one, writing(app, resource.permissions.remove, async (call, request, reply) => {
    await resource.remove(call, await found(call, resource, request))
    reply.status(204)
  }))
  refuseOthers(scope, all, ['GET', 'HEAD', 'POST'])
  refuseOthers(scope, one, ['GET', 'HEAD', 'PATCH', 'DELETE'])
}

const everyMethod = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** An address that exists answers 405 to the methods it does not take. */
export function refuseOthers(scope: FastifyInstance, url: string, taken: readonly string[]): void {
  const method = everyMethod.filter((one) => !taken.includes(one))
  scope.route({
    method,
    url,
    handler: (_request, reply) => {
      reply.header('allow', taken.join(', '))
      throw refuse('method-not-allowed')
    }
  })
}

/** A read: the plain pool, no transaction. */
export function reading(app: App, permission: string, handle: Handle) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const call = { ...callOf(app, app.db, await actorOf(app, request, permission)), ...from(request) }
    reply.header('cache-control', 'no-store')
    return handle(call, request, reply)
  }
}

/** A write: one transaction; refused verbs are audited although it is rolled back. */
export function writing(app: App, permission: string, handle: Handle) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const actor = await actorOf(app, request, permission)
    const denials: Call['denials'] = []
    const afterCommit: Call['afterCommit'] = []
    reply.header('cache-control', 'no-store')
    try {
      const answer = await app.db.transaction().execute((tx) => handle({ ...callOf(app, tx, actor, afterCommit), ...from(request), denials }, request, reply))
      for (const wake of afterCommit) wake()
      // Only now: what is told to be gone must be gone.
      return reply.statusCode === 204 ? reply.send() : answer
    } catch (error) {
      const lines = denials.map(({ verb, regionId }) => ({ verb, regionId, outcome: 'denied' as const }))
      await audited({ ...callOf(app, app.db, actor), ...from(request) }, ...lines)
      throw error
    }
  }
}

const from = (request: FastifyRequest) => ({ requestId: request.id, ip: request.ip, userAgent: request.headers['user-agent']?.slice(0, 300) ?? null })

/** Only bearer tokens of those who may use the open interfaces: a cookie would let other sites write. */
async function actorOf(app: App, request: FastifyRequest, permission: string) {
  if (!request.headers.authorization) throw refuse('not-signed-in')
  const actor = await app.identify(request, 'staff')
  if (actor.kind !== 'staff') throw refuse('not-signed-in')
  for (const verb of ['integration.use', permission]) if (!holds(actor, verb)) throw refuse('not-permitted', { verb })
  return actor
}

async function list(call: Call, face: Face, resource: Resource, request: FastifyRequest, reply: FastifyReply): Promise<Json[]> {
  const raw = rawQuery(request)
  const query = checkedQuery(raw, face, resource)
  const listed = await listResource(call, resource, query)
  const { status, headers } = pageHeaders(`/tmf-api/${face.path}/${resource.name}`, raw, query, listed, face.version)
  reply.status(status).headers(headers)
  const shown = await resource.render(call, listed.refs, (name) => wants(query.fields, name))
  await resource.audit?.(call, listed.refs, 'list')
  return shown.map((one) => selectFields(one, query.fields))
}

async function show(call: Call, face: Face, resource: Resource, request: FastifyRequest): Promise<Json> {
  const { fields } = checkedQuery(rawQuery(request), face, resource)
  const ref = await found(call, resource, request)
  const one = await rendered(call, resource, ref, fields)
  await resource.audit?.(call, [ref], 'one')
  return one
}

/** Creates once: the same idempotency key with the same body is answered with the first answer. */
async function create(call: Call, face: Face, resource: Resource, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { fields } = checkedQuery(rawQuery(request), face, resource)
  const body = checkBody(request.body, resource, face.version)
  const make = async () => ({ status: 201, body: await rendered(call, resource, await resource.create(call, body), fields) })
  const key = request.headers['idempotency-key']
  const known = typeof key === 'string' && /^[\w.:-]{8,128}$/.test(key)
  if (key !== undefined && !known) throw refuse('invalid-input', { errors: [{ at: '/idempotency-key', rule: 'pattern' }] })
  const answer = known ? await onlyOnce(call, { id: `tmf ${face.path} ${resource.name}` }, key, body, make) : await make()
  reply.status(201).header('location', String((answer.body as Json)['href']))
  return answer.body
}

async function update(call: Call, face: Face, resource: Resource, request: FastifyRequest): Promise<Json> {
  const { fields } = checkedQuery(rawQuery(request), face, resource)
  const ref = await found(call, resource, request)
  await lock(call, resource, ref)
  const [present] = await resource.render(call, [ref], () => true)
  if (!present) throw refuse('not-found')
  const wanted = patched(present, request, face.version)
  await resource.update(call, ref, present, checkBody(wanted, resource, 4))
  return rendered(call, resource, ref, fields)
}

function patched(present: Json, request: FastifyRequest, version: 4 | 5): unknown {
  const type = String(request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase()
  checkParts(request.body)
  if (type === jsonPatchQueryType) throw fault(501, 'patch-not-supported', 'JSON Patch with queries is not supported')
  if (type === jsonPatchType) {
    if (version === 4) throw refuse('unsupported-media-type')
    return jsonPatch(present, request.body)
  }
  if (request.body === null || typeof request.body !== 'object' || Array.isArray(request.body)) throw refuse('malformed-body')
  return mergePatch(present, request.body)
}

async function rendered(call: Call, resource: Resource, ref: Ref, fields: Query['fields']): Promise<Json> {
  const [one] = await resource.render(call, [ref], (name) => wants(fields, name))
  if (!one) throw refuse('not-found')
  return selectFields(one, fields)
}

async function found(call: Call, resource: Resource, request: FastifyRequest): Promise<Ref> {
  const ref = await locate(call, resource, (request.params as { id: string }).id)
  if (!ref) throw refuse('not-found')
  return ref
}

function checkedQuery(raw: string, face: Face, resource: Resource): Query {
  const query = readQuery(raw)
  checkFields(query.fields, resource.attributes)
  const strange = query.conditions.find(({ path: [first] }) => !Object.hasOwn(resource.attributes, first as string))
  if (strange) throw fault(400, 'filter-unknown', 'The resource has no such attribute', strange.path[0])
  if (face.version === 4 && (query.before !== null || query.after !== null)) throw fault(400, 'query-malformed', 'Cursors belong to version 5')
  return query
}

function rawQuery(request: FastifyRequest): string {
  const url = request.raw.url ?? ''
  const at = url.indexOf('?')
  return at < 0 ? '' : url.slice(at + 1)
}
