import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ServerResponse } from 'node:http'
import type { Actor } from './action.ts'
import type { App } from './app-type.ts'
import { currentPosition, eventsAfter, type Position, type RecordedEvent } from './events.ts'
import { audienceOf, hears, hearsAtOnce, isCrowded, namedBy } from './live-audience.ts'
import { refuse } from './refusal.ts'
import type { Signal } from './signals.ts'

const POLL_MS = 100
const HEARTBEAT_MS = 15_000
const BATCH = 500
/** A listener hears of the crowd once in this time; the listeners take turns in so many parts. */
const GATHER_MS = 1000
const PARTS = 10

/** `say` writes to the browser, or keeps what happens while it is still told what it missed; `owed` are the crowded events it has yet to hear of. */
type Listener = { actor: Actor; audience: string; stream: ServerResponse; say(text: string): void; owed: Set<string> }

/**
 * Server-sent events: `{event, ids}` with the log position as id, so a browser that slept resumes where it was.
 * One reader per process, one write per listener and batch: the cost grows with batches, not with events times listeners. What happens to
 * others on a large floor is told to each once a second, a part of the listeners at a time.
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
    const meanwhile: string[] = []
    const listener: Listener = { actor, audience: audienceOf(actor), stream, say: (text) => void meanwhile.push(text), owed: new Set() }
    listeners.add(listener)
    if (resumeFrom) await tellMissed(listener, resumeFrom)
    for (const text of meanwhile) stream.write(text)
    listener.say = (text) => void stream.write(text)
    app.metrics.listeners.set(listeners.size)
    request.raw.on('close', () => {
      listeners.delete(listener)
      app.metrics.listeners.set(listeners.size)
    })
  }

  /** What was said while the browser slept; too much, or from a position this database never reached (it was restored): everything is read again. */
  async function tellMissed({ actor, stream, owed }: Listener, from: Position): Promise<void> {
    const missed = await eventsAfter(app.db, from, BATCH)
    const strange = BigInt(from.xid) > BigInt((await currentPosition(app.db)).xid) + 1n
    stream.write(strange || missed.length === BATCH ? 'event: reload\ndata: {}\n\n' : textFor(actor, missed))
    for (const event of missed) if (hears(actor, event) && !hearsAtOnce(actor, event)) owed.add(event.name)
  }

  async function run(signal: AbortSignal): Promise<void> {
    const passing = app.signals.run(signal)
    let position: Position = await currentPosition(app.db)
    let lastBeat = Date.now()
    let gatheredAt = Date.now()
    let part = 0
    while (!signal.aborted) {
      try {
        const events = await eventsAfter(app.db, position, BATCH)
        const last = events.at(-1)
        if (last) {
          position = { xid: last.xid, seq: last.seq }
          send(listeners, events)
        }
        if (Date.now() - gatheredAt >= GATHER_MS / PARTS) {
          gatheredAt = Date.now()
          part = (part + 1) % PARTS
          tellOwed(listeners, part, position)
        }
        if (Date.now() - lastBeat > HEARTBEAT_MS) {
          lastBeat = Date.now()
          for (const listener of listeners) listener.say(': beat\n\n')
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
  const crowded = events.filter(isCrowded)
  const named = new Set(crowded.flatMap((event) => [...namedBy(event)]))
  const texts = new Map<string, string>()
  const owed = new Map<string, Set<string>>()
  for (const listener of listeners) {
    const { actor, audience, owed: mine } = listener
    // Most are not named; those who hear the same share a text.
    const isNamed = actor.kind === 'staff' && named.has(actor.id)
    const text = isNamed ? textFor(actor, events) : (texts.get(audience) ?? textFor(actor, events))
    if (!isNamed) texts.set(audience, text)
    if (text) listener.say(text)
    if (actor.kind !== 'staff' || crowded.length === 0) continue
    const names = owed.get(audience) ?? new Set(crowded.filter((event) => hears(actor, event) && !hearsAtOnce(actor, event)).map(({ name }) => name))
    if (!isNamed) owed.set(audience, names)
    for (const name of names) mine.add(name)
  }
}

/** The gathered events of a part of the listeners: names alone, for lists to be read again; pages of one thing are left as they are. */
function tellOwed(listeners: Set<Listener>, part: number, { xid, seq }: Position): void {
  const texts = new Map<string, string>()
  let n = 0
  for (const listener of listeners) {
    const { owed } = listener
    if (n++ % PARTS !== part || owed.size === 0) continue
    const key = [...owed].sort().join()
    const text = texts.get(key) ?? [...owed].map((event) => lineOf(`${xid}-${seq}`, { event, ids: unnamed })).join('')
    texts.set(key, text)
    listener.say(text)
    owed.clear()
  }
}

/** Names nobody: a read of one contact or person is not touched, a list is. */
const unnamed = { contactId: [], conversationId: [], callId: [], staffId: [], customerId: [] }

/** A passing sign goes to those it names, without a position: a browser never resumes from it. */
function pass(listeners: Set<Listener>, { event, ids, regionId, to }: Signal): void {
  const text = `data: ${JSON.stringify({ event, ids })}\n\n`
  for (const listener of listeners) {
    const { actor } = listener
    const told =
      actor.kind === 'staff'
        ? to.staffIds?.includes(actor.id)
        : actor.kind === 'customer'
          ? to.customerId === actor.id && regionId === actor.regionId
          : actor.kind === 'visitor' && to.conversationId === actor.conversationId
    if (told) listener.say(text)
  }
}

function textFor(actor: Actor, events: RecordedEvent[]): string {
  return events
    .filter((event) => hears(actor, event) && hearsAtOnce(actor, event))
    .map((event) => lineOf(`${event.xid}-${event.seq}`, wire(event)))
    .join('')
}

const lineOf = (position: string, what: object): string => `id: ${position}\ndata: ${JSON.stringify({ seq: position, ...what })}\n\n`

function wire(event: RecordedEvent) {
  const ids = Object.fromEntries(
    Object.entries(event.data).filter(([name, value]) => /Ids?$/.test(name) && value != null)
  )
  return {
    event: event.name,
    ids: { [`${event.subjectKind}Id`]: event.subjectId, ...ids }
  }
}

function parsePosition(header: unknown): Position | null {
  const match = typeof header === 'string' ? /^(\d{1,20})-(\d{1,16})$/.exec(header) : null
  return match ? { xid: match[1] as string, seq: Number(match[2]) } : null
}
