import { type Selectable, sql } from 'kysely'
import type { Call } from '#platform/action'
import type { VoiceCall, VoiceRecording, VoiceStep } from '#platform/schema.gen'

type Tx = Call['tx']
export type CaseCall = Selectable<VoiceCall>
export type CaseRecording = Selectable<VoiceRecording>
export type CaseCallStep = Selectable<VoiceStep>

/** Calls of conversations with their story and recordings, oldest first: what belongs to a case. */
export async function callsOfConversations(tx: Tx, regionId: number, conversationIds: readonly string[]): Promise<{ calls: CaseCall[]; steps: CaseCallStep[]; recordings: CaseRecording[] }> {
  if (conversationIds.length === 0) return { calls: [], steps: [], recordings: [] }
  const calls = await tx.selectFrom('voice.call').selectAll().where('region_id', '=', regionId).where(sql<boolean>`conversation_id = any(${[...conversationIds]}::uuid[])`).orderBy('started_at').limit(500).execute()
  const ids = calls.map(({ id }) => id)
  const steps = await tx.selectFrom('voice.step').selectAll().where('region_id', '=', regionId).where(sql<boolean>`call_id = any(${ids}::uuid[])`).orderBy('id').limit(5000).execute()
  const recordings = await tx.selectFrom('voice.recording').selectAll().where('region_id', '=', regionId).where(sql<boolean>`call_id = any(${ids}::uuid[])`).orderBy('id').limit(1000).execute()
  return { calls, steps, recordings }
}

/** A call, or the call of a recording, with the contact it belongs to; null when there is none. */
export async function findCallOf(tx: Tx, regionId: number, subject: { kind: 'call' | 'recording'; id: string }): Promise<CaseCall | null> {
  const callId = subject.kind === 'call' ? subject.id : (await tx.selectFrom('voice.recording').select('call_id').where('region_id', '=', regionId).where('id', '=', subject.id).executeTakeFirst())?.call_id
  if (!callId) return null
  return (await tx.selectFrom('voice.call').selectAll().where('region_id', '=', regionId).where('id', '=', callId).executeTakeFirst()) ?? null
}
