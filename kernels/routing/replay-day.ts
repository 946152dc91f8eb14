import { createRouter } from './create-router.ts'
import type { Agent, Contact, RoutingRules } from './types.ts'

/** Somebody at work: ready for contacts in these spans of time, milliseconds, in order and apart from each other. */
export type ReplayAgent = { agent: Agent; spans: readonly (readonly [from: number, until: number])[] }

/** A contact as it came: how long it would wait at most (null = as long as it takes), and how long it kept whoever took it. */
export type ReplayContact = { contact: Contact; enteredAt: number; patienceMs: number | null; handleMs: number }

export type ReplayOutcome = {
  contactId: string
  outcome: 'answered' | 'abandoned' | 'unserved'
  waitMs: number
  agentId: string | null
  /** The queue whose people took it, when not its own. */
  viaQueue: string | null
}

export type Replay = { rules: RoutingRules; agents: readonly ReplayAgent[]; contacts: readonly ReplayContact[]; until: number }

type Happening = { at: number; order: number; run: (now: number) => void }
const DECIDE = 500

/**
 * Plays a time again: the same arrivals, patience, handling times and people, but who gets whom is decided anew. Offers are accepted at once. Only
 * values in and out; the same input gives the same answer. Yields now and then through `breathe`, so that a server stays awake.
 */
export async function replayDay({ rules, agents, contacts, until }: Replay, breathe: () => Promise<void> = async () => {}): Promise<ReplayOutcome[]> {
  const router = createRouter(rules)
  const plan = new Plan()
  const outcomes = new Map<string, ReplayOutcome>()
  const known = new Map(contacts.map((one) => [one.contact.id, one]))
  const people = new Map(agents.map(({ agent }) => [agent.id, { ...agent, ready: false, load: { ...agent.load } as Record<string, number> }]))
  const tell = (id: string) => {
    const person = people.get(id)
    if (person) router.agentChanged({ ...person, load: { ...person.load } })
  }
  const change = (id: string, ready: boolean, now: number) => {
    const person = people.get(id)
    if (!person) return
    Object.assign(person, { ready }, ready ? { idleSince: now } : {})
    tell(id)
  }
  for (const { agent, spans } of agents)
    for (const [from, end] of spans) {
      plan.add(from, (now) => change(agent.id, true, now))
      plan.add(end, (now) => change(agent.id, false, now))
    }
  for (const { contact, enteredAt, patienceMs } of contacts) {
    plan.add(enteredAt, () => router.contactWaits(contact))
    if (patienceMs !== null)
      plan.add(enteredAt + patienceMs, (now) => {
        if (outcomes.has(contact.id)) return
        router.contactGone(contact.id)
        outcomes.set(contact.id, { contactId: contact.id, outcome: 'abandoned', waitMs: now - enteredAt, agentId: null, viaQueue: null })
      })
  }
  let turns = 0
  for (;;) {
    const now = Math.min(plan.next(), router.nextChangeAt() ?? Number.POSITIVE_INFINITY)
    if (!(now <= until)) break
    plan.runUntil(now)
    for (let given = router.decide(now, DECIDE); given.length > 0; given = router.decide(now, DECIDE))
      for (const { contactId, agentId, queue, overflow } of given) {
        const one = known.get(contactId)
        const person = people.get(agentId)
        if (!one || !person) continue
        const { channel, weight } = one.contact
        outcomes.set(contactId, { contactId, outcome: 'answered', waitMs: Math.max(0, now - one.enteredAt), agentId, viaQueue: overflow ? queue : null })
        person.load[channel] = (person.load[channel] ?? 0) + weight
        person.idleSince = now
        plan.add(now + one.handleMs, (then) => {
          person.load[channel] = (person.load[channel] ?? 0) - weight
          person.idleSince = then
          tell(agentId)
        })
      }
    if ((turns += 1) % 500 === 0) await breathe()
  }
  return contacts.map(({ contact, enteredAt }) => outcomes.get(contact.id) ?? { contactId: contact.id, outcome: 'unserved', waitMs: Math.max(0, until - enteredAt), agentId: null, viaQueue: null })
}

/** What is still to happen, the earliest first; equal instants in the order in which they were planned. */
class Plan {
  readonly #heap: Happening[] = []
  #planned = 0

  add(at: number, run: Happening['run']): void {
    const heap = this.#heap
    let child = heap.length
    heap.push({ at, order: (this.#planned += 1), run })
    while (child > 0) {
      const parent = (child - 1) >> 1
      if (before(heap[parent] as Happening, heap[child] as Happening)) break
      ;[heap[parent], heap[child]] = [heap[child] as Happening, heap[parent] as Happening]
      child = parent
    }
  }

  next(): number {
    return this.#heap[0]?.at ?? Number.POSITIVE_INFINITY
  }

  runUntil(now: number): void {
    while ((this.#heap[0]?.at ?? Number.POSITIVE_INFINITY) <= now) this.#take()?.run(now)
  }

  #take(): Happening | undefined {
    const heap = this.#heap
    const first = heap[0]
    const last = heap.pop()
    if (!last || heap.length === 0) return first
    heap[0] = last
    let parent = 0
    for (;;) {
      let least = parent
      for (const child of [2 * parent + 1, 2 * parent + 2]) if (child < heap.length && before(heap[child] as Happening, heap[least] as Happening)) least = child
      if (least === parent) return first
      ;[heap[parent], heap[least]] = [heap[least] as Happening, heap[parent] as Happening]
      parent = least
    }
  }
}

const before = (a: Happening, b: Happening): boolean => a.at < b.at || (a.at === b.at && a.order < b.order)
