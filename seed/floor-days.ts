import { bringFloorHistory, type PastDecision, type PastInterval, type PastPassage } from '#capabilities/floor'
import type { App } from '#platform/app-type'
import { newId } from '#platform/uuid7'
import { createCentre, type Scenario, type ServedContact, type Stream, type Team } from '../simulator/index.ts'
import type { Colleague, Planted } from './operator.ts'
import { regions } from './regions.ts'

const HOUR = 3600
const DAYS = 14
const MIDNIGHT_OFFSET_MS = 8 * HOUR * 1000
/** Share of the day's contacts in each hour: the two-humped day of a consumer hotline; at night the menus answer. Typical, not measured at any operator. */
const SHAPE = [0, 0, 0, 0, 0, 0, 0, 0, 60, 84, 90, 78, 58, 62, 78, 80, 74, 62, 58, 60, 44, 24, 0, 0]
const OFFICE = SHAPE.map((share, hour) => (hour >= 9 && hour < 18 ? share : 0))
/** Mondays are busy, weekends quiet; Sunday first. */
const WEEK = [0.75, 1.2, 1.05, 1, 1, 1.05, 0.85]
const SHIFTS = [
  { from: 7.5, to: 16, meal: 10.5 },
  { from: 13, to: 22, meal: 16.5 },
  { from: 9, to: 18, meal: 12 }
] as const

type Past = { passages: PastPassage[]; intervals: PastInterval[]; decisions: PastDecision[] }
type Span = { from: number; to: number; state: string }

/**
 * Fourteen days of the floor up to this minute, lived through by the simulator with the product's own router: who was at work, who called, who got whom
 * and why. The board, the reports, the ledger and the replay of yesterday have something to show from the first start.
 */
export async function plantFloorDays(app: App, { colleagues, units }: Pick<Planted, 'colleagues' | 'units'>, now: Date, seed: number): Promise<void> {
  for (const region of regions) {
    const code = region.code.toLowerCase()
    const of = (...names: string[]) => colleagues.filter((one) => names.some((name) => one.unitId === units.get(`${code}-${name}`)) && /agent/.test(one.role) && one.login !== 'agent')
    const past: Past = { passages: [], intervals: [], decisions: [] }
    const today = Math.floor((now.getTime() + MIDNIGHT_OFFSET_MS) / (24 * HOUR * 1000)) * 24 * HOUR * 1000 - MIDNIGHT_OFFSET_MS
    for (let ago = DAYS - 1; ago >= 0; ago--) liveDay(past, { code, hotline: of('team-1', 'team-2', 'team-3'), vip: of('vip'), online: of('online') }, new Date(today - ago * 24 * HOUR * 1000), now, seed + ago)
    await bringFloorHistory(app.db, region.id, past)
  }
}

type Crew = { code: string; hotline: Colleague[]; vip: Colleague[]; online: Colleague[] }

function liveDay(past: Past, crew: Crew, midnight: Date, now: Date, seed: number): void {
  const at = (seconds: number) => new Date(midnight.getTime() + Math.round(seconds * 1000))
  const day = Math.floor((midnight.getTime() + MIDNIGHT_OFFSET_MS) / (24 * HOUR * 1000))
  const people = rosterOf(crew, day)
  const spans = new Map<string, Span[]>(people.map(({ colleague }) => [colleague.id, []]))
  const centre = createCentre(scenarioOf(crew, people, WEEK[(day + 4) % 7] ?? 1, seed), {
    served: (contact) => keepServed(past, contact, at, now, spans),
    abandoned: ({ stream, arrivedAt, leftAt }) => {
      if (at(leftAt) <= now) past.passages.push({ ...passageOf(stream), contactId: newId(), viaQueue: null, enteredAt: at(arrivedAt), answeredAt: null, endedAt: at(leftAt), staffId: null })
    }
  })
  centre.runUntil(Number.POSITIVE_INFINITY)
  for (const { colleague, shift } of people) {
    const meal = { from: shift.meal * HOUR, to: (shift.meal + 0.5) * HOUR, state: 'meal' }
    for (const { from, to, state } of wholeShift([...(spans.get(colleague.id) ?? []), meal], shift.from * HOUR, shift.to * HOUR))
      if (at(from) < now) past.intervals.push({ staffId: colleague.id, unitId: colleague.unitId, state, startedAt: at(from), endedAt: at(to) < now ? at(to) : now })
  }
}

