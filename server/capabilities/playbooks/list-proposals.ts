import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { Candidate, ProposalView } from '@shouwen/contract/playbook-schemas'
import type { listProposals as listOperation } from '@shouwen/contract/playbooks'
import type { PlaybookStep } from '@shouwen/kernels/playbook/index'
import type { Call } from '#platform/action'
import { clocksOf } from '#capabilities/norms'
import { unitTree } from '#capabilities/people'
import { queueRoster } from '#capabilities/tickets'
import { whomToAsk } from './ask-people.ts'
import { getStep, heldSince } from './books.ts'
import { forecastQueueOf } from './forecast-queue-of.ts'
import { mayAnswer, permitSomewhere } from './may-answer.ts'
import { personNames } from './person-names.ts'
import { measured, stepView } from './playbook-view.ts'
import { poolPeople } from './pool-people.ts'
import type { ProposalRow, StoredReason } from './proposals.ts'
import { liveRuns, type Run } from './runs.ts'

type People = { candidates: Candidate[]; coming: number; seatsMissing: number | null }

/** What waits for an answer in a region, each with its people, its forecast and its promise as they are now. @norm CC-11 CC-34 */
export async function listProposals(call: Call, { regionId }: InputOf<typeof listOperation>): Promise<OutputOf<typeof listOperation>> {
  permitSomewhere(call, 'playbook.read', regionId)
  const rows = await call.tx.selectFrom('playbooks.proposal').selectAll().where('region_id', '=', regionId).where('answer', 'is', null).orderBy('proposed_at').limit(20).execute()
  if (rows.length === 0) return { items: [] }
  const runs = new Map([...(await liveRuns(call.tx, regionId)).values()].map((run) => [run.id, run]))
  const promises = await clocksOf(call, regionId, 'proposal', rows.map((row) => row.id))
  const items: ProposalView[] = []
  for (const row of rows) {
    const run = runs.get(row.run_id)
    if (run) items.push({ ...(await viewOf(call, row, run)), promise: promises.get(row.id)?.[0] ?? null })
  }
  return { items }
}

async function viewOf(call: Call, row: ProposalRow, run: Run): Promise<ProposalView> {
  const step = getStep(run.book, row.step_id)
  const help = { regionId: row.region_id, queueCodes: row.queue_codes }
  const { candidates, coming, seatsMissing } = row.kind === 'take' ? await whoComes(call, step, help) : await whoGoesBack(call, row, step)
  const names = await personNames(call.tx, [row.proposed_by])
  const roster = await queueRoster(call.tx, row.region_id)
  const isWatched = step.when.measure === 'waiting' || step.when.measure === 'waiting-chats'
  return {
    id: row.id,
    regionId: row.region_id,
    playbookId: run.playbookId,
    playbook: { zh: run.book.zh, en: run.book.en },
    runId: run.id,
    kind: row.kind,
    step: stepView(run.book, step, run.state, row.kind === 'take' ? step.id : null),
    proposedAt: row.proposed_at.toISOString(),
    proposedBy: names.person(row.proposed_by),
    reason: reasonOf(row, run, step),
    queues: roster.filter((queue) => row.queue_codes.includes(queue.code)).map((queue) => ({ code: queue.code, zh: queue.nameZh, en: queue.nameEn })),
    candidates,
    forecast: await forecastQueueOf(call, row.channel, help, coming, isWatched ? step.when.above : 0),
    seatsMissing,
    promise: null,
    abilities: (await mayAnswer(call, row, step)) ? ['execute', 'decline'] : []
  }
}

