import type {
  HoldView,
  liftHold as liftOperation,
  listHolds as listOperation,
  placeHold as placeOperation
} from '@shouwen/contract/legal-evidence'
import type { InputOf, OutputOf, Static } from '@shouwen/contract/operation'
import { type Selectable, sql } from 'kysely'
import { allows, permit, type Placement, scopeFilter } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import type { Holdable } from '#platform/holds'
import { openTimeCursor, pageOf } from '#platform/paging'
import { refuse } from '#platform/refusal'
import type { LegalHold } from '#platform/schema.gen'
import { contactsOfTicket, conversationsById } from '#capabilities/contacts'
import { findCustomer } from '#capabilities/customers'
import type { Ticket } from '#capabilities/tickets'
import { callsOfConversations, findCallOf } from '#capabilities/voice'
import { iso, legalHappened, people, rowById, ticketUnder } from './ground.ts'

type Hold = Selectable<LegalHold>
type View = Static<typeof HoldView>

/**
 * Whether any of the subjects is under a hold now: whoever deletes or lets something expire names the thing and all it belongs to.
 * @norm TK-20 TK-60
 */
export async function holdsOn(
  tx: Call['tx'],
  regionId: number,
  subjects: Holdable | readonly Holdable[]
): Promise<boolean> {
  const asked = Array.isArray(subjects) ? (subjects as readonly Holdable[]) : [subjects as Holdable]
  const { rows } = await sql`select 1 from legal.hold
    where region_id = ${regionId} and lifted_at is null
      and (subject_kind, subject_id) in (select * from unnest(${asked.map(({ kind }) => kind)}::text[], ${asked.map(({ id }) => id)}::uuid[]))
    limit 1`.execute(tx)
  return rows.length > 0
}

