import type { TransferView } from '@shouwen/contract/contact-words'
import type { Static } from '@shouwen/contract/operation'
import type { Selectable } from 'kysely'
import type { Call } from '#platform/action'
import type { ContactsTransfer } from '#platform/schema.gen'
import { staffNames } from '#capabilities/people'
import { personOf } from './desk-view.ts'
import type { Conversation } from './load-conversation.ts'

export type Transfer = Selectable<ContactsTransfer>

/** The transfer that waits for an answer, if there is one. */
export async function openTransfer(
  call: Call,
  { region_id, id }: Pick<Conversation, 'region_id' | 'id'>
): Promise<Transfer | undefined> {
  return call.tx
    .selectFrom('contacts.transfer')
    .selectAll()
    .where('region_id', '=', region_id)
    .where('conversation_id', '=', id)
    .where('state', '=', 'offered')
    .executeTakeFirst()
}

/** Answers whatever transfer is open: by whoever begins to serve, or withdrawn when the conversation ends. */
export async function endTransfers(
  call: Call,
  { region_id, id }: Conversation,
  state: 'accepted' | 'declined' | 'withdrawn',
  reason: string | null = null
): Promise<void> {
  await call.tx
    .updateTable('contacts.transfer')
    .set({ state, answered_at: call.now, answered_by: call.actor.kind === 'staff' ? call.actor.id : null, reason })
    .where('region_id', '=', region_id)
    .where('conversation_id', '=', id)
    .where('state', '=', 'offered')
    .execute()
}

export async function transferView(call: Call, transfer: Transfer): Promise<Static<typeof TransferView>> {
  const names = await staffNames(call.tx, [transfer.from_staff_id, transfer.to_staff_id])
  return {
    id: transfer.id,
    from: personOf(names, transfer.from_staff_id),
    to: personOf(names, transfer.to_staff_id),
    toQueueCode: transfer.to_queue_code,
    summary: transfer.summary,
    state: transfer.state,
    offeredAt: transfer.offered_at.toISOString(),
    reason: transfer.reason
  }
}
