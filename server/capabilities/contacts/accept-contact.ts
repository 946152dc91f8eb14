import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type {
  acceptContact as acceptOperation,
  declineContact as declineOperation,
  takeContact as takeOperation
} from '@shouwen/contract/chat-desk'
import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { acceptOffer, declineOffer, takeWaiting } from '#capabilities/floor'
import { staffOf } from './acting-staff.ts'
import { addSystemMessage } from './add-message.ts'
import { takeForContact } from './contact-ticket.ts'
import { contactItem } from './desk-view.ts'
import { type Conversation, deskConversation } from './load-conversation.ts'
import { floorRef } from './on-the-floor.ts'
import { change, contactData, recordContact } from './record-contact.ts'
import { endTransfers } from './transfer-row.ts'

/** A person takes the chat offered to them. The first to do so is the ticket's first-asked owner. @norm SP-14 */
export async function acceptContact(
  call: Call,
  { conversationId }: InputOf<typeof acceptOperation>
): Promise<OutputOf<typeof acceptOperation>> {
  const { id } = staffOf(call)
  const conversation = await deskConversation(call, 'contact.answer', conversationId)
  if (conversation.state === 'active' && conversation.assigned_staff_id === id) return contactItem(call, conversation)
  await acceptOffer(call, floorRef(conversation), contactData({ ...conversation, state: 'active' }))
  return contactItem(call, await begin(call, conversation, id))
}

/** A person takes a chat from the queue, or a conversation that goes on by mail; nobody else has it. */
export async function takeContact(
  call: Call,
  { conversationId }: InputOf<typeof takeOperation>
): Promise<OutputOf<typeof takeOperation>> {
  const { id } = staffOf(call)
  const conversation = await deskConversation(call, 'contact.answer', conversationId)
  if (conversation.assigned_staff_id === id && (conversation.state === 'active' || conversation.state === 'away'))
    return contactItem(call, conversation)
  if (conversation.state === 'away') {
    const mine = await change(call, conversation, { assigned_staff_id: id })
    await takeForContact(call, mine)
    await recordContact(call, 'contact.accepted', mine)
    return contactItem(call, mine)
  }
  await takeWaiting(call, floorRef(conversation), contactData({ ...conversation, state: 'active', assigned_staff_id: id }))
  return contactItem(call, await begin(call, conversation, id))
}

/** A person gives an offer back, with a reason, and takes no others until they say so. The chat keeps its place. */
export async function declineContact(
  call: Call,
  { conversationId, reason }: InputOf<typeof declineOperation>
): Promise<Record<string, never>> {
  const conversation = await deskConversation(call, 'contact.answer', conversationId)
  await declineOffer(call, floorRef(conversation), reason)
  return {}
}

/** Serves the customer from now on: the floor has given the conversation to the person, and its row is locked. */
export async function begin(call: Call, conversation: Conversation, staffId: string): Promise<Conversation> {
  const active = await change(call, conversation, {
    state: 'active',
    assigned_staff_id: staffId,
    known_staff_id: staffId,
    accepted_at: call.now,
    waiting_since: null,
    offered_at: null
  })
  await endTransfers(call, active, 'accepted')
  await takeForContact(call, active)
  const jobNumber = staffOf(call).jobNumber
  const { conversation: told } = await addSystemMessage(
    call,
    active,
    { kind: 'joined', jobNumber },
    { places: { job: jobNumber } }
  )
  await audited(call, { verb: 'contact.accepted', regionId: told.region_id, subjectKind: 'contact', subjectId: told.id })
  return told
}