/** Keeps a ticket, a customer, a call or a recording, with everything that belongs to it, from being deleted. @norm TK-20 TK-60 */
export async function placeHold(
  call: Call,
  input: InputOf<typeof placeOperation>
): Promise<OutputOf<typeof placeOperation>> {
  const { label, unitId, ticket } = await subjectUnder(call, input.regionId, {
    kind: input.subjectKind,
    id: input.subjectId
  })
  if (await holdsOn(call.tx, input.regionId, { kind: input.subjectKind, id: input.subjectId }))
    throw refuse('hold-already-placed')
  const row = await call.tx
    .insertInto('legal.hold')
    .values({
      region_id: input.regionId,
      id: call.app.newId(),
      subject_kind: input.subjectKind,
      subject_id: input.subjectId,
      label,
      reason: input.reason,
      unit_id: unitId,
      placed_by: staffId(call.actor),
      placed_at: call.now
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await holdHappened(call, row, ticket, 'legal.hold-placed', input.reason, `【法律保留】${input.reason}`)
  return holdView(call, row)
}

/** Lets deletion take its course again. @norm TK-20 TK-60 */
export async function liftHold(
  call: Call,
  input: InputOf<typeof liftOperation>
): Promise<OutputOf<typeof liftOperation>> {
  const row = await rowById(call, 'legal.hold', input.holdId, true)
  const { ticket } = await subjectUnder(call, row.region_id, {
    kind: row.subject_kind as View['subjectKind'],
    id: row.subject_id
  })
  if (row.lifted_at !== null) throw refuse('hold-lifted')
  const after = await call.tx
    .updateTable('legal.hold')
    .set({ lifted_at: call.now, lifted_by: staffId(call.actor), lift_reason: input.reason })
    .where('region_id', '=', row.region_id)
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await holdHappened(call, after, ticket, 'legal.hold-lifted', input.reason, `【解除法律保留】${input.reason}`)
  return holdView(call, after)
}

async function holdHappened(
  call: Call,
  row: Hold,
  ticket: Ticket | null,
  name: 'legal.hold-placed' | 'legal.hold-lifted',
  reason: string,
  told: string
): Promise<void> {
  const data = { holdId: row.id, subjectKind: row.subject_kind, subjectId: row.subject_id }
  await legalHappened(call, ticket, row.region_id, {
    name,
    subjectKind: 'hold',
    subjectId: row.id,
    data,
    purpose: reason,
    told,
    proof: { ...data, reason }
  })
}

type Subject = { kind: View['subjectKind']; id: string }

/** What is to be held, permitted; refuses with `not-found` and `not-permitted`. */
async function subjectUnder(
  call: Call,
  regionId: number,
  subject: Subject
): Promise<{ label: string; unitId: string | null; ticket: Ticket | null }> {
  if (subject.kind === 'ticket') {
    const ticket = await ticketUnder(call, 'legal.hold', { regionId, id: subject.id })
    return { label: ticket.number, unitId: ticket.unit_id, ticket }
  }
  if (subject.kind === 'customer') {
    const customer = await findCustomer(call.tx, regionId, subject.id)
    if (!customer) throw refuse('not-found')
    permitPlace(call, { regionId, unitId: customer.unitId })
    return { label: customer.number, unitId: customer.unitId, ticket: null }
  }
  const voiceCall = await findCallOf(call.tx, regionId, { kind: subject.kind, id: subject.id })
  if (!voiceCall) throw refuse('not-found')
  permitPlace(call, { regionId, unitId: voiceCall.unit_id, staffIds: [voiceCall.staff_id] })
  const conversation = (await conversationsById(call, regionId, [voiceCall.conversation_id])).get(
    voiceCall.conversation_id
  )
  return { label: conversation?.ticket_number ?? subject.id, unitId: voiceCall.unit_id, ticket: null }
}

function permitPlace(call: Call, place: Placement): void {
  permit(call, 'legal.hold', place, 'legal.hold')
}

/** Holds of a ticket and of what belongs to it, or all one may see, the newest first. */
export async function listHolds(
  call: Call,
  input: InputOf<typeof listOperation>
): Promise<OutputOf<typeof listOperation>> {
  const limit = input.limit ?? 50
  const after = openTimeCursor(input.cursor)
  const ticket = input.ticketId ? await ticketUnder(call, 'ticket.read', input.ticketId) : null
  const regionId = ticket?.region_id ?? input.regionId
  const of = ticket ? await subjectsOf(call, ticket) : []
  const rows = await call.tx
    .selectFrom('legal.hold as h')
    .selectAll('h')
    .$if(ticket === null, (query) =>
      query.where(
        scopeFilter(call.actor, 'legal.read', {
          regionId: 'h.region_id',
          unitId: 'h.unit_id',
          staffIds: ['h.placed_by']
        })
      )
    )
    .$if(ticket !== null, (query) => query.where(sql<boolean>`h.subject_id = any(${of}::uuid[])`))
    .$if(regionId !== undefined, (query) => query.where('h.region_id', '=', regionId as number))
    .$if(input.open === true, (query) => query.where('h.lifted_at', 'is', null))
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(h.placed_at, h.id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`)
    )
    .orderBy('h.placed_at', 'desc')
    .orderBy('h.id', 'desc')
    .limit(limit + 1)
    .execute()
  const person = await people(
    call,
    rows.flatMap((row) => [row.placed_by, row.lifted_by])
  )
  return pageOf(
    rows,
    limit,
    (row: Hold) => viewOf(call, row, person),
    (row) => [row.placed_at.toISOString(), row.id]
  )
}

async function subjectsOf(call: Call, ticket: Ticket): Promise<string[]> {
  const ids = (await contactsOfTicket(call.tx, ticket.region_id, ticket.id)).map(({ id }) => id)
  const { calls, recordings } = await callsOfConversations(call.tx, ticket.region_id, ids)
  return [
    ticket.id,
    ...(ticket.customer_id ? [ticket.customer_id] : []),
    ...calls.map(({ id }) => id),
    ...recordings.map(({ id }) => id)
  ]
}

async function holdView(call: Call, row: Hold): Promise<View> {
  return viewOf(call, row, await people(call, [row.placed_by, row.lifted_by]))
}

function viewOf(call: Call, row: Hold, person: Awaited<ReturnType<typeof people>>): View {
  return {
    regionId: row.region_id,
    id: row.id,
    subjectKind: row.subject_kind as View['subjectKind'],
    subjectId: row.subject_id,
    label: row.label,
    reason: row.reason,
    placedBy: person(row.placed_by),
    placedAt: row.placed_at.toISOString(),
    liftedBy: person(row.lifted_by),
    liftedAt: iso(row.lifted_at),
    liftReason: row.lift_reason,
    can: {
      lift:
        row.lifted_at === null &&
        allows(call.actor, 'legal.hold', { regionId: row.region_id, unitId: row.unit_id, staffIds: [row.placed_by] })
    }
  }
}