function keepServed(past: Past, { stream, arrivedAt, answeredAt, endedAt, wrapUpSeconds, decision }: ServedContact, at: (seconds: number) => Date, now: Date, spans: Map<string, Span[]>): void {
  const staffId = staffOf(decision.agentId)
  if (stream.channel === 'phone') spans.get(staffId)?.push({ from: answeredAt, to: endedAt, state: 'talking' }, { from: endedAt, to: endedAt + wrapUpSeconds, state: 'wrap-up' })
  if (at(endedAt) > now) return
  const passage = { ...passageOf(stream), contactId: newId(), viaQueue: decision.overflow ? decision.queue : null }
  past.passages.push({ ...passage, enteredAt: at(arrivedAt), answeredAt: at(answeredAt), endedAt: at(endedAt), staffId })
  const { step, score, why, eligible, passedOver } = decision
  past.decisions.push({
    kind: passage.kind,
    contactId: passage.contactId,
    queueCode: passage.queueCode,
    viaQueue: passage.viaQueue,
    ruleId: passage.ruleId,
    staffId,
    at: at(answeredAt),
    step,
    score,
    waitedSeconds: Math.floor(answeredAt - arrivedAt),
    why,
    eligible,
    passedOver: passedOver.map((one) => ({ staffId: staffOf(one.agentId), code: one.code }))
  })
}

const passageOf = ({ channel, queue }: Stream) => ({ kind: channel === 'phone' ? ('call' as const) : ('conversation' as const), channel, queueCode: queue, ruleId: channel === 'phone' ? 'calls' : 'standard' })

/** The simulator numbers the people of a team; ours are teams of one. */
const staffOf = (agentId: string): string => agentId.slice(0, 36)

/** Half of them work on a day, early or late; nights belong to the menus. */
function rosterOf({ hotline, vip, online }: Crew, day: number) {
  return [...hotline, ...vip, ...online].flatMap((colleague, index) => {
    const turn = (index + day) % 4
    if (turn > 1 && !vip.includes(colleague)) return []
    const shift = SHIFTS[vip.includes(colleague) ? 2 : turn] ?? SHIFTS[0]
    // Meals in four waves: never half of a team at once.
    return [{ colleague, shift: { ...shift, meal: shift.meal + (Math.floor(index / 4) % 4) / 2 } }]
  })
}

function scenarioOf({ code, hotline, vip, online }: Crew, people: ReturnType<typeof rosterOf>, factor: number, seed: number): Scenario {
  const whole = (shape: number[]) => shape.reduce((sum, one) => sum + one, 0)
  const stream = (queue: string, channel: 'phone' | 'chat', aDay: number, meanSeconds: number, overflow: string[], shape = SHAPE): Stream => ({
    queue: `${code}-${queue}`,
    channel,
    weight: channel === 'phone' ? 24 : 3,
    needs: [{ afterSeconds: 0, skills: {}, queues: [`${code}-${queue}`] }, ...(overflow.length > 0 ? [{ afterSeconds: 90, skills: {}, queues: [`${code}-${queue}`, ...overflow] }] : [])],
    priority: 0,
    arrivals: { everySeconds: HOUR, perHour: shape.map((one) => (aDay * factor * one) / whole(shape)) },
    handle: { kind: 'lognormal', meanSeconds, variation: 0.8 },
    patience: { kind: 'exponential', meanSeconds: channel === 'phone' ? 130 : 400 },
    again: { share: 0.3, after: { kind: 'exponential', meanSeconds: 600 } }
  })
  const team = (queue: string): Omit<Team, 'code' | 'shifts' | 'breaks'> => ({ people: 1, skills: {}, queues: [`${code}-${queue}`], capacity: queue === 'general' ? { phone: 24, chat: 9 } : { phone: 24 }, languages: [], wrapUp: { kind: 'exponential', meanSeconds: 18 } })
  const queueOf = (colleague: Colleague) => (vip.includes(colleague) ? 'vip' : online.includes(colleague) ? 'general' : 'hotline')
  return {
    seed,
    daySeconds: 24 * HOUR,
    streams: [
      stream('hotline', 'phone', hotline.length * 27, 165, [`${code}-general`]),
      stream('general', 'chat', online.length * 22, 420, []),
      ...(vip.length > 0 ? [stream('vip', 'phone', 36, 210, [`${code}-hotline`], OFFICE)] : [])
    ],
    teams: people.map(({ colleague, shift }) => ({
      ...team(queueOf(colleague)),
      code: colleague.id,
      shifts: [{ fromSeconds: shift.from * HOUR, toSeconds: shift.to * HOUR }],
      breaks: [{ fromSeconds: shift.meal * HOUR, toSeconds: (shift.meal + 0.5) * HOUR }]
    })),
    happenings: seed % 5 === 1 ? [{ kind: 'surge', queue: `${code}-hotline`, factor: 2.2, fromSeconds: 10 * HOUR, toSeconds: 11 * HOUR }] : [],
    rules: { interrupts: {} },
    count: { everySeconds: 900, withinSeconds: 15, shortSeconds: 5 }
  }
}

/** A shift without holes: what was done, and ready in between; what was begun before its end is ended. */
function wholeShift(done: readonly Span[], from: number, to: number): Span[] {
  const shift: Span[] = []
  let at = from
  const until = (next: number, state: string) => {
    if (next > at) shift.push({ from: at, to: next, state })
    at = Math.max(at, next)
  }
  for (const span of done.toSorted((a, b) => a.from - b.from)) {
    until(span.from, 'available')
    until(span.to, span.state)
  }
  until(to, 'available')
  return shift
}
