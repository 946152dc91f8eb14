import type { InputOf } from '@shouwen/contract/operation'
import type {
  readContactMessages as deskReadOperation,
  typeToContact as deskTypeOperation
} from '@shouwen/contract/chat-desk'
import type { readMyMessages as readOperation, typeAsCustomer as typeOperation } from '@shouwen/contract/portal-chat'
import type { Call } from '#platform/action'
import { type Conversation, deskConversation, ownConversation, readableConversation } from './load-conversation.ts'
import { change } from './record-contact.ts'

type Done = Record<string, never>

/** Somebody writes: told to the other side at once, kept nowhere. */
export async function typeAsCustomer(call: Call, { conversationId }: InputOf<typeof typeOperation>): Promise<Done> {
  await tellDesk(call, 'contact.typing', await ownConversation(call, conversationId))
  return {}
}

export async function typeToContact(call: Call, { conversationId }: InputOf<typeof deskTypeOperation>): Promise<Done> {
  await tellCustomer(call, 'contact.typing', await readableConversation(call, conversationId))
  return {}
}

/** The customer has seen everything up to here; the other side sees it at once. */
export async function readMyMessages(
  call: Call,
  { conversationId, uptoSeq }: InputOf<typeof readOperation>
): Promise<Done> {
  const conversation = await ownConversation(call, conversationId, true)
  const seq = Math.min(uptoSeq, conversation.message_count)
  if (seq <= conversation.customer_read_seq) return {}
  await markRead(call, conversation, 'out', seq)
  const after = await change(call, conversation, { customer_read_seq: seq })
  call.afterCommit.push(() => void tellDesk(call, 'contact.read', after))
  return {}
}

/** Our side has seen everything up to here. */
export async function readContactMessages(
  call: Call,
  { conversationId, uptoSeq }: InputOf<typeof deskReadOperation>
): Promise<Done> {
  const conversation = await deskConversation(call, 'contact.answer', conversationId)
  const seq = Math.min(uptoSeq, conversation.message_count)
  if (seq <= conversation.staff_read_seq) return {}
  await markRead(call, conversation, 'in', seq)
  const after = await change(call, conversation, { staff_read_seq: seq })
  call.afterCommit.push(() => void tellCustomer(call, 'contact.read', after))
  return {}
}

async function markRead(
  call: Call,
  { region_id, id }: Conversation,
  direction: 'in' | 'out',
  seq: number
): Promise<void> {
  await call.tx
    .updateTable('contacts.message')
    .set({ read_at: call.now })
    .where('region_id', '=', region_id)
    .where('conversation_id', '=', id)
    .where('seq', '<=', seq)
    .where('direction', '=', direction)
    .where('read_at', 'is', null)
    .execute()
}

function tellDesk(call: Call, event: string, { region_id, id, assigned_staff_id, state }: Conversation): Promise<void> {
  if (!assigned_staff_id || state !== 'active') return Promise.resolve()
  return call.app.signals.send({
    event,
    regionId: region_id,
    ids: { conversationId: id },
    to: { staffIds: [assigned_staff_id] }
  })
}

function tellCustomer(call: Call, event: string, { region_id, id, customer_id }: Conversation): Promise<void> {
  return call.app.signals.send({
    event,
    regionId: region_id,
    ids: { conversationId: id },
    to: { customerId: customer_id, conversationId: id }
  })
}
