import type { InputOf, OutputOf, Static } from '@shouwen/contract/operation'
import type { disputeHandler as disputeOperation, listRecusals as listOperation, recuseFromTicket as recuseOperation, RecusalCause } from '@shouwen/contract/ticket-recusal'
import { allows, type Permitted, permit } from '#platform/access'
import { actorColumns, type Call, staffId } from '#platform/action'
import { prove } from '#platform/evidence'
import { refuse } from '#platform/refusal'
import { staffInRegion, staffNames } from '#capabilities/people'
import { ticketPlacement } from './access.ts'
import { happened } from './happened.ts'
import { readTicketFor, type Ticket, type TicketRef, ticketFor } from './load-ticket.ts'
import { endOffers, openOffer } from './offer-handover.ts'
import { keptAway } from './recusal.ts'
import { releaseTasks } from './release-tasks.ts'
import { holdersWithout } from './replace-holders.ts'
import { stateOf } from './ticket-state.ts'

export type Cause = Static<typeof RecusalCause>
export type Why = { cause: Cause; reason: string }

/** The rest of the ticket's people must be able to go on: nobody keeps away a whole hotline. */
const MOST = 50

/**
 * Keeps people away from a ticket from now on: whoever has it loses it to somebody else at once. Anybody may step back themselves; to keep
 * others away needs the permission by place, not by having the ticket. Saying it twice is saying it once.
 * Refuses with `assignee-unknown` and `too-many-recused`. @norm TK-26
 */
export async function recuse(call: Call, which: TicketRef | string, staffIds: readonly string[], why: Why): Promise<Ticket> {
  const ticket = await ticketFor(call, 'ticket.recuse', which)
  if (staffIds.some((id) => id !== staffId(call.actor))) permit(call, 'ticket.recuse', othersPlace(ticket))
  for (const id of staffIds) if (!(await staffInRegion(call.tx, ticket.region_id, id))) throw refuse('assignee-unknown')
  return keepAway(call, ticket, staffIds, why)
}

export async function recuseFromTicket(call: Call, { ticketId, staffIds, cause, reason }: InputOf<typeof recuseOperation>): Promise<OutputOf<typeof recuseOperation>> {
  return stateOf(await recuse(call, ticketId, staffIds, { cause, reason }))
}

/**
 * The customer complains about whoever handles the matter: they are kept away and somebody else has it, at once and without anybody's leave.
 * Whoever hears the complaint may say so. Refuses with `nobody-to-recuse`. @norm TK-26
 */
export async function disputeHandler(call: Call, which: TicketRef | string, reason: string): Promise<Ticket> {
  const ticket = await ticketFor(call, call.actor.kind === 'customer' ? 'ticket.write-as-customer' : 'ticket.note', which)
  const handlers = [...new Set([ticket.assignee_id, ticket.owner_id].filter((id): id is string => id !== null))]
  if (handlers.length === 0) throw refuse('nobody-to-recuse')
  return keepAway(call, ticket, handlers, { cause: 'dispute', reason })
}

export async function disputeHandlerAction(call: Call, { ticketId, reason }: InputOf<typeof disputeOperation>): Promise<OutputOf<typeof disputeOperation>> {
  return stateOf(await disputeHandler(call, ticketId, reason))
}

/** As `recuse`, for callers that have asked already who may. The ticket is locked. */
export async function keepAway(call: Call, ticket: Permitted<Ticket>, staffIds: readonly string[], why: Why): Promise<Ticket> {
  const fresh = [...new Set(staffIds)].filter((id) => !ticket.avoid_staff_ids.includes(id)).sort()
  if (fresh.length === 0) return ticket
  const avoid = [...ticket.avoid_staff_ids, ...fresh]
  if (avoid.length > MOST) throw refuse('too-many-recused', { most: MOST })
  const offer = await openOffer(call, ticket)
  if (offer?.to_staff_id && avoid.includes(offer.to_staff_id)) await endOffers(call, ticket, 'withdrawn')
  await insertRecusals(call, ticket, fresh, why)
  const change = { ...(await holdersWithout(call, ticket, avoid)), avoid_staff_ids: avoid }
  const after = await happened(call, ticket, [{ name: 'ticket.recused', reason: why.cause, data: { recusedIds: fresh } }], change)
  await releaseTasks(call, after)
  await prove(call, {
    kind: 'ticket.recused',
    regionId: ticket.region_id,
    subjectKind: 'ticket',
    subjectId: ticket.id,
    payload: { recusedIds: fresh, cause: why.cause, reason: why.reason, ownerBefore: ticket.owner_id, ownerId: after.owner_id, assigneeBefore: ticket.assignee_id, assigneeId: after.assignee_id }
  })
  return after
}

/** Writes down who is kept away; the ticket's own column is the caller's. */
export async function insertRecusals(call: Call, ticket: Pick<Ticket, 'region_id' | 'id'>, staffIds: readonly string[], { cause, reason }: Why): Promise<void> {
  if (staffIds.length === 0) return
  const { actor_kind, actor_id } = actorColumns(call.actor)
  await call.tx
    .insertInto('tickets.recusal')
    .values(staffIds.map((staff_id) => ({ region_id: ticket.region_id, ticket_id: ticket.id, staff_id, cause, reason, by_kind: actor_kind, by_id: actor_id, at: call.now })))
    .execute()
}

/** Who is kept away from a ticket and why, the first first. */
export async function listRecusals(call: Call, { ticketId }: InputOf<typeof listOperation>): Promise<OutputOf<typeof listOperation>> {
  const ticket = await readTicketFor(call, 'ticket.read', ticketId)
  const rows = await call.tx.selectFrom('tickets.recusal').selectAll().where('region_id', '=', ticket.region_id).where('ticket_id', '=', ticket.id).orderBy('at').orderBy('staff_id').execute()
  const names = await staffNames(call.tx, rows.flatMap((row) => [row.staff_id, row.by_kind === 'staff' ? row.by_id : null]))
  const person = (id: string) => ({ id, name: names.get(id)?.name ?? '', jobNumber: names.get(id)?.jobNumber ?? '' })
  const away = keptAway(call.actor, 'ticket.recuse', ticket)
  return {
    items: rows.map((row) => ({
      person: person(row.staff_id),
      cause: row.cause as Cause,
      reason: row.reason,
      by: row.by_kind === 'staff' && row.by_id ? person(row.by_id) : null,
      at: row.at.toISOString()
    })),
    canRecuseOthers: !away && allows(call.actor, 'ticket.recuse', othersPlace(ticket)),
    canRecuseSelf: !away && staffId(call.actor) !== null && allows(call.actor, 'ticket.recuse', ticketPlacement(ticket))
  }
}

/** Having the ticket is no reason to decide over colleagues. */
const othersPlace = (ticket: Ticket) => ({ ...ticketPlacement(ticket), staffIds: [] })
