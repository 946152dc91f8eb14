import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { createHub, getHub, type Hub, type HubFace, removeHub, type Told } from '#capabilities/integrations'
import type { Call } from '#platform/action'
import type { App } from '#platform/app-type'
import { holds } from '#platform/access'
import { refuse } from '#platform/refusal'
import { uuid } from './attribute.ts'
import { checkBody, textIn, textOf } from './check-body.ts'
import { type Condition, type Json, matches } from './condition.ts'
import { type EventTypes, statusOfEvent } from './event-types.ts'
import { locate } from './list-resource.ts'
import { reading, refuseOthers, writing } from './mount-face.ts'
import { type Query, readQuery } from './read-query.ts'
import { type Face, type Resource, shapes } from './resource.ts'
import { selectFields } from './select-fields.ts'

const hubShape = { type: 'Hub', attributes: shapes({ text: 'callback query' }) }

/** The hub of a face: register, look at (version 5), take away. Who listens must be permitted to read what is told. */
export function mountHub(scope: FastifyInstance, app: App, face: Face): void {
  const all = `/${face.path}/hub`
  const shown = (hub: Hub) => ({ id: hub.id, callback: hub.callback, ...(hub.query ? { query: hub.query } : {}), ...(face.version === 5 ? { '@type': 'Hub', href: `${app.config.publicUrl}/tmf-api${all}/${hub.id}` } : {}) })
  const idOf = (params: unknown) => {
    const { id } = params as { id: string }
    if (!uuid.test(id)) throw refuse('not-found')
    return id
  }
  scope.post(all, writing(app, 'webhook.write', async (call, request, reply) => {
    for (const { permissions } of face.resources) if (!holds(call.actor, permissions.read)) throw refuse('not-permitted', { verb: permissions.read })
    const body = checkBody(request.body, hubShape, face.version)
    const query = textOf(body, 'query', 1000)?.replace(/^\?/, '') || null
    readQuery(query ?? '')
    const hub = await createHub(call, { face: face.path, callback: textIn(body, 'callback', 500), query })
    reply.status(201).header('location', `${app.config.publicUrl}/tmf-api${all}/${hub.id}`)
    return shown(hub)
  }))
  scope.delete(`${all}/:id`, writing(app, 'webhook.write', async (call, request, reply) => {
    await removeHub(call, face.path, idOf(request.params))
    reply.status(204)
  }))
  if (face.version === 5) scope.get(`${all}/:id`, reading(app, 'webhook.write', async (call, request) => shown(await getHub(call, face.path, idOf(request.params)))))
  refuseOthers(scope, all, ['POST'])
  refuseOthers(scope, `${all}/:id`, face.version === 5 ? ['GET', 'HEAD', 'DELETE'] : ['DELETE'])
}

/** What the integrations need to tell listeners of a face. */
export function hubFaceOf(face: Face, events: EventTypes): HubFace {
  return {
    face: face.path,
    async eventTypes(call, told, query) {
      const asked = readQuery(query ?? '').conditions.filter(({ path }) => path.join('.') === 'eventType')
      return (await events(call, told)).filter((eventType) => matches({ eventType }, asked))
    },
    async envelope(call, told, { eventType, id, query }) {
      const resource = face.resources.find((one) => eventType.startsWith(one.type))
      if (!resource || !holds(call.actor, 'integration.use')) return null
      const { conditions, fields } = readQuery(query ?? '')
      const whole = await resourceIn(call, resource, told, eventType)
      if (!whole) return null
      const envelope = envelopeOf(call, face, told, { eventType, id, name: resource.name, whole })
      return matches(envelope, conditions.map((one) => within(one, envelope, resource.name))) ? withFields(envelope, resource.name, fields) : null
    }
  }
}

/** The record as the listener may see it now, with the status the event brought; one deleted here as the product still has it. */
async function resourceIn(call: Call, resource: Resource, told: Told, eventType: string): Promise<Json | null> {
  const gone = eventType.endsWith('DeleteEvent')
  const ref = await locate(call, gone ? { ...resource, source: { ...resource.source, where: sql`true` } } : resource, told.subjectId)
  const [one] = ref ? await resource.render(call, [ref], () => true) : []
  if (!one) return null
  const status = statusOfEvent[told.name]
  return status && eventType.endsWith('StatusChangeEvent') ? { ...one, status, statusChangeDate: told.occurredAt } : one
}

function envelopeOf(call: Call, face: Face, told: Told, { eventType, id, name, whole }: { eventType: string; id: string; name: string; whole: Json }): Json {
  const common = {
    eventId: id,
    eventTime: told.occurredAt,
    eventType,
    correlationId: told.subjectId,
    domain: face.path.split('/')[0] as string,
    title: eventType,
    description: told.name,
    priority: 'normal',
    event: { [name]: whole }
  }
  if (face.version === 4) return { ...common, timeOcurred: told.occurredAt }
  const system = { id: new URL(call.app.config.publicUrl).host, name: 'Shouwen', '@type': 'EntityRef', '@referredType': 'System' }
  return { ...common, timeOccurred: told.occurredAt, source: system, reportingSystem: system, '@type': eventType }
}

/** A condition on the envelope where its attribute is one of it, else on the record inside. */
const within = (one: Condition, envelope: Json, name: string): Condition => ((one.path[0] ?? '') in envelope ? one : { ...one, path: ['event', name, ...one.path] })

function withFields(envelope: Json, name: string, fields: Query['fields']): Json {
  if (!fields) return envelope
  const inside = fields.map((path) => (path[0] === 'event' ? path.slice(2) : path)).filter((path) => path.length > 0)
  return { ...envelope, event: { [name]: selectFields((envelope['event'] as Record<string, Json>)[name] as Json, inside) } }
}
