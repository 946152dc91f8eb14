import type {
  endLabel as endOperation,
  labelMalicious as labelOperation,
  LabelView,
  listLabels as listOperation
} from '@shouwen/contract/legal-referrals'
import type { InputOf, OutputOf, Static } from '@shouwen/contract/operation'
import { type Selectable, sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { allows, scopeFilter } from '#platform/access'
import { type Call, staffId, transact } from '#platform/action'
import type { App } from '#platform/app-type'
import { every, type Repeating } from '#platform/jobs'
import { openTimeCursor, pageOf } from '#platform/paging'
import { refuse } from '#platform/refusal'
import type { LegalLabel } from '#platform/schema.gen'
import { findTicket } from '#capabilities/tickets'
import { complaintUnder, iso, legalHappened, people, rowById, ticketUnder } from './ground.ts'
import { legalRules } from './legal-rules.ts'

type Label = Selectable<LegalLabel>
type View = Static<typeof LabelView>

/**
 * Calls a complaint malicious: only counsel or a supervisor, only after it was put before counsel as such, with a reason and a day of review
 * on which it ends by itself. It is said of the complaint, never of the person, and takes no service away. @norm TK-20 TK-54
 */
export async function labelMalicious(
  call: Call,
  input: InputOf<typeof labelOperation>
): Promise<OutputOf<typeof labelOperation>> {
  const ticket = await complaintUnder(call, 'legal.label', input.ticketId)
  const { grounds, label } = legalRules()
  const today = await todayIn(call, ticket.region_id)
  const review = Temporal.PlainDate.from(input.reviewOn)
  if (
    Temporal.PlainDate.compare(review, today) <= 0 ||
    Temporal.PlainDate.compare(review, today.add({ days: label.review_days })) > 0
  )
    throw refuse('label-day-not-possible', { days: label.review_days })
  const referrals = await call.tx
    .selectFrom('legal.referral')
    .select('grounds')
    .where('region_id', '=', ticket.region_id)
    .where('ticket_id', '=', ticket.id)
    .where('state', '<>', 'withdrawn')
    .limit(50)
    .execute()
  if (!referrals.some((row) => row.grounds.some((ground) => grounds[ground]?.label === true)))
    throw refuse('label-needs-referral')
  const open = await call.tx
    .selectFrom('legal.label')
    .select('id')
    .where('region_id', '=', ticket.region_id)
    .where('ticket_id', '=', ticket.id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (open) throw refuse('label-already-set')
  const row = await call.tx
    .insertInto('legal.label')
    .values({
      region_id: ticket.region_id,
      id: call.app.newId(),
      ticket_id: ticket.id,
      ticket_number: ticket.number,
      label: 'malicious',
      reason: input.reason,
      review_on: input.reviewOn,
      unit_id: ticket.unit_id,
      set_by: staffId(call.actor),
      set_at: call.now
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await legalHappened(call, ticket, row.region_id, {
    name: 'legal.labelled',
    subjectKind: 'ticket',
    subjectId: ticket.id,
    data: { labelId: row.id, reviewOn: row.review_on },
    told: `【恶意投诉认定】${input.reason.slice(0, 1000)}（复核日期 ${row.review_on}）`,
    proof: { labelId: row.id, label: row.label, reason: row.reason, reviewOn: row.review_on }
  })
  return labelView(call, row)
}

/** Takes the label off before its day. @norm TK-20 */
export async function endLabel(
  call: Call,
  input: InputOf<typeof endOperation>
): Promise<OutputOf<typeof endOperation>> {
  const row = await rowById(call, 'legal.label', input.labelId, true)
  await ticketUnder(call, 'legal.label', { regionId: row.region_id, id: row.ticket_id })
  if (row.ended_at !== null) throw refuse('label-over')
  return labelView(call, await end(call, row, input.reason))
}

/** Labels end on their day of review unless somebody set them again with a new reason. */
async function endLabelsDue(app: App): Promise<void> {
  const regions = await app.db.selectFrom('platform.region').select('id').orderBy('id').execute()
  for (const { id: regionId } of regions)
    await transact(app, { kind: 'system', name: 'legal.label-review' }, async (call) => {
      const today = await todayIn(call, regionId)
      const rows = await call.tx
        .selectFrom('legal.label')
        .selectAll()
        .where('region_id', '=', regionId)
        .where('ended_at', 'is', null)
        .where('review_on', '<=', today.toString())
        .orderBy('review_on')
        .limit(200)
        .forUpdate()
        .skipLocked()
        .execute()
      for (const row of rows) await end(call, row, '到复核日期未重新认定')
    })
}

/** Once an hour. */
export const labelReview: Repeating = every(3600, 'legal.label-review', (call) => endLabelsDue(call.app))

async function end(call: Call, row: Label, reason: string): Promise<Label> {
  const after = await call.tx
    .updateTable('legal.label')
    .set({ ended_at: call.now, ended_by: staffId(call.actor), end_reason: reason })
    .where('region_id', '=', row.region_id)
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  const ticket = await findTicket(call.tx, row.region_id, row.ticket_id)
  await legalHappened(call, ticket, row.region_id, {
    name: 'legal.label-ended',
    subjectKind: 'ticket',
    subjectId: row.ticket_id,
    data: { labelId: row.id },
    told: `【恶意投诉认定失效】${reason}`,
    proof: { labelId: row.id, reason }
  })
  return after
}

/** Labels of a complaint, or all one may see, the newest first. */
export async function listLabels(
  call: Call,
  input: InputOf<typeof listOperation>
): Promise<OutputOf<typeof listOperation>> {
  const limit = input.limit ?? 50
  const after = openTimeCursor(input.cursor)
  const ticket = input.ticketId ? await ticketUnder(call, 'ticket.read', input.ticketId) : null
  const regionId = ticket?.region_id ?? input.regionId
  const rows = await call.tx
    .selectFrom('legal.label as l')
    .selectAll('l')
    .$if(ticket === null, (query) =>
      query.where(
        scopeFilter(call.actor, 'legal.read', { regionId: 'l.region_id', unitId: 'l.unit_id', staffIds: ['l.set_by'] })
      )
    )
    .$if(ticket !== null, (query) => query.where('l.ticket_id', '=', ticket?.id as string))
    .$if(regionId !== undefined, (query) => query.where('l.region_id', '=', regionId as number))
    .$if(input.open === true, (query) => query.where('l.ended_at', 'is', null))
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(l.set_at, l.id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`)
    )
    .orderBy('l.set_at', 'desc')
    .orderBy('l.id', 'desc')
    .limit(limit + 1)
    .execute()
  const person = await people(
    call,
    rows.flatMap((row) => [row.set_by, row.ended_by])
  )
  return pageOf(
    rows,
    limit,
    (row: Label) => viewOf(call, row, person),
    (row) => [row.set_at.toISOString(), row.id]
  )
}

async function labelView(call: Call, row: Label): Promise<View> {
  return viewOf(call, row, await people(call, [row.set_by, row.ended_by]))
}

function viewOf(call: Call, row: Label, person: Awaited<ReturnType<typeof people>>): View {
  return {
    regionId: row.region_id,
    id: row.id,
    ticketId: row.ticket_id,
    ticketNumber: row.ticket_number,
    reason: row.reason,
    reviewOn: row.review_on,
    setBy: person(row.set_by),
    setAt: row.set_at.toISOString(),
    endedAt: iso(row.ended_at),
    endedBy: person(row.ended_by),
    endReason: row.end_reason,
    can: {
      end:
        row.ended_at === null &&
        allows(call.actor, 'legal.label', { regionId: row.region_id, unitId: row.unit_id, staffIds: [row.set_by] })
    }
  }
}

/** Today in the region's own time zone. */
export async function todayIn(call: Call, regionId: number): Promise<Temporal.PlainDate> {
  const { time_zone } = await call.tx
    .selectFrom('platform.region')
    .select('time_zone')
    .where('id', '=', regionId)
    .executeTakeFirstOrThrow()
  return Temporal.Instant.fromEpochMilliseconds(call.now.getTime()).toZonedDateTimeISO(time_zone).toPlainDate()
}
