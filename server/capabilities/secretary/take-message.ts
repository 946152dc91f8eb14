import type { takeSecretaryMessage as takeOperation } from '@shouwen/contract/secretary'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { type Call, staffId } from '#platform/action'
import { record } from '#platform/events'
import { prove } from '#platform/evidence'
import { refuse } from '#platform/refusal'
import { queueMail } from '#capabilities/contacts'
import { findCustomer } from '#capabilities/customers'
import { mobileOf, queueSms } from '#capabilities/sms'
import { messageViews } from './message-view.ts'
import { getSubscription, secretaryRules, type Subscription } from './subscription.ts'

type Input = InputOf<typeof takeOperation>

/**
 * Writes a message down and sends it on. It is refused unless the recipient's number was said back, the content read back at least once, and the caller asked for anything to add;
 * that they were is in the evidence. @norm CC-31 SC-06 SC-07
 */
export async function takeMessage(call: Call, input: Input): Promise<OutputOf<typeof takeOperation>> {
  const subscription = await getSubscription(call, 'secretary.work', input)
  if (subscription.ended_at) throw refuse('subscription-ended')
  const recipient = mobileOf(input.recipientNumber)
  checkSteps(input, recipient, subscription)
  const id = call.app.newId()
  const text = await wordsOf(call, subscription, input)
  const sms = input.mode === 'own' || subscription.by_sms ? await queueSms(call, { regionId: subscription.region_id, to: recipient, body: text.sms, purpose: 'secretary', subject: { kind: 'secretary-message', id }, customerId: subscription.customer_id }) : null
  const mail =
    input.mode !== 'own' && subscription.email
      ? await queueMail(call, { regionId: subscription.region_id, mailbox: null, conversationId: null, ticket: null, to: subscription.email, subject: text.subject, body: text.sms, language: text.language, fresh: true })
      : null
  const row = await call.tx
    .insertInto('secretary.message')
    .values({
      region_id: subscription.region_id,
      id,
      subscription_id: subscription.id,
      customer_id: subscription.customer_id,
      conversation_id: input.conversationId ?? null,
      mode: input.mode,
      caller_name: input.callerName,
      caller_number: input.callerNumber ?? null,
      recipient_number: recipient,
      content: input.content,
      urgent: input.urgent ?? false,
      said_back_at: call.now,
      read_backs: input.readBacks,
      read_back_at: call.now,
      addition_asked_at: call.now,
      taken_by: staffId(call.actor),
      taken_at: call.now,
      sms_id: sms?.id ?? null,
      mail_id: mail?.id ?? null
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  const steps = { mode: row.mode, saidBack: true, readBacks: row.read_backs, additionAsked: true, takenBy: row.taken_by }
  await prove(call, { kind: 'secretary.message-taken', regionId: row.region_id, subjectKind: 'secretary-message', subjectId: row.id, payload: steps })
  await record(call, { name: 'secretary.message-taken', regionId: row.region_id, subjectKind: 'secretary-message', subjectId: row.id, data: { customerId: row.customer_id, smsId: row.sms_id, mailId: row.mail_id } })
  const [view] = await messageViews(call, row.region_id, [row])
  return view as OutputOf<typeof takeOperation>
}

/** The steps of the norm, in their order. @norm CC-31 */
function checkSteps(input: Input, recipient: string, subscription: Subscription): void {
  if (!input.saidBack) throw refuse('recipient-not-said-back')
  // Only the owner may have a message sent to somebody else.
  if (input.mode !== 'own' && recipient !== subscription.own_number) throw refuse('recipient-not-subscriber')
  if (input.readBacks < 1) throw refuse('read-back-missing')
  if (!input.additionAsked) throw refuse('addition-not-asked')
}

/** The words that go out, in the subscriber's language and time. */
async function wordsOf(call: Call, subscription: Subscription, input: Input): Promise<{ sms: string; subject: string; language: 'zh-CN' | 'en' }> {
  const customer = await findCustomer(call.tx, subscription.region_id, subscription.customer_id)
  const language = customer?.language === 'en' ? 'en' : 'zh-CN'
  const { sms, subject, number_withheld } = secretaryRules()
  const region = await call.tx.selectFrom('platform.region').select('time_zone').where('id', '=', subscription.region_id).executeTakeFirstOrThrow()
  const at = new Intl.DateTimeFormat(language, { month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', hour12: false, timeZone: region.time_zone }).format(call.now)
  const places: Record<string, string> = { at, caller: input.callerName, number: input.callerNumber ?? (language === 'en' ? number_withheld.en : number_withheld.zh), content: input.content }
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => places[name] ?? '')
  return { sms: fill(language === 'en' ? sms.en : sms.zh), subject: fill(language === 'en' ? subject.en : subject.zh), language }
}
