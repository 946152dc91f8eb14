import type { Call } from '#platform/action'
import type { ConversationRef } from './load-conversation.ts'

/** The caller could not be heard: kept with the contact beside what it was about. @norm CC-25 */
export async function markAudioProblem(call: Call, { regionId, id }: ConversationRef): Promise<void> {
  await call.tx.updateTable('contacts.conversation').set({ sub_reason: 'audio-problem' }).where('region_id', '=', regionId).where('id', '=', id).execute()
}
