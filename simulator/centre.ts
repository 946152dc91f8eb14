import { createRandom } from '@shouwen/kernels/random/index'
import { type Agent, createRouter, type Decision } from '@shouwen/kernels/routing/index'
import { createAgenda, type Entry } from './agenda.ts'
import { createPeople } from './people.ts'
import { drawLength, nextArrival } from './random-times.ts'
import type { Scenario, Span, Stream } from './scenario.ts'
import { createTally } from './tally.ts'

/** A queue as a supervisor sees it. */
export type QueueView = { waiting: number; longestWaitSeconds: number }

/** A contact whose service ended, as the centre lived it. Instants in seconds since the start of the day. */
export type ServedContact = {
  stream: Stream
  arrivedAt: number
  answeredAt: number
  endedAt: number
  wrapUpSeconds: number
  decision: Decision
}

/** Who wants to hear of every contact, and not of sums only. */
export type Watcher = {
  served(contact: ServedContact): void
  abandoned(contact: { stream: Stream; arrivedAt: number; leftAt: number }): void
}

type Call = {
  id: string
  stream: Stream
  arrivedAt: number
  handleSeconds: number
  again: number | null
  givesUp?: Entry
}

/** Decisions taken in one go; the rest follows at the same instant. */
const BATCH = 500

/**
 * A contact centre that lives through a scenario, event by event, with the product's own router. Deterministic: the same scenario, the same day. It
 * can be stopped at any instant, looked at and changed, which is how a playbook is tried on it.
 */