/** Why now, in figures that run on while the card is read. */
function reasonOf(row: ProposalRow, run: Run, step: PlaybookStep): ProposalView['reason'] {
  const { code } = row.reason as StoredReason
  const { release, jumps = [] } = run.book
  const since = (key: string) => {
    const at = heldSince(run.state, key)
    return at === null ? null : new Date(at).toISOString()
  }
  const of = (measure: keyof typeof run.state.values) => ({ ...measured(measure), value: run.state.values[measure] ?? null })
  if (row.kind === 'undo') return { code, ...of(release.measure), above: null, upTo: null, atOrBelow: release.at_or_below, heldSince: since('release') }
  const jump = code === 'jump' ? jumps.find((one) => one.to === step.id) : undefined
  const when = jump?.when ?? step.when
  return { code, ...of(when.measure), above: when.above, upTo: when.up_to ?? null, atOrBelow: null, heldSince: since(jump ? `jump ${step.id}` : `step ${step.id}`) }
}

async function whoComes(call: Call, step: PlaybookStep, help: { regionId: number; queueCodes: readonly string[] }): Promise<People> {
  const { act } = step
  const units = await unitWords(call)
  if (act.kind === 'move-people') {
    const pool = await poolPeople(call, act.pool, help)
    const free = pool.filter((one) => one.there.freedom === 'free').slice(0, act.at_most ?? pool.length)
    const candidates = pool.map(({ person, there, stake }) => ({
      ...personOf(person, units),
      freedom: there.freedom,
      state: there.state,
      chosen: free.some((one) => one.person.id === person.id),
      promises: stake.unfinished,
      dueSoon: stake.dueSoon,
      firstDue: stake.first ? { title: stake.first.title, dueAt: stake.first.dueAt } : null,
      returnsTo: null,
      hoursToday: null
    }))
    return { candidates, coming: free.length, seatsMissing: null }
  }
  if (act.kind !== 'change-shifts' && act.kind !== 'order-overtime') return { candidates: [], coming: 0, seatsMissing: null }
  const { people, seats } = await whomToAsk(call, act.kind === 'change-shifts' ? 'longer' : 'overtime', help)
  const candidates = people.slice(0, 100).map(({ person, state, hoursToday, chosen }) => ({
    ...personOf(person, units),
    freedom: 'free' as const,
    state,
    chosen,
    promises: 0,
    dueSoon: 0,
    firstDue: null,
    returnsTo: null,
    hoursToday
  }))
  return { candidates, coming: act.kind === 'order-overtime' ? Math.min(seats, people.length) : 0, seatsMissing: seats }
}

/** Whom taking a step back gives back, the last first, and to what. */
async function whoGoesBack(call: Call, row: ProposalRow, step: PlaybookStep): Promise<People> {
  const moves = await call.tx
    .selectFrom('playbooks.move as m')
    .innerJoin('playbooks.deed as d', (join) => join.onRef('d.region_id', '=', 'm.region_id').onRef('d.id', '=', 'm.deed_id'))
    .select(['m.staff_id', 'm.from_state'])
    .where('m.region_id', '=', row.region_id)
    .where('d.run_id', '=', row.run_id)
    .where('d.step_id', '=', step.id)
    .where('d.undone_at', 'is', null)
    .where('m.returned_at', 'is', null)
    .orderBy('m.moved_at', 'desc')
    .orderBy('m.staff_id', 'desc')
    .execute()
  const names = await personNames(call.tx, moves.map((move) => move.staff_id))
  const candidates = moves.map((move) => ({
    person: names.known(move.staff_id),
    unit: null,
    freedom: 'lent' as const,
    state: 'helping-inbound',
    chosen: true,
    promises: 0,
    dueSoon: 0,
    firstDue: null,
    returnsTo: move.from_state,
    hoursToday: null
  }))
  return { candidates, coming: -moves.length, seatsMissing: null }
}

type Words = Map<string, { zh: string; en: string }>
const unitWords = async (call: Call): Promise<Words> => new Map((await unitTree(call.tx)).map((unit) => [unit.id, { zh: unit.nameZh, en: unit.nameEn }]))
const personOf = ({ id, name, jobNumber, unitId }: { id: string; name: string; jobNumber: string; unitId: string }, units: Words) => ({ person: { id, name, jobNumber }, unit: units.get(unitId) ?? null })
