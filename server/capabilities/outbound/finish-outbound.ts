import type { finishOutbound as finishOperation } from '@shouwen/contract/outbound'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { Selectable } from 'kysely'
import { type Call, staffId } from '#platform/action'
import { record } from '#platform/events'
import { refuse } from '#platform/refusal'
import type { OutboundContact } from '#platform/schema.gen'
import type { OutboundResult } from '#server/rulebook-desks'
import { withdrawConsent } from '#capabilities/customers'
import { noteTicket } from '#capabilities/tickets'
import { type Campaign, getRow } from './campaign.ts'
import { hoursAt, intoHours, outboundRules, purposeOf, resultOf } from './outbound-rules.ts'
import { setTarget } from './take-next.ts'

export type Contact = Selectable<OutboundContact>
type Input = InputOf<typeof finishOperation>

/**
 * What came of it. A customer of a list is done, or comes later: at the time agreed, and then first to the same person. Whoever wants no more of it is not turned to
 * again for this purpose, by any campaign. @norm CC-33 CI-06
 */
export async function finishOutbound(call: Call, input: Input): Promise<OutputOf<typeof finishOperation>> {
  const result = resultOf(input.result)
  const contact = await lockMine(call, input.contactId)
  const again = contact.target_id ? await settleTarget(call, contact, result, input) : null
  await call.tx
    .updateTable('outbound.contact')
    .set({ ended_at: call.now, result: input.result, ...(input.note ? { note: input.note } : {}), call_again_at: again })
    .where('region_id', '=', contact.region_id)
    .where('id', '=', contact.id)
    .execute()
  if (result.withdraws && contact.customer_id && contact.tied_to === 'campaign')
    await withdrawConsent(call, contact.region_id, contact.customer_id, purposeOf(contact.purpose).consent, 'outbound')
  if (contact.ticket_id) await noteTicket(call, { regionId: contact.region_id, id: contact.ticket_id }, { body: `【外呼】${result.zh}${input.note ? `：${input.note}` : ''}` })
  await record(call, { name: 'outbound.finished', regionId: contact.region_id, subjectKind: 'outbound-contact', subjectId: contact.id, data: { result: input.result, campaignId: contact.campaign_id, ticketId: contact.ticket_id } })
  return {}
}

async function lockMine(call: Call, id: string): Promise<Contact> {
  const regions = await call.tx.selectFrom('platform.region').select('id').execute()
  const contact = await call.tx
    .selectFrom('outbound.contact')
    .selectAll()
    .where('region_id', 'in', regions.map((region) => region.id))
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!contact) throw refuse('not-found')
  if (contact.staff_id !== staffId(call.actor)) throw refuse('target-not-yours')
  if (contact.ended_at !== null) throw refuse('outbound-finished')
  return contact
}

/** When the customer comes again, or null when they are done. */
async function settleTarget(call: Call, contact: Contact, result: OutboundResult, input: Input): Promise<Date | null> {
  const at = { region_id: contact.region_id, id: contact.target_id as string }
  const target = await call.tx.selectFrom('outbound.target').selectAll().where('region_id', '=', at.region_id).where('id', '=', at.id).forUpdate().executeTakeFirstOrThrow()
  const campaign = await getRow(call, { regionId: contact.region_id, campaignId: contact.campaign_id as string })
  const tries = target.tries + 1
  const known = { tries, result: input.result, result_at: call.now }
  if (result.next === 'done' || tries >= campaign.most_tries || campaign.state === 'ended') {
    await setTarget(call, at, { ...known, state: 'done', due_at: null })
    return null
  }
  const agreed = input.callAgainAt ? new Date(input.callAgainAt) : null
  if (!agreed && result.after_minutes === undefined) throw refuse('call-again-time-needed')
  if (agreed) checkAgreed(call, campaign, agreed)
  const dueAt = agreed ?? intoHours(campaign.calendar, new Date(call.now.getTime() + (result.after_minutes ?? 0) * 60_000))
  // An agreed time belongs to who agreed it; after a number nobody answered anybody may try again.
  await setTarget(call, at, { ...known, state: 'later', due_at: dueAt, staff_id: agreed ? target.staff_id : null, taken_at: null, why: input.result })
  return dueAt
}

/** Within hours, in the future, not too far ahead and before the campaign ends. */
function checkAgreed(call: Call, campaign: Campaign, at: Date): void {
  const last = call.now.getTime() + outboundRules().call_again_within_days * 86_400_000
  if (at <= call.now || at.getTime() > last || !hoursAt(campaign.calendar, at).open || at.toISOString().slice(0, 10) > campaign.ends_on) throw refuse('call-again-time-wrong')
}