export function createCentre(scenario: Scenario, watch?: Watcher) {
  const { streams, teams, happenings = [], daySeconds } = scenario
  const router = createRouter(scenario.rules)
  const agenda = createAgenda()
  const tally = createTally(scenario)
  const people = createPeople(scenario, router)
  const calls = new Map<string, Call>()
  let now = 0
  let numbered = 0

  streams.forEach((stream, index) => {
    const random = createRandom(scenario.seed + 7919 * (index + 1))
    const come = (at: number) => {
      if (at >= daySeconds) return
      agenda.note(at, () => {
        arrive(stream, random)
        come(nextArrival(stream, happenings, at, random))
      })
    }
    come(nextArrival(stream, happenings, 0, random))
  })
  for (const { code, shifts, breaks = [] } of teams) for (const id of people.ids(code)) plan(id, shifts, breaks)
  for (const outage of happenings) if (outage.kind === 'outage') planOutage(outage)

  function arrive(stream: Stream, random: () => number): void {
    const { queue, channel, weight, needs, priority, language, again } = stream
    const handleSeconds = drawLength(stream.handle, random)
    const patience = drawLength(stream.patience, random)
    // Drawn for everybody, so that who gives up does not shift the numbers of those who come later.
    const comesAgain = again && random() < again.share ? drawLength(again.after, random) : null
    const call: Call = {
      id: `c${String(numbered++).padStart(9, '0')}`,
      stream,
      arrivedAt: now,
      handleSeconds,
      again: comesAgain
    }
    calls.set(call.id, call)
    router.contactWaits({ id: call.id, channel, weight, queue, needs, priority, language, queuedAt: now * 1000 })
    call.givesUp = agenda.note(now + patience, () => giveUp(call, random))
  }

  function giveUp(call: Call, random: () => number): void {
    calls.delete(call.id)
    router.contactGone(call.id)
    tally.abandoned(call.stream.queue, call.arrivedAt, now - call.arrivedAt)
    watch?.abandoned({ stream: call.stream, arrivedAt: call.arrivedAt, leftAt: now })
    if (call.again !== null) agenda.note(now + call.again, () => arrive(call.stream, random))
  }

  function answer(decision: Decision): void {
    const { contactId, agentId, overflow } = decision
    const call = calls.get(contactId) as Call
    const { stream, arrivedAt, handleSeconds } = call
    calls.delete(contactId)
    if (call.givesUp) agenda.strike(call.givesUp)
    people.booked(agentId, now)
    tally.answered(stream.queue, arrivedAt, now - arrivedAt, handleSeconds, overflow)
    const answeredAt = now
    agenda.note(now + handleSeconds, () => {
      const wrapUpSeconds = finish(agentId, stream, call.id)
      watch?.served({ stream, arrivedAt, answeredAt, endedAt: now, wrapUpSeconds, decision })
    })
  }

  /** Answers how long the wrap-up will take. */
  function finish(agentId: string, { channel, weight }: Stream, callId: string): number {
    const { wrapUp } = people.team(agentId)
    if (!wrapUp) {
      release(agentId, channel, weight, null)
      return 0
    }
    release(agentId, channel, weight, 'wrap-up')
    // A number of the call's own: wrap-up does not depend on who took which call before.
    const seconds = drawLength(wrapUp, createRandom(scenario.seed + Number(callId.slice(1))))
    agenda.note(now + seconds, () => release(agentId, 'wrap-up', weight, null))
    return seconds
  }

  function release(agentId: string, from: string, weight: number, to: string | null): void {
    const load = { ...people.agent(agentId).load }
    load[from] = (load[from] ?? 0) - weight
    if (to) load[to] = (load[to] ?? 0) + weight
    people.change(agentId, { load, idleSince: now * 1000 }, now)
  }

  function plan(agentId: string, shifts: readonly Span[], breaks: readonly Span[]): void {
    const within = (spans: readonly Span[], at: number) =>
      spans.some((span) => span.fromSeconds <= at && at < span.toSeconds)
    const edges = [...shifts, ...breaks].flatMap((span) => [span.fromSeconds, span.toSeconds])
    for (const at of new Set(edges))
      agenda.note(at, () =>
        people.change(agentId, { ready: within(shifts, at) && !within(breaks, at), idleSince: at * 1000 }, now)
      )
  }

  function planOutage({ fromSeconds, toSeconds, share }: Span & { share: number }): void {
    const hit = teams.flatMap(({ code, people: size }) => people.ids(code).slice(0, Math.round(size * share)))
    agenda.note(fromSeconds, () => {
      const working = hit.filter((id) => people.agent(id).ready)
      for (const id of working) people.change(id, { ready: false }, now)
      agenda.note(toSeconds, () => {
        for (const id of working) people.change(id, { ready: true }, now)
      })
    })
  }

  function decide(atMs = now * 1000): void {
    for (;;) {
      const made = router.decide(atMs, BATCH)
      for (const decision of made) answer(decision)
      if (made.length < BATCH) return
    }
  }

  return {
    /** Lives on until the instant, in seconds since the start; Infinity = until everybody has left. */
    runUntil(seconds: number): void {
      for (;;) {
        const widensAtMs = router.nextChangeAt() ?? Number.POSITIVE_INFINITY
        const happensAt = agenda.nextAt()
        const at = Math.min(widensAtMs / 1000, happensAt)
        if (at > seconds || at === Number.POSITIVE_INFINITY) break
        now = Math.max(now, at)
        if (happensAt <= at) {
          agenda.doNext()
          decide()
        } else decide(widensAtMs)
      }
      if (seconds < Number.POSITIVE_INFINITY) now = Math.max(now, seconds)
    },

    now: (): number => now,

    queue(code: string): QueueView {
      const waiting = [...calls.values()].filter((call) => call.stream.queue === code)
      return { waiting: waiting.length, longestWaitSeconds: waiting[0] ? now - waiting[0].arrivedAt : 0 }
    },

    /** People of a team, in their order. */
    peopleOf: (team: string): string[] => people.ids(team),
    agent: (agentId: string): Agent => people.agent(agentId),

    /** Moves somebody: other queues, on or off the floor. */
    change(agentId: string, change: Partial<Pick<Agent, 'queues' | 'skills' | 'ready'>>): void {
      people.change(agentId, { ...change, idleSince: now * 1000 }, now)
      decide()
    },

    intervals: tally.intervals,
    waits: tally.waits,
    occupancy: (team?: string): number => people.occupancy(now, team)
  }
}

export type Centre = ReturnType<typeof createCentre>
