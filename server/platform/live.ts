import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ServerResponse } from 'node:http'
import type { Actor } from './action.ts'
import type { App } from './app-type.ts'
import { currentPosition, eventsAfter, type Position, type RecordedEvent } from './events.ts'
import { refuse } from './refusal.ts'
import type { Signal } from './signals.ts'

const POLL_MS = 100
const HEARTBEAT_MS = 15_000
const BATCH = 500

type Listener = { actor: Actor; stream: ServerResponse }

/**
 * Server-sent events: `{event, ids}` with the log position as id, so a browser that slept resumes where it was.
 * One reader per process, one write per listener and batch: the cost grows with batches, not with events times listeners.
 * The stream says only that something changed; the browser reads again through the authorised API.
 */
export function openLive(app: App) {
  const listeners = new Set<Listener>()

  function mount(server: FastifyInstance): void {
    server.get('/api/live', (request, reply) => listen(request, reply, 'anyone'))
    // One browser may be signed in as staff and as a customer: the portal listens as the customer.
    server.get('/api/portal/live', (request, reply) => listen(request, reply, 'customer'))
    app.signals.hear((signal) => pass(listeners, signal))
  }

  async function listen(request: FastifyRequest, reply: FastifyReply, door: 'anyone' | 'customer'): Promise<void> {
    const actor = await app.identify(request, door)
    if (actor.kind === 'anonymous' || actor.kind === 'system') throw refuse('not-signed-in')
    const resumeFrom = parsePosition(request.headers['last-event-id'])
    reply.hijack()
    const stream = reply.raw
    stream.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      connection: 'keep-alive'
    })
    stream.write('retry: 1000\n\n')
    if (resumeFrom) {
      const missed = await eventsAfter(app.db, resumeFrom, BATCH)
      // Too much to replay, or a position this database never reached (it was restored): read everything again.
      const strange = BigInt(resumeFrom.xid) > BigInt((await currentPosition(app.db)).xid) + 1n
      stream.write(strange || missed.length === BATCH ? 'event: reload\ndata: {}\n\n' : textFor(actor, missed))
    }
    const listener = { actor, stream }
    listeners.add(listener)
    app.metrics.listeners.set(listeners.size)
    request.raw.on('close', () => {
      listeners.delete(listener)
      app.metrics.listeners.set(listeners.size)
    })
  }

  async function run(signal: AbortSignal): Promise<void> {
    const passing = app.signals.run(signal)
    let position: Position = await currentPosition(app.db)
    let lastBeat = Date.now()
    while (!signal.aborted) {
      try {
        const events = await eventsAfter(app.db, position, BATCH)
        const last = events.at(-1)
        if (last) {
          position = { xid: last.xid, seq: last.seq }
          send(listeners, events)
        }
        if (Date.now() - lastBeat > HEARTBEAT_MS) {
          lastBeat = Date.now()
          for (const { stream } of listeners) stream.write(': beat\n\n')
        }
      } catch (error) {
        app.log.warn({ err: error }, 'live reader failed, trying again')
        await app.bell.wait('events', 1000, signal)
      }
      await app.bell.wait('events', POLL_MS, signal)
      // Let the events of one burst arrive together.
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    for (const { stream } of listeners) stream.end()
    await passing
  }

  return { mount, run }
}

function send(listeners: Set<Listener>, events: RecordedEvent[]): void {
  const byAudience = new Map<string, string>()
  for (const { actor, stream } of listeners) {
    const key = audienceOf(actor)
    let text = byAudience.get(key)
    if (text === undefined) {
      text = textFor(actor, events)
      byAudience.set(key, text)
    }
    if (text) stream.write(text)
  }
}

/** A passing sign goes to those it names, without a position: a browser never resumes from it. */
function pass(listeners: Set<Listener>, { event, ids, regionId, to }: Signal): void {
  const text = `data: ${JSON.stringify({ event, ids })}\n\n`
  for (const { actor, stream } of listeners) {
    const told =
      actor.kind === 'staff'
        ? to.staffIds?.includes(actor.id)
        : actor.kind === 'customer'
          ? to.customerId === actor.id && regionId === actor.regionId
          : actor.kind === 'visitor' && to.conversationId === actor.conversationId
    if (told) stream.write(text)
  }
}

/** Staff of the same regions hear the same; a customer hears only of their own, a visitor only of their conversation. */
function audienceOf(actor: Actor): string {
  if (actor.kind === 'customer') return actor.id
  if (actor.kind === 'visitor') return actor.conversationId
  return actor.kind === 'staff' ? regionsOf(actor).join() : ''
}

function regionsOf(actor: Actor & { kind: 'staff' }): string[] {
  if (actor.grants.some((grant) => grant.scope === 'all')) return ['all']
  return [...new Set([actor.regionId, ...actor.grants.map((grant) => grant.regionId)])].sort().map(String)
}

function hears(actor: Actor, event: RecordedEvent): boolean {
  if (event.data['internal'] === true && actor.kind !== 'staff') return false
  if (actor.kind === 'visitor') return event.subjectId === actor.conversationId && event.regionId === actor.regionId
  if (actor.kind === 'customer') return event.data['customerId'] === actor.id && event.regionId === actor.regionId
  if (actor.kind !== 'staff') return false
  const regions = regionsOf(actor)
  return regions[0] === 'all' || event.regionId === 0 || regions.includes(String(event.regionId))
}

function textFor(actor: Actor, events: RecordedEvent[]): string {
  return events
    .filter((event) => hears(actor, event))
    .map((event) => `id: ${event.xid}-${event.seq}\ndata: ${JSON.stringify(wire(event))}\n\n`)
    .join('')
}

function wire(event: RecordedEvent) {
  const ids = Object.fromEntries(
    Object.entries(event.data).filter(([name, value]) => /Ids?$/.test(name) && value != null)
  )
  return {
    seq: `${event.xid}-${event.seq}`,
    event: event.name,
    ids: { [`${event.subjectKind}Id`]: event.subjectId, ...ids }
  }
}

function parsePosition(header: unknown): Position | null {
  const match = typeof header === 'string' ? /^(\d{1,20})-(\d{1,16})$/.exec(header) : null
  return match ? { xid: match[1] as string, seq: Number(match[2]) } : null
}
