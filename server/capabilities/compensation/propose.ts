import type { proposeCompensation as proposeOperation, refuseCompensation as refuseOperation } from '@shouwen/contract/compensation'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { Insertable } from 'kysely'
import { allows } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { refuse } from '#platform/refusal'
import type { CompensationOffer } from '#platform/schema.gen'
import { type Ticket, ticketPlacement } from '#capabilities/tickets'
import { aloneFen, askFrom, stepsFor } from './approvers.ts'
import { budgetOf } from './budget.ts'
import { caseTicket, compensationRules, findingOf, offersOf } from './case-ticket.ts'
import { order } from './deliver.ts'
import { chargesFor } from './disputed-price.ts'
import { linesOf, tellOffer } from './offer.ts'
import { compensationView } from './read-compensation.ts'
import { reckon } from './reckon.ts'

const DAY = 86_400_000
const HOUR = 3_600_000
const settled = ['accepted', 'ordered', 'failed', 'delivered', 'confirmed']

/**
 * A new version of what the customer is offered. Within the proposer's own authority it is granted at once, else it waits for the chain of approvals.
 * Disputed SP fees may be paid back first: found out after, and claimed from the SP. @norm TK-12 @norm TK-47 @norm TK-48
 */
export async function proposeCompensation(call: Call, input: InputOf<typeof proposeOperation>): Promise<OutputOf<typeof proposeOperation>> {
  const ticket = await caseTicket(call, 'compensation.propose', input.ticketId)
  if (!ticket.customer_id) throw refuse('customer-missing')
  await lockCase(call, ticket)
  const rules = compensationRules()
  const refundFirst = input.refundFirst ?? false
  if (refundFirst && input.claims.some(({ rule }) => rule !== 'sp-refund-first')) throw refuse('refund-first-sp-only')
  if (!refundFirst && !(await findingOf(call.tx, ticket.region_id, ticket.id))) throw refuse('findings-missing')
  await mayOfferAgain(call, ticket, input.claims.flatMap(({ chargeId }) => chargeId ?? []))
  const { lines, totalFen } = reckon(input.claims, await chargesFor(call, ticket))
  const me = staffId(call.actor)
  const { remainingFen } = await budgetOf(call, ticket.region_id, ticket.unit_id)
  const limit = refundFirst ? Math.max(rules.refund_first.alone_fen, await aloneFen(call, me)) : await aloneFen(call, me)
  const legal = lines.some(({ code }) => rules.rules[code]?.needs.includes('legal'))
  const alone = totalFen <= limit && totalFen <= remainingFen && !legal
  const asked = alone ? null : await askFrom(call, ticket, stepsFor(totalFen), 0, [me])
  if (!alone && !asked) throw refuse('approver-missing')
  const offer = await insertOffer(call, ticket, {
    kind: 'pay',
    state: alone ? 'approved' : 'waiting',
    lines: JSON.stringify(lines),
    total_fen: totalFen,
    refund_first: refundFirst,
    reason: input.reason,
    chain: asked?.chain ?? [],
    step: asked?.step ?? 0,
    waiting_for: asked?.waitingFor ?? [],
    step_due_at: asked ? new Date(call.now.getTime() + rules.authority.answer_hours * HOUR) : null,
    decided_at: alone ? call.now : null
  })
  await tellOffer(call, offer, 'compensation.proposed')
  if (alone) await tellOffer(call, offer, 'compensation.decided', { approved: true })
  if (alone && refundFirst) await order(call, offer)
  return compensationView(call, ticket)
}

/** No money, with reason, effect and alternative, and the way to the regulator. Only a person says so. @norm TK-42 @norm TK-46 */
export async function refuseCompensation(call: Call, input: InputOf<typeof refuseOperation>): Promise<OutputOf<typeof refuseOperation>> {
  const ticket = await caseTicket(call, 'compensation.propose', input.ticketId)
  if (staffId(call.actor) === null) throw refuse('refusal-needs-person')
  await lockCase(call, ticket)
  if (!(await findingOf(call.tx, ticket.region_id, ticket.id))) throw refuse('findings-missing')
  await mayOfferAgain(call, ticket, [])
  const offer = await insertOffer(call, ticket, { kind: 'refuse', state: 'told', lines: '[]', total_fen: 0, reason: input.reason, effect: input.effect, alternative: input.alternative, chain: [], decided_at: call.now })
  await tellOffer(call, offer, 'compensation.decided', { approved: false })
  return compensationView(call, ticket)
}

/** Two people who propose for one complaint at the same moment come one after the other. */
async function lockCase(call: Call, ticket: Ticket): Promise<void> {
  await call.tx.selectFrom('tickets.ticket').select('id').where('region_id', '=', ticket.region_id).where('id', '=', ticket.id).forUpdate().execute()
}

async function mayOfferAgain(call: Call, ticket: Ticket, chargeIds: readonly string[]): Promise<void> {
  const offers = await offersOf(call.tx, ticket.region_id, ticket.id)
  if (offers.some(({ state, valid_until }) => state === 'waiting' || (state === 'approved' && valid_until >= call.now))) throw refuse('offer-open')
  const given = offers.filter(({ state }) => settled.includes(state))
  if (given.some((offer) => linesOf(offer).some(({ chargeId }) => chargeId && chargeIds.includes(chargeId)))) throw refuse('charge-returned-already')
  const agreed = given.some(({ refund_first }) => !refund_first)
  if (agreed && !allows(call.actor, 'compensation.approve', ticketPlacement(ticket))) throw refuse('reopening-needs-supervisor')
}

type Said = Omit<Insertable<CompensationOffer>, 'region_id' | 'id' | 'ticket_id' | 'version' | 'proposed_at' | 'valid_until'>

async function insertOffer(call: Call, ticket: Ticket, said: Said) {
  const last = await call.tx.selectFrom('compensation.offer').select((of) => of.fn.max('version').as('version')).where('region_id', '=', ticket.region_id).where('ticket_id', '=', ticket.id).executeTakeFirst()
  return call.tx
    .insertInto('compensation.offer')
    .values({
      ...said,
      region_id: ticket.region_id,
      id: call.app.newId(),
      ticket_id: ticket.id,
      version: Number(last?.version ?? 0) + 1,
      customer_id: ticket.customer_id,
      unit_id: ticket.unit_id,
      category: ticket.category,
      proposed_by: staffId(call.actor),
      proposed_at: call.now,
      valid_until: new Date(call.now.getTime() + compensationRules().offer_valid_days * DAY)
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}
