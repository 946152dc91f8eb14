import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { readMyComplaint as contract } from '@shouwen/contract/portal-complaints'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { clocksOf } from '#capabilities/norms'
import { unitTree } from '#capabilities/people'
import { departmentsAsked, myTicket, type Ticket } from '#capabilities/tickets'
import { rulebook } from '#server/rulebook'

type Complaint = OutputOf<typeof contract>

/**
 * The customer's own complaint: which departments work on it, and where else they may turn. Refuses with `not-found` what is not theirs, and with
 * `ticket-not-a-complaint`. @norm TK-16 TK-41
 */
export async function readMyComplaint(call: Call, { ticketId }: InputOf<typeof contract>): Promise<Complaint> {
  const ticket = await myTicket(call, ticketId)
  if (ticket.kind !== 'complaint') throw refuse('ticket-not-a-complaint')
  return { departments: await departmentsOf(call, ticket), appeal: await appealOf(call, ticket) }
}

const working: Record<string, Complaint['departments'][number]['state']> = { assigned: 'asked', accepted: 'working', done: 'done' }

/** One line per department: what was asked of it twice stands at its latest. */
async function departmentsOf(call: Call, ticket: Ticket): Promise<Complaint['departments']> {
  const tasks = (await departmentsAsked(call.tx, ticket)).filter(({ status }) => status in working)
  const units = new Map((await unitTree(call.tx)).map((unit) => [unit.id, unit]))
  const latest = new Map(tasks.map((task) => [task.unit_id, task]))
  return [...latest.values()].flatMap((task) => {
    const unit = units.get(task.unit_id)
    const since = task.finished_at ?? task.accepted_at ?? task.given_at
    return unit ? [{ zh: unit.nameZh, en: unit.nameEn, state: working[task.status] as 'asked', since: since.toISOString() }] : []
  })
}

/** An appeal is open when we did not answer in time, or have answered and the customer is not content: that is theirs to say. */
async function appealOf(call: Call, ticket: Ticket): Promise<Complaint['appeal']> {
  const { answer_clause, offices } = rulebook().complaints.offices
  const clocks = (await clocksOf(call, ticket.region_id, 'ticket', [ticket.id])).get(ticket.id) ?? []
  const answer = clocks.filter(({ clauseId }) => clauseId === answer_clause).at(-1)
  const because = answer?.state === 'broken' ? 'unanswered' : ticket.resolution !== null || answer?.state === 'kept' ? 'answered' : null
  return {
    state: because ? 'open' : 'later',
    because,
    from: answer?.dueAt ?? null,
    offices: Object.entries(offices).map(([code, { zh, en, for: matters, ways }]) => ({ code, zh, en, for: { zh: matters.zh, en: matters.en }, ways: [...ways] }))
  }
}
