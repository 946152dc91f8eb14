import type { replayRouting as operation } from '@shouwen/contract/floor-decisions'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { type ReplayAgent, type ReplayContact, replayDay, type ReplayOutcome } from '@shouwen/kernels/routing/index'
import type { Selectable } from 'kysely'
import { permit } from '#platform/access'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import type { FloorPassage } from '#platform/schema.gen'
import type { RoutingRule } from '#server/rulebook-types'
import { readRoutingRules, rulebook } from '#server/rulebook'
import type { FloorContactRow } from './contact.ts'
import { readRoster, type Roster } from './dispatcher/roster.ts'
import { capacities, routingRules } from './dispatcher/routing-agent.ts'
import { chatCapacity, stateRule } from './floor-rules.ts'
import { routingContact } from './routing-rule.ts'

type Output = OutputOf<typeof operation>
type Side = Output['queues'][number]['happened']
type Passage = Selectable<FloorPassage>

const MOST_HOURS = 25
const MOST_CONTACTS = 20_000
const USUAL_WITHIN = 20

/**
 * A time again under the rules of now and under a draft, beside what happened: contacts, patience, handling times and people's states are those on
 * record, who gets whom is decided anew by the kernel. Those who gave up give up after as long; those answered are taken to have waited for ever.
 */
export async function replayRouting(call: Call, input: InputOf<typeof operation>): Promise<Output> {
  const { regionId, withinSeconds = USUAL_WITHIN } = input
  permit(call, 'floor.supervise', { regionId, unitId: call.actor.kind === 'staff' ? call.actor.unitId : null })
  const from = new Date(input.from)
  const until = new Date(input.until)
  if (!(until > from) || until.getTime() - from.getTime() > MOST_HOURS * 3_600_000) throw refuse('period-too-long', { hours: MOST_HOURS })
  const read = input.draft === undefined ? null : readRoutingRules(rulebook(), input.draft)
  if (read && 'problems' in read) return { problems: read.problems.slice(0, 50), contacts: 0, people: 0, withinSeconds, queues: [] }
  const passages = await passagesIn(call, regionId, from, until)
  const roster = await readRoster(call.tx, regionId)
  const agents = await agentsIn(call, regionId, from, until, roster)
  const play = async (rules?: readonly RoutingRule[]) => {
    const contacts = passages.map((passage) => replayContact(passage, roster, rules ?? rulebook().routing))
    const outcomes = await replayDay({ rules: routingRules(), agents, contacts, until: until.getTime() }, () => new Promise((resolve) => setImmediate(resolve)))
    return new Map(outcomes.map((one) => [one.contactId, one]))
  }
  const now = await play()
  const draft = read ? await play(read.rules) : null
  const groups = Map.groupBy(passages, (passage) => `${passage.queue_code} ${passage.channel}`)
  return {
    problems: [],
    contacts: passages.length,
    people: agents.length,
    withinSeconds,
    queues: [...groups.values()]
      .map((own) => ({
        queueCode: (own[0] as Passage).queue_code,
        channel: (own[0] as Passage).channel,
        happened: sideOf(own.map(happened), withinSeconds),
        now: sideOf(own.map((passage) => now.get(passage.id) as ReplayOutcome), withinSeconds),
        draft: draft ? sideOf(own.map((passage) => draft.get(passage.id) as ReplayOutcome), withinSeconds) : null
      }))
      .sort((a, b) => a.queueCode.localeCompare(b.queueCode) || a.channel.localeCompare(b.channel))
  }
}

async function passagesIn(call: Call, regionId: number, from: Date, until: Date): Promise<Passage[]> {
  const rows = await call.tx
    .selectFrom('floor.passage')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('entered_at', '>=', from)
    .where('entered_at', '<', until)
    .orderBy('entered_at')
    .orderBy('id')
    .limit(MOST_CONTACTS + 1)
    .execute()
  if (rows.length > MOST_CONTACTS) throw refuse('replay-too-large', { most: MOST_CONTACTS })
  return rows
}

