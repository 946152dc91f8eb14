import type { OfferLine as LineSchema, OfferView as ViewSchema } from '@shouwen/contract/compensation'
import type { Static } from '@shouwen/contract/operation'
import type { Selectable, Updateable } from 'kysely'
import { allows } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { audited } from '#platform/audit'
import { record } from '#platform/events'
import { prove } from '#platform/evidence'
import { refuse } from '#platform/refusal'
import type { CompensationOffer } from '#platform/schema.gen'
import { staffNames } from '#capabilities/people'
import { findTicket, type Ticket, ticketPlacement } from '#capabilities/tickets'
import { compensationRules } from './case-ticket.ts'

export type Offer = Selectable<CompensationOffer>
export type OfferView = Static<typeof ViewSchema>
export type OfferLine = Static<typeof LineSchema>
export type Delivery = NonNullable<OfferView['delivery']>

export const linesOf = (offer: Offer) => offer.lines as unknown as OfferLine[]
export const deliveryOf = (offer: Offer) => offer.delivery as unknown as Delivery | null

/** The offer with its ticket, locked: of two people at the same instant the second sees what the first did. */
export async function lockOffer(call: Call, { regionId, offerId }: { regionId: number; offerId: string }): Promise<{ offer: Offer; ticket: Ticket }> {
  const offer = await call.tx.selectFrom('compensation.offer').selectAll().where('region_id', '=', regionId).where('id', '=', offerId).forUpdate().executeTakeFirst()
  const ticket = offer && (await findTicket(call.tx, regionId, offer.ticket_id))
  if (!offer || !ticket) throw refuse('not-found')
  return { offer, ticket }
}

/** The only way an offer changes after it was made: row, event, evidence and audit together. */
export async function offerHappened(call: Call, offer: Offer, name: `compensation.${string}`, change: Updateable<CompensationOffer>, data: Record<string, unknown> = {}): Promise<Offer> {
  const row = await call.tx.updateTable('compensation.offer').set(change).where('region_id', '=', offer.region_id).where('id', '=', offer.id).returningAll().executeTakeFirstOrThrow()
  await tellOffer(call, row, name, data)
  return row
}

/** Event, evidence and audit of what happened to an offer. */
export async function tellOffer(call: Call, offer: Offer, name: `compensation.${string}`, data: Record<string, unknown> = {}): Promise<void> {
  const regionId = offer.region_id
  const facts = { offerId: offer.id, version: offer.version, state: offer.state, totalFen: Number(offer.total_fen), ...data }
  await record(call, { name, regionId, subjectKind: 'ticket', subjectId: offer.ticket_id, data: facts })
  await prove(call, { kind: name, regionId, subjectKind: 'ticket', subjectId: offer.ticket_id, payload: { ...facts, by: staffId(call.actor), lines: linesOf(offer).map(({ code, quantity, amountFen }) => ({ code, quantity, amountFen })) } })
  await audited(call, { verb: name, regionId, subjectKind: 'ticket', subjectId: offer.ticket_id, detail: { offerId: offer.id, step: offer.step } })
}

/** Offers as pages show them, with what the actor may do. */
export async function offerViews(call: Call, offers: readonly Offer[]): Promise<OfferView[]> {
  const ids = offers.map(({ id }) => id)
  const regions = [...new Set(offers.map((offer) => offer.region_id))]
  const approvals = ids.length === 0 ? [] : await call.tx.selectFrom('compensation.approval').selectAll().where('region_id', 'in', regions).where('offer_id', 'in', ids).execute()
  const people = await staffNames(call.tx, [...offers.flatMap((offer) => [offer.proposed_by, ...offer.waiting_for]), ...approvals.map((row) => row.staff_id)])
  const person = (id: string | null) => {
    const found = id === null ? undefined : people.get(id)
    return id !== null && found ? { id, ...found } : null
  }
  const tickets = new Map<string, Ticket | null>()
  for (const offer of offers) if (!tickets.has(offer.ticket_id)) tickets.set(offer.ticket_id, await findTicket(call.tx, offer.region_id, offer.ticket_id))
  const words = new Map(compensationRules().authority.steps.map((step) => [step.id, step]))
  return offers.map((offer) => {
    const ticket = tickets.get(offer.ticket_id) ?? null
    const steps = offer.chain.map((code, index) => {
      const done = approvals.find((row) => row.offer_id === offer.id && row.step === index)
      return { code, zh: words.get(code)?.zh ?? code, en: words.get(code)?.en ?? code, by: person(done?.staff_id ?? null), approved: done?.approved ?? null, note: done?.note ?? null, at: done?.at.toISOString() ?? null }
    })
    return {
      regionId: offer.region_id,
      id: offer.id,
      ticketId: offer.ticket_id,
      ticketNumber: ticket?.number ?? '',
      ticketTitle: ticket?.title ?? '',
      version: offer.version,
      kind: offer.kind as OfferView['kind'],
      state: offer.state as OfferView['state'],
      lines: linesOf(offer),
      totalFen: Number(offer.total_fen),
      refundFirst: offer.refund_first,
      reason: offer.reason,
      effect: offer.effect,
      alternative: offer.alternative,
      proposedBy: person(offer.proposed_by),
      proposedAt: offer.proposed_at.toISOString(),
      validUntil: offer.valid_until.toISOString(),
      expired: offer.valid_until < call.now && (offer.state === 'approved' || offer.state === 'waiting'),
      steps,
      waitingFor: offer.waiting_for.flatMap((id) => person(id) ?? []),
      stepDueAt: offer.step_due_at?.toISOString() ?? null,
      decidedAt: offer.decided_at?.toISOString() ?? null,
      acceptance: offer.acceptance as OfferView['acceptance'],
      delivery: deliveryOf(offer),
      can: abilities(call, offer, ticket)
    }
  })
}

function abilities(call: Call, offer: Offer, ticket: Ticket | null): OfferView['can'] {
  const me = staffId(call.actor)
  const may = (verb: string) => ticket !== null && !(me && ticket.avoid_staff_ids.includes(me)) && allows(call.actor, verb, ticketPlacement(ticket))
  return {
    decide: offer.state === 'waiting' && me !== null && offer.waiting_for.includes(me) && me !== offer.proposed_by && may('compensation.approve'),
    answer: offer.state === 'approved' && offer.valid_until >= call.now && may('compensation.propose'),
    retry: offer.state === 'failed' && may('compensation.retry'),
    confirm: offer.state === 'delivered' && may('compensation.propose')
  }
}

/** One offer as pages show it. */
export async function offerView(call: Call, offer: Offer): Promise<OfferView> {
  const [view] = await offerViews(call, [offer])
  return view as OfferView
}
