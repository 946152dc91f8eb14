import type { ContactEventName } from '@shouwen/contract/contacts'
import type { FloorEventName } from '@shouwen/contract/floor'
import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { record } from '#platform/events'
import type { Conversation } from './load-conversation.ts'

/** Ids others need to find their way from an event; never words or contacts. */
export function contactData(conversation: Conversation): Record<string, unknown> {
  const { id, customer_id, ticket_id, assigned_staff_id, unit_id, channel, state } = conversation
  return {
    conversationId: id,
    customerId: customer_id,
    ticketId: ticket_id,
    staffId: assigned_staff_id,
    unitId: unit_id,
    channel,
    state
  }
}

/** Records an event of a conversation with one audit line, and wakes whoever gives out chats. */
export async function recordContact(
  call: Call,
  name: ContactEventName | FloorEventName,
  conversation: Conversation,
  data: Record<string, unknown> = {},
  at: Date = call.now
): Promise<void> {
  await record(call, {
    name,
    regionId: conversation.region_id,
    subjectKind: 'contact',
    subjectId: conversation.id,
    occurredAt: at,
    data: { ...contactData(conversation), ...data }
  })
  if (call.actor.kind === 'staff')
    await audited(call, {
      verb: name,
      regionId: conversation.region_id,
      subjectKind: 'contact',
      subjectId: conversation.id
    })
  call.afterCommit.push(() => call.app.bell.ring('contacts'))
}

type Change = Partial<Omit<Conversation, 'region_id' | 'id'>>

/** Changes a conversation the caller has locked. */
export async function change(call: Call, conversation: Conversation, to: Change): Promise<Conversation> {
  return call.tx
    .updateTable('contacts.conversation')
    .set(to as never)
    .where('region_id', '=', conversation.region_id)
    .where('id', '=', conversation.id)
    .returningAll()
    .executeTakeFirstOrThrow()
}
