import type { Call } from '#platform/action'
import { transact } from '#platform/action'
import { findTicket } from '#capabilities/tickets'
import { askFrom } from './approvers.ts'
import { compensationRules } from './case-ticket.ts'
import { lockOffer, offerHappened } from './offer.ts'

const HOUR = 3_600_000
const AT_ONCE = 100

/**
 * An approver who does not answer in time is passed over: the next of the step comes to the head, and after the last the step above is asked. What was
 * passed over may still be decided by whoever is left on the list.
 */
export async function passOn(call: Call): Promise<void> {
  const regions = await call.app.db.selectFrom('platform.region').select('id').execute()
  for (const { id } of regions) {
    const late = await call.app.db.selectFrom('compensation.offer').select(['region_id', 'id']).where('region_id', '=', id).where('state', '=', 'waiting').where('step_due_at', '<=', call.app.clock.now()).orderBy('step_due_at').limit(AT_ONCE).execute()
    for (const row of late) await transact(call.app, { kind: 'system', name: 'compensation.pass-on' }, (inside) => passOne(inside, row.region_id, row.id))
  }
}

async function passOne(call: Call, regionId: number, offerId: string): Promise<void> {
  const { offer } = await lockOffer(call, { regionId, offerId })
  if (offer.state !== 'waiting' || !offer.step_due_at || offer.step_due_at > call.now) return
  const due = new Date(call.now.getTime() + compensationRules().authority.answer_hours * HOUR)
  const [passed, ...rest] = offer.waiting_for
  const ticket = await findTicket(call.tx, regionId, offer.ticket_id)
  const left = rest.filter((id) => !ticket?.avoid_staff_ids.includes(id))
  if (left.length > 0) return void (await offerHappened(call, offer, 'compensation.passed-on', { waiting_for: left, step_due_at: due }, { passedOver: passed ?? null }))
  const { steps } = compensationRules().authority
  const above = offer.chain[offer.step + 1] ?? steps[steps.findIndex(({ id }) => id === offer.chain[offer.step]) + 1]?.id
  const chain = above && !offer.chain.includes(above) ? [...offer.chain, above] : offer.chain
  const deciders = await call.tx.selectFrom('compensation.approval').select('staff_id').where('region_id', '=', regionId).where('offer_id', '=', offerId).execute()
  const asked = ticket && above ? await askFrom(call, ticket, chain, offer.step + 1, [offer.proposed_by, ...deciders.map((row) => row.staff_id)]) : null
  const change = asked ? { chain: asked.chain, step: asked.step, waiting_for: asked.waitingFor, step_due_at: due } : { step_due_at: due }
  await offerHappened(call, offer, 'compensation.passed-on', change, { passedOver: passed ?? null })
}
