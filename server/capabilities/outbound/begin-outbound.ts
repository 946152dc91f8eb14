import type { beginOutbound as beginOperation } from '@shouwen/contract/outbound'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { mask } from '@shouwen/kernels/text/index'
import type { Insertable } from 'kysely'
import { type Call, staffId } from '#platform/action'
import { audited } from '#platform/audit'
import { record } from '#platform/events'
import { refuse } from '#platform/refusal'
import type { OutboundContact } from '#platform/schema.gen'
import { customerNames, reachOf } from '#capabilities/customers'
import { queueSms, smsDeliveries } from '#capabilities/sms'
import { getTicket, permitTicket, refuseRecused } from '#capabilities/tickets'
import { getRow } from './campaign.ts'
import { mayReach } from './may-reach.ts'
import { myTarget } from './my-target.ts'
import { outboundRules } from './outbound-rules.ts'
import { avoidsMe, checkMayWork, setTarget } from './take-next.ts'
import { filled } from './target-view.ts'

type Input = InputOf<typeof beginOperation>
/** Whom it is about, on what ground, and how they are reached. */
type Ground = Omit<Insertable<OutboundContact>, 'id' | 'began_at' | 'channel'> & { number: string; text: string | null }

/**
 * The only way to a number: for a customer in hand, a case, or an exception with its reason. Private calls have none of these and are refused; each number given
 * out is in the audit. A message of a list is written and done at once. @norm CC-20 CC-33
 */
export async function beginOutbound(call: Call, input: Input): Promise<OutputOf<typeof beginOperation>> {
  const again = input.targetId ? await numberAgain(call, input.targetId) : null
  if (again) return again
  const { number, text, ...ground } = await groundOf(call, input)
  const contactId = call.app.newId()
  const sms = input.channel === 'sms' ? await send(call, ground, contactId, number, text) : null
  await call.tx
    .insertInto('outbound.contact')
    .values({
      ...ground,
      id: contactId,
      channel: input.channel,
      unit_id: call.actor.kind === 'staff' ? call.actor.unitId : null,
      staff_id: staffId(call.actor),
      began_at: call.now,
      sms_id: sms,
      ...(sms ? { ended_at: call.now, result: 'sent' } : {})
    })
    .execute()
  if (sms && ground.target_id) await setTarget(call, { region_id: ground.region_id, id: ground.target_id }, { state: 'done', result: 'sent', result_at: call.now, due_at: null })
  await record(call, { name: 'outbound.began', regionId: ground.region_id, subjectKind: 'outbound-contact', subjectId: contactId, data: { tiedTo: ground.tied_to, campaignId: ground.campaign_id, ticketId: ground.ticket_id, channel: input.channel } })
  await audited(call, {
    verb: ground.tied_to === 'exception' ? 'outbound.exception' : 'outbound.number',
    regionId: ground.region_id,
    ...(ground.customer_id ? { subjectKind: 'customer', subjectId: ground.customer_id, fields: ['phone'] } : {}),
    purpose: ground.exception_reason ?? ground.purpose
  })
  const delivery = sms ? (await smsDeliveries(call.tx, ground.region_id, [sms])).get(sms) : null
  return { contactId, number: input.channel === 'phone' ? number : null, sms: delivery ?? null }
}

async function groundOf(call: Call, input: Input): Promise<Ground> {
  const given = [input.targetId, input.ticketId, input.exception].filter((one) => one !== undefined)
  if (given.length !== 1) throw refuse('outbound-not-tied')
  if (input.targetId) return onList(call, input.targetId, input)
  if (input.ticketId) return onCase(call, input.ticketId, input)
  return byException(call, input)
}

/** A customer in hand: asked once more, because hours, consent and the cap may have changed since. */
async function onList(call: Call, targetId: string, { channel }: Input): Promise<Ground> {
  const target = await myTarget(call, targetId)
  const campaign = await getRow(call, { regionId: target.region_id, campaignId: target.campaign_id })
  await checkMayWork(call, campaign)
  if (await avoidsMe(call, target)) throw refuse('ticket-avoids-person')
  const may = await mayReach(call, campaign, target)
  if (!may.yes) throw refuse('customer-may-not-be-reached', { why: may.why, notBefore: may.notBefore?.toISOString() ?? null })
  if (channel !== campaign.channel) throw refuse('outbound-not-tied')
  const customer = (await customerNames(call.tx, target.region_id, [target.customer_id])).get(target.customer_id)
  const text = filled(customer?.language === 'en' ? campaign.script_en : campaign.script_zh, customer?.name ?? '')
  return { region_id: target.region_id, tied_to: 'campaign', campaign_id: campaign.id, target_id: target.id, customer_id: target.customer_id, purpose: campaign.purpose, number: may.phone, text }
}

/** The call is under way already, and whoever makes it needs the number once more (a page opened again); each time is in the audit. */
async function numberAgain(call: Call, targetId: string): Promise<OutputOf<typeof beginOperation> | null> {
  const { region_id, customer_id } = await myTarget(call, targetId)
  const open = await call.tx.selectFrom('outbound.contact').select(['id', 'purpose']).where('region_id', '=', region_id).where('target_id', '=', targetId).where('ended_at', 'is', null).executeTakeFirst()
  if (!open) return null
  await audited(call, { verb: 'outbound.number', regionId: region_id, subjectKind: 'customer', subjectId: customer_id, fields: ['phone'], purpose: open.purpose })
  return { contactId: open.id, number: (await reachOf(call.tx, region_id, customer_id))?.phone ?? null, sms: null }
}

/** A case: the number the ticket names, else the customer's; not for who must stay away from it. @norm TK-26 */
async function onCase(call: Call, ticketId: string, { channel, text }: Input): Promise<Ground> {
  const ticket = permitTicket(call, 'ticket.note', await getTicket(call, ticketId))
  refuseRecused(call.actor, ticket)
  const number = ticket.contact_phone ?? (ticket.customer_id ? ((await reachOf(call.tx, ticket.region_id, ticket.customer_id))?.phone ?? null) : null)
  if (!number) throw refuse('outbound-no-number')
  if (channel === 'sms' && !text) throw refuse('required-field-missing', { fields: ['text'] })
  return { region_id: ticket.region_id, tied_to: 'ticket', ticket_id: ticket.id, customer_id: ticket.customer_id, purpose: 'case', number, text: text ?? null }
}

/** Neither list nor case: one of the reasons of the rulebook, by telephone only, and what was dialled is kept in part. @norm CC-20 */
function byException(call: Call, { exception, channel }: Input): Ground {
  if (!exception || call.actor.kind !== 'staff' || channel !== 'phone') throw refuse('outbound-not-tied')
  if (!Object.hasOwn(outboundRules().exceptions, exception.reason)) throw refuse('outbound-word-unknown', { reason: exception.reason })
  return { region_id: call.actor.regionId, tied_to: 'exception', purpose: 'exception', exception_reason: exception.reason, exception_number: mask(exception.number, 'phone'), note: exception.note, number: exception.number, text: null }
}

async function send(call: Call, ground: Pick<Ground, 'region_id' | 'customer_id' | 'purpose'>, contactId: string, number: string, text: string | null): Promise<string> {
  const row = await queueSms(call, { regionId: ground.region_id, to: number, body: text ?? '', purpose: ground.purpose, subject: { kind: 'outbound-contact', id: contactId }, customerId: ground.customer_id })
  return row.id
}
