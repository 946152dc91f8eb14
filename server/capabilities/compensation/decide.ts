import type { decideCompensation as decideOperation } from '@shouwen/contract/compensation'
import type { InputOf } from '@shouwen/contract/operation'
import { type Call, staffId } from '#platform/action'
import { refuse } from '#platform/refusal'
import { permitTicket } from '#capabilities/tickets'
import { askFrom } from './approvers.ts'
import { budgetOf } from './budget.ts'
import { compensationRules } from './case-ticket.ts'
import { order } from './deliver.ts'
import { lockOffer, offerHappened, offerView, type OfferView } from './offer.ts'

const HOUR = 3_600_000

/**
 * One step of the chain, decided by one person and once. Neither who proposed it nor who is complained about decides, whatever their rank; beyond the unit's
 * budget only the last step, which has no limit, may grant. @norm TK-26
 */
export async function decideCompensation(call: Call, input: InputOf<typeof decideOperation>): Promise<OfferView> {
  const { offer, ticket } = await lockOffer(call, input)
  const me = staffId(call.actor)
  if (me !== null && (me === offer.proposed_by || ticket.avoid_staff_ids.includes(me))) throw refuse('approver-concerned')
  permitTicket(call, 'compensation.approve', ticket)
  if (offer.state !== 'waiting') throw refuse('offer-decided')
  if (me === null || !offer.waiting_for.includes(me)) throw refuse(await decidedBefore(call, offer.region_id, offer.id, me) ? 'offer-decided' : 'not-your-approval')
  await call.tx.insertInto('compensation.approval').values({ region_id: offer.region_id, offer_id: offer.id, step: offer.step, staff_id: me, approved: input.approve, note: input.note, at: call.now }).execute()
  const over = { waiting_for: [] as string[], step_due_at: null, decided_at: call.now }
  if (!input.approve) return offerView(call, await offerHappened(call, offer, 'compensation.decided', { ...over, state: 'rejected' }, { approved: false }))
  if (offer.step + 1 < offer.chain.length) {
    const deciders = await call.tx.selectFrom('compensation.approval').select('staff_id').where('region_id', '=', offer.region_id).where('offer_id', '=', offer.id).execute()
    const asked = await askFrom(call, ticket, offer.chain, offer.step + 1, [offer.proposed_by, ...deciders.map((row) => row.staff_id)])
    if (!asked) throw refuse('approver-missing')
    const next = { chain: asked.chain, step: asked.step, waiting_for: asked.waitingFor, step_due_at: new Date(call.now.getTime() + compensationRules().authority.answer_hours * HOUR) }
    return offerView(call, await offerHappened(call, offer, 'compensation.passed-on', next, { approved: true }))
  }
  await withinBudget(call, offer)
  const approved = await offerHappened(call, offer, 'compensation.decided', { ...over, state: 'approved' }, { approved: true })
  return offerView(call, approved.refund_first ? await order(call, approved) : approved)
}

/** Of one unit one approval after the other, so that two of them never spend the same money. */
async function withinBudget(call: Call, offer: Awaited<ReturnType<typeof lockOffer>>['offer']): Promise<void> {
  const { steps } = compensationRules().authority
  if (offer.chain.at(-1) === steps.at(-1)?.id) return
  const { remainingFen } = await budgetOf(call, offer.region_id, offer.unit_id)
  if (Number(offer.total_fen) > remainingFen) throw refuse('budget-exceeded', { remainingFen })
}

async function decidedBefore(call: Call, regionId: number, offerId: string, me: string | null): Promise<boolean> {
  const row = await call.tx.selectFrom('compensation.approval').select('staff_id').where('region_id', '=', regionId).where('offer_id', '=', offerId).orderBy('step', 'desc').limit(1).executeTakeFirst()
  return row !== undefined && me !== null
}
