import type { CommitmentView, commit as contract, keepCommitment as keepOperation, withdrawCommitment as withdrawOperation } from '@shouwen/contract/handling-cards'
import type { InputOf, OutputOf, Static } from '@shouwen/contract/operation'
import type { Selectable } from 'kysely'
import { type Call, staffId } from '#platform/action'
import { audited } from '#platform/audit'
import { record } from '#platform/events'
import { refuse } from '#platform/refusal'
import type { HandlingCommitment } from '#platform/schema.gen'
import { applyToClocks, clocksOf, parametersOf } from '#capabilities/norms'
import { answerTicket, factsOf, type Ticket, tellCustomer } from '#capabilities/tickets'
import { caseHappened, caseToWorkOn } from './case-ticket.ts'
import { coded, entry, handlingBook, iso, peopleOf, personOf } from './words.ts'

type Row = Selectable<HandlingCommitment>
type Input = Omit<InputOf<typeof contract>, 'ticketId'>

/**
 * A time is told to the customer, stage by stage: from then on a clock runs that only an answer to the customer keeps. Our own target lies
 * before the told time (the warning of the clause told-time). Refuses with `stage-unknown` and `too-many-commitments`. @norm TK-36 SC-19
 */
export async function commit(call: Call, ticketId: string, input: Input): Promise<OutputOf<typeof contract>> {
  const ticket = await caseToWorkOn(call, ticketId)
  if (!entry(handlingBook().cards.stages, input.stage)) throw refuse('stage-unknown', { stage: input.stage })
  const { most_open: most } = await parametersOf(call, 'told-time')
  const open = (await commitmentsOf(call, ticket)).filter(({ state }) => state === 'open')
  if (open.length >= Number(most ?? Number.POSITIVE_INFINITY)) throw refuse('too-many-commitments', { most: Number(most) })
  const row = await call.tx
    .insertInto('handling.commitment')
    .values({ region_id: ticket.region_id, id: call.app.newId(), ticket_id: ticket.id, stage: input.stage, within: input.within, words: input.words, interim: input.interim ?? null, state: 'open', made_by: staffId(call.actor), made_at: call.now })
    .returningAll()
    .executeTakeFirstOrThrow()
  await turned(call, ticket, row, 'commitment.made')
  if (input.tellCustomer) await tellCustomer(call, { regionId: ticket.region_id, id: ticket.id }, { body: [input.words, input.interim].filter(Boolean).join('\n'), channel: ticket.channel })
  return viewOf(call, row)
}

/** The customer hears what they were told they would: the answer goes into the ticket, and the clock stops. Refuses with `commitment-over`. @norm TK-36 */
export async function keepCommitment(call: Call, { ticketId, commitmentId, answer, channel }: InputOf<typeof keepOperation>): Promise<OutputOf<typeof keepOperation>> {
  const ticket = await caseToWorkOn(call, ticketId)
  await openCommitment(call, ticket, commitmentId)
  await answerTicket(call, { regionId: ticket.region_id, id: ticket.id }, { body: answer, channel })
  return viewOf(call, await ended(call, ticket, commitmentId, 'kept', channel))
}

/** What was told does not hold any more; only a leader says so, with the reason. */
export async function withdrawCommitment(call: Call, { ticketId, commitmentId, reason }: InputOf<typeof withdrawOperation>): Promise<OutputOf<typeof withdrawOperation>> {
  const ticket = await caseToWorkOn(call, ticketId, 'handling.lead')
  await openCommitment(call, ticket, commitmentId)
  return viewOf(call, await ended(call, ticket, commitmentId, 'withdrawn', reason))
}

/** When the matter is over nothing more is owed. */
export async function withdrawOpen(call: Call, ticket: Ticket): Promise<void> {
  for (const { id, state } of await commitmentsOf(call, ticket)) if (state === 'open') await ended(call, ticket, id, 'withdrawn', 'ticket-over')
}

/** What was told to the customer in a complaint, the newest first. */
export async function commitmentsOf(call: Call, { region_id, id }: Pick<Ticket, 'region_id' | 'id'>): Promise<Row[]> {
  return call.tx.selectFrom('handling.commitment').selectAll().where('region_id', '=', region_id).where('ticket_id', '=', id).orderBy('made_at', 'desc').orderBy('id', 'desc').limit(100).execute()
}

async function openCommitment(call: Call, ticket: Ticket, id: string): Promise<void> {
  const row = (await commitmentsOf(call, ticket)).find((one) => one.id === id)
  if (!row) throw refuse('not-found')
  if (row.state !== 'open') throw refuse('commitment-over')
}

async function ended(call: Call, ticket: Ticket, id: string, state: 'kept' | 'withdrawn', toldHow: string): Promise<Row> {
  const row = await call.tx
    .updateTable('handling.commitment')
    .set({ state, told_how: toldHow, ended_at: call.now })
    .where('region_id', '=', ticket.region_id)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await turned(call, ticket, row, `commitment.${state}`)
  return row
}

/** Lets the clock of the commitment hear of it, and whoever watches the ticket. */
async function turned(call: Call, ticket: Ticket, row: Row, name: 'commitment.made' | 'commitment.kept' | 'commitment.withdrawn'): Promise<void> {
  const { region_id: regionId, unit_id: unitId, owner_id: ownerId, assignee_id: assigneeId, customer_id: customerId } = ticket
  const subject = { kind: 'commitment', id: row.id, regionId, unitId, ownerId, assigneeId, customerId, partOf: { kind: 'ticket', id: ticket.id } }
  await applyToClocks(call, { event: name, at: call.now, subject, facts: { ...factsOf(ticket), 'told.within': row.within } })
  await record(call, { name, regionId, subjectKind: 'commitment', subjectId: row.id, data: { ticketId: ticket.id, stage: row.stage, within: row.within } })
  await audited(call, { verb: name, regionId, subjectKind: 'ticket', subjectId: ticket.id })
  await caseHappened(call, ticket, 'handling.committed', { commitmentId: row.id, state: row.state })
}

async function viewOf(call: Call, row: Row): Promise<Static<typeof CommitmentView>> {
  return (await commitmentViews(call, row.region_id, [row]))[0] as Static<typeof CommitmentView>
}

export async function commitmentViews(call: Call, regionId: number, rows: readonly Row[]): Promise<Static<typeof CommitmentView>[]> {
  const people = await peopleOf(call, rows.map((row) => row.made_by))
  const clocks = await clocksOf(call, regionId, 'commitment', rows.map((row) => row.id))
  return rows.map((row) => ({
    id: row.id,
    stage: coded(handlingBook().cards.stages, row.stage),
    within: row.within as Static<typeof CommitmentView>['within'],
    words: row.words,
    interim: row.interim,
    state: row.state,
    toldHow: row.told_how,
    endedAt: iso(row.ended_at),
    by: personOf(people, row.made_by),
    at: row.made_at.toISOString(),
    promise: clocks.get(row.id)?.[0] ?? null
  }))
}