/** People in the states in which they took contacts or served one, with the skills and queues of now. */
async function agentsIn(call: Call, regionId: number, from: Date, until: Date, roster: Roster): Promise<ReplayAgent[]> {
  const rows = await call.tx
    .selectFrom('floor.interval')
    .select(['staff_id', 'state', 'started_at', 'ended_at'])
    .where('region_id', '=', regionId)
    .where('started_at', '<', until)
    .where((eb) => eb.or([eb('ended_at', 'is', null), eb('ended_at', '>', from)]))
    .orderBy('started_at')
    .execute()
  const working = rows.filter(({ state }) => stateRule(state)?.takes || state === 'talking')
  const seats = await call.tx.selectFrom('floor.seat').select(['staff_id', 'chat_capacity']).where('region_id', '=', regionId).execute()
  const chats = new Map(seats.map((seat) => [seat.staff_id, seat.chat_capacity]))
  return [...Map.groupBy(working, (row) => row.staff_id)].flatMap(([staffId, own]): ReplayAgent[] => {
    const member = roster.members.get(staffId)
    if (!member) return []
    const spans = own.map(({ started_at, ended_at }) => [Math.max(started_at.getTime(), from.getTime()), (ended_at ?? until).getTime()] as const)
    const agent = { id: staffId, ...member, capacity: capacities(chats.get(staffId) ?? chatCapacity().usual), load: {}, ready: false, idleSince: 0 }
    return [{ agent, spans: joined(spans) }]
  })
}

/** Spans that touch are one: talking follows available. */
function joined(spans: readonly (readonly [number, number])[]): [number, number][] {
  const out: [number, number][] = []
  for (const [from, until] of spans) {
    const last = out.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], until)
    else out.push([from, until])
  }
  return out
}

function replayContact(passage: Passage, roster: Roster, rules: readonly RoutingRule[]): ReplayContact {
  const contact = routingContact(passage as unknown as FloorContactRow, roster.queues, rules)
  const gaveUp = passage.answered_at === null
  const wait = passage.ended_at.getTime() - passage.entered_at.getTime()
  return {
    contact,
    enteredAt: passage.entered_at.getTime(),
    patienceMs: gaveUp ? wait : null,
    handleMs: passage.answered_at ? passage.ended_at.getTime() - passage.answered_at.getTime() : 0
  }
}

function happened(passage: Passage): ReplayOutcome {
  const end = passage.answered_at ?? passage.ended_at
  return {
    contactId: passage.id,
    outcome: passage.answered_at ? 'answered' : 'abandoned',
    waitMs: end.getTime() - passage.entered_at.getTime(),
    agentId: passage.staff_id,
    viaQueue: passage.via_queue
  }
}

function sideOf(outcomes: readonly ReplayOutcome[], withinSeconds: number): Side {
  const answered = outcomes.filter((one) => one.outcome === 'answered')
  const waits = answered.map((one) => one.waitMs / 1000).sort((a, b) => a - b)
  const mean = waits.length > 0 ? waits.reduce((sum, wait) => sum + wait, 0) / waits.length : 0
  const inTime = waits.filter((wait) => wait <= withinSeconds).length
  return {
    offered: outcomes.length,
    answered: answered.length,
    abandoned: outcomes.filter((one) => one.outcome === 'abandoned').length,
    unserved: outcomes.filter((one) => one.outcome === 'unserved').length,
    overflowed: answered.filter((one) => one.viaQueue !== null).length,
    meanWaitSeconds: tenth(mean),
    p90WaitSeconds: tenth(waits[Math.max(0, Math.ceil(waits.length * 0.9) - 1)] ?? 0),
    longestWaitSeconds: tenth(waits.at(-1) ?? 0),
    answeredInTime: outcomes.length > 0 ? Math.round((inTime / outcomes.length) * 10_000) / 10_000 : 0
  }
}

const tenth = (value: number): number => Math.round(value * 10) / 10
