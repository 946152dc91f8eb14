import type { TicketEventName } from '@shouwen/contract/ticket-events'
import type { TicketStatus } from '@shouwen/contract/ticket-words'
import type { Updateable } from 'kysely'
import type { Permitted } from '#platform/access'
import { actorColumns, type Call } from '#platform/action'
import { audited } from '#platform/audit'
import { recordAll } from '#platform/events'
import { insertLate } from '#platform/gathered-writes'
import type { TicketsTicket } from '#platform/schema.gen'
import { applyToClocks, type ClockSubject, reassignClocks } from '#capabilities/norms'
import { type Ticket, ticketColumns } from './load-ticket.ts'
import { checkHolders } from './recusal.ts'
import { searchColumnsOf } from './search-columns.ts'
import { checkStep } from './ticket.ts'
import { factsOf } from './ticket-facts.ts'

export type Happening = {
  name: TicketEventName
  /** The step of the status that comes with it. */
  to?: TicketStatus
  /** Code of a pause reason, or the reason in words. */
  reason?: string | null
  detail?: string | null
  /** Ids and small facts for others; never personal data. */
  data?: Record<string, unknown>
  /** The event clauses know it as, when that is another one: a rejected ticket's promises are called off as a cancelled one's. */
  heardAs?: TicketEventName
}

/** Columns a verb may set; the machine's own (status, deadlines) are set here alone. */
export type Change = Partial<
  Omit<
    Ticket,
    | 'region_id'
    | 'id'
    | 'number'
    | 'status'
    | 'status_reason'
    | 'status_at'
    | 'next_due_at'
    | 'at_risk_at'
    | 'created_at'
    | 'updated_at'
  >
>

/**
 * The only way a ticket changes after it was opened: steps the machine, lets the promises hear of it, writes the row with its new
 * deadlines, the history, the events and the audit. `at` is when it happened; imports give the past.
 * Refuses with `ticket-status-not-possible` for a step the machine does not draw, and with `ticket-avoids-person` for a holder who must
 * stay away.
 */
export async function happened(
  call: Call,
  ticket: Permitted<Ticket>,
  happenings: Happening[],
  change: Change = {},
  at: Date = call.now
): Promise<Ticket> {
  const steps = stepsOf(ticket, happenings)
  const last = steps.at(-1)
  const status = last ? { status: last.to, status_reason: last.reason ?? null, status_at: at } : {}
  const after: Ticket = { ...ticket, ...change, ...status }
  checkHolders(after)
  const due = await tellClocks(call, ticket, after, happenings, at)
  const row = await call.tx
    .updateTable('tickets.ticket')
    .set({ ...columnsOf(change), ...searchable(after, change), ...status, ...due, updated_at: call.now })
    .where('region_id', '=', ticket.region_id)
    .where('id', '=', ticket.id)
    .returning(ticketColumns)
    .executeTakeFirstOrThrow()
  await insertSteps(call, ticket, steps, at)
  await recordTicketEvents(call, row, happenings, at)
  return row
}

/** Events and one audit line of a ticket. */
export async function recordTicketEvents(call: Call, ticket: Ticket, happenings: Happening[], at: Date): Promise<void> {
  await recordAll(
    call,
    happenings.map(({ name, reason, data, heardAs }) => ({
      name,
      regionId: ticket.region_id,
      subjectKind: 'ticket',
      subjectId: ticket.id,
      occurredAt: at,
      data: {
        kind: ticket.kind,
        status: ticket.status,
        customerId: ticket.customer_id,
        unitId: ticket.unit_id,
        ownerId: ticket.owner_id,
        assigneeId: ticket.assignee_id,
        ...(reason ? { reason } : {}),
        ...(heardAs ? { heardAs } : {}),
        ...data
      }
    }))
  )
  const [first] = happenings
  if (first)
    await audited(call, { verb: first.name, regionId: ticket.region_id, subjectKind: 'ticket', subjectId: ticket.id })
}

type TakenStep = { from: TicketStatus; to: TicketStatus; reason?: string | null; detail?: string | null }

/** The steps of the machine, each checked against the one before. */
function stepsOf(ticket: Ticket, happenings: Happening[]): TakenStep[] {
  let from = ticket.status
  const steps: TakenStep[] = []
  for (const { to, reason, detail } of happenings) {
    if (!to) continue
    checkStep(from, to)
    steps.push({ from, to, reason, detail })
    from = to
  }
  return steps
}

async function tellClocks(call: Call, before: Ticket, after: Ticket, happenings: Happening[], at: Date) {
  let due = {}
  for (const { name, reason, heardAs } of happenings) {
    const { nextDueAt, atRiskAt } = await applyToClocks(call, {
      event: heardAs ?? name,
      at,
      subject: clockSubject(after),
      facts: factsOf(after),
      ...(reason ? { reason } : {})
    })
    due = { next_due_at: nextDueAt, at_risk_at: atRiskAt }
  }
  const moved =
    before.unit_id !== after.unit_id || before.owner_id !== after.owner_id || before.assignee_id !== after.assignee_id
  if (moved) await reassignClocks(call, clockSubject(after))
  return due
}

/** A ticket as the norms see it: a subject with somebody answerable. */
export function clockSubject(
  ticket: Pick<Ticket, 'id' | 'region_id' | 'unit_id' | 'owner_id' | 'assignee_id' | 'customer_id'>
): ClockSubject {
  return {
    kind: 'ticket',
    id: ticket.id,
    regionId: ticket.region_id,
    unitId: ticket.unit_id,
    ownerId: ticket.owner_id,
    assigneeId: ticket.assignee_id,
    customerId: ticket.customer_id
  }
}

export async function insertSteps(
  call: Call,
  ticket: Pick<Ticket, 'region_id' | 'id'>,
  steps: (Omit<TakenStep, 'from'> & { from: TicketStatus | null })[],
  at: Date
): Promise<void> {
  if (steps.length === 0) return
  await insertLate(
    call,
    'tickets.status_change',
    steps.map((step) => ({
      region_id: ticket.region_id,
      ticket_id: ticket.id,
      at,
      id: call.app.newId(),
      from_status: step.from,
      to_status: step.to,
      reason: step.reason ?? null,
      detail: step.detail ?? null,
      ...actorColumns(call.actor)
    }))
  )
}

const searchedFields = ['title', 'description', 'contact_name', 'contact_phone', 'contact_email'] as const
const searchable = (after: Ticket, change: Change) =>
  searchedFields.some((field) => field in change) ? searchColumnsOf(after) : {}

const jsonColumns = new Set(['form', 'priority_because', 'facts', 'confirmation', 'field_versions', 'tmf'])

/** JSON columns are written as text. */
function columnsOf(change: Change): Updateable<TicketsTicket> {
  return Object.fromEntries(
    Object.entries(change).map(([name, value]) => [
      name,
      jsonColumns.has(name) && value !== null ? JSON.stringify(value) : value
    ])
  )
}
