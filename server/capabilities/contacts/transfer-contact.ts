import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type {
  acceptTransfer as acceptOperation,
  declineTransfer as declineOperation,
  transferContact as transferOperation
} from '@shouwen/contract/chat-desk'
import { permit } from '#platform/access'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { assignDirectly } from '#capabilities/floor'
import { queueRoster } from '#capabilities/tickets'
import { begin } from './accept-contact.ts'
import { addSystemMessage } from './add-message.ts'
import { contactItem } from './desk-view.ts'
import { type Conversation, deskConversation } from './load-conversation.ts'
import { staffOf } from './acting-staff.ts'
import { floorRef, isAtDesk } from './on-the-floor.ts'
import { backToQueue } from './receive-message.ts'
import { contactData, recordContact } from './record-contact.ts'
import { endTransfers, openTransfer, transferView } from './transfer-row.ts'

type View = OutputOf<typeof transferOperation>

/**
 * Hands a conversation to a colleague, who answers, or to a queue, whose next free desk gets it at the place the customer had. The ticket
 * stays with its owner until the receiver accepts. @norm SP-14 IQ-12
 */
export async function transferContact(call: Call, input: InputOf<typeof transferOperation>): Promise<View> {
  const { id } = staffOf(call)
  const conversation = await deskConversation(call, 'contact.answer', input.conversationId)
  if (conversation.state !== 'active') throw refuse('contact-not-active')
  if (conversation.assigned_staff_id !== id) permit(call, 'contact.assign', conversation, 'contact.read')
  if (await openTransfer(call, conversation)) throw refuse('transfer-already-offered')
  await checkTarget(call, conversation, input)
  const transfer = await call.tx
    .insertInto('contacts.transfer')
    .values({
      region_id: conversation.region_id,
      id: call.app.newId(),
      conversation_id: conversation.id,
      from_staff_id: id,
      to_staff_id: input.staffId ?? null,
      to_queue_code: input.staffId ? null : (input.queueCode ?? null),
      summary: input.summary,
      state: 'offered',
      offered_at: call.now
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  const { conversation: told } = await addSystemMessage(call, conversation, { kind: 'transferring' })
  const after = transfer.to_queue_code ? await queueFor(call, told, transfer.to_queue_code) : told
  await recordContact(call, 'contact.transferred', after, {
    transferId: transfer.id,
    fromId: id,
    toStaffId: transfer.to_staff_id
  })
  return transferView(call, transfer)
}

/** The customer waits again, at the place they had: they did not ask to be passed on. */
async function queueFor(call: Call, conversation: Conversation, queueCode: string): Promise<Conversation> {
  const queue = (await queueRoster(call.tx, conversation.region_id)).find((one) => one.code === queueCode)
  return backToQueue(call, conversation, conversation.queued_at ?? conversation.opened_at, {
    queue_code: queueCode,
    unit_id: queue?.unitId ?? conversation.unit_id,
    known_staff_id: null
  })
}

async function checkTarget(
  call: Call,
  conversation: Conversation,
  { staffId, queueCode }: { staffId?: string; queueCode?: string }
): Promise<void> {
  const fits = staffId
    ? staffId !== conversation.assigned_staff_id && (await isAtDesk(call, conversation.region_id, staffId))
    : (await queueRoster(call.tx, conversation.region_id)).some((queue) => queue.code === queueCode)
  if (!fits) throw refuse('transfer-target-unknown')
}

/** The colleague takes over: from now on the customer and the ticket are theirs; the first-asked owner stays on record. */
export async function acceptTransfer(
  call: Call,
  { conversationId, transferId }: InputOf<typeof acceptOperation>
): Promise<OutputOf<typeof acceptOperation>> {
  const { id } = staffOf(call)
  const conversation = await deskConversation(call, 'contact.answer', conversationId)
  const transfer = await openTransfer(call, conversation)
  if (transfer?.id !== transferId || transfer.to_staff_id !== id || conversation.state !== 'active')
    throw refuse('transfer-not-open')
  await assignDirectly(call, floorRef(conversation), id, contactData({ ...conversation, assigned_staff_id: id }))
  return contactItem(call, await begin(call, conversation, id))
}

/** The colleague declines, or whoever offered takes it back; the conversation stays where it is. */
export async function declineTransfer(
  call: Call,
  { conversationId, transferId, reason }: InputOf<typeof declineOperation>
): Promise<Record<string, never>> {
  const { id } = staffOf(call)
  const conversation = await deskConversation(call, 'contact.answer', conversationId)
  const transfer = await openTransfer(call, conversation)
  const involved = transfer?.to_staff_id === id || transfer?.from_staff_id === id
  if (transfer?.id !== transferId || !involved || conversation.state !== 'active') throw refuse('transfer-not-open')
  await endTransfers(call, conversation, transfer.to_staff_id === id ? 'declined' : 'withdrawn', reason)
  await recordContact(call, 'contact.transferred', conversation, { transferId, answer: 'declined' })
  return {}
}
