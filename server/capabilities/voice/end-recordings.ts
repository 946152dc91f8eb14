import type { Call } from '#platform/action'
import { enqueue } from '#platform/jobs'
import type { CallRow } from './load-call.ts'
import { isPausedNow, pausesOf, type Recording } from './recording-state.ts'
import { voiceRules } from './voice-rules.ts'

export const JOIN_JOB = 'voice.join-recording'

/**
 * The recordings of a call that run now are over for us. Their last seconds may still be on the way from the browser that made them: they are
 * joined when it says so, or when nothing has come for a while.
 */
export async function endRecordings(call: Call, { region_id, id }: CallRow): Promise<void> {
  const running = await call.tx
    .selectFrom('voice.recording')
    .selectAll()
    .where('region_id', '=', region_id)
    .where('call_id', '=', id)
    .where('state', '=', 'running')
    .execute()
  for (const recording of running) {
    await closeRecording(call, recording, recording.ended_at ?? call.now)
    await askToJoin(call, recording, new Date(call.now.getTime() + voiceRules().recording.late_seconds * 1000))
  }
}

export async function closeRecording(call: Call, recording: Recording, at: Date): Promise<void> {
  const pauses = isPausedNow(recording) ? pausesOf(recording).map((pause) => (pause.to ? pause : { ...pause, to: at.toISOString() })) : pausesOf(recording)
  await call.tx
    .updateTable('voice.recording')
    .set({ state: 'ended', ended_at: at, pauses: JSON.stringify(pauses) })
    .where('region_id', '=', recording.region_id)
    .where('id', '=', recording.id)
    .where('state', '=', 'running')
    .execute()
}

export async function askToJoin(call: Call, { region_id, id }: Pick<Recording, 'region_id' | 'id'>, dueAt: Date): Promise<void> {
  await enqueue(call, { kind: JOIN_JOB, key: id, payload: { regionId: region_id, recordingId: id }, dueAt, regionId: region_id })
  call.afterCommit.push(() => call.app.bell.ring('jobs'))
}
