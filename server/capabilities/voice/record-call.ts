import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type {
  addRecordingChunk as chunkOperation,
  endRecording as endOperation,
  pauseRecording as pauseOperation,
  startRecording as startOperation
} from '@shouwen/contract/call-recordings'
import { isServed } from '@shouwen/kernels/call/index'
import { type Call, staffId } from '#platform/action'
import { refuse } from '#platform/refusal'
import { addStep, changeCall } from './change-call.ts'
import { askToJoin, closeRecording } from './end-recordings.ts'
import { callOfMine, loadCall, refFor } from './load-call.ts'
import { isPausedNow, pausesOf, type Recording } from './recording-state.ts'
import { voiceRules } from './voice-rules.ts'

/**
 * Whoever serves the customer begins to record; what they began before (their page was loaded again) ends here. Refuses with
 * `recording-not-allowed` when the customer was not told.
 */
export async function startRecording(call: Call, { callId, mediaType }: InputOf<typeof startOperation>): Promise<OutputOf<typeof startOperation>> {
  const mine = await callOfMine(call, callId)
  const { row, leg } = mine
  if (leg.party !== 'agent') throw refuse('call-not-for-you')
  if (!isServed(row.state)) throw refuse('call-move-not-possible', { state: row.state })
  if (!row.announced_version) throw refuse('recording-not-allowed')
  for (const before of await runningOf(call, row)) {
    await closeRecording(call, before, call.now)
    await askToJoin(call, before, call.now)
  }
  const { id } = await call.tx
    .insertInto('voice.recording')
    .values({
      region_id: row.region_id,
      id: call.app.newId(),
      call_id: row.id,
      leg_id: leg.id,
      staff_id: leg.staff_id,
      state: 'running',
      media_type: mediaType,
      started_at: call.now,
      announced_version: row.announced_version
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await changeCall(call, mine, {}, { kind: 'recording', party: 'agent' })
  return { id }
}

/**
 * Some seconds more, in order. Sent again it is kept once; a hole is refused with the number we wait for. What was recorded while the server
 * was away comes late and is taken as long as the recording is not put together.
 */
export async function addRecordingChunk(call: Call, { callId, recordingId, no, content }: InputOf<typeof chunkOperation>): Promise<OutputOf<typeof chunkOperation>> {
  const recording = await ownRecording(call, callId, recordingId)
  if (no < recording.chunks) return { chunks: recording.chunks }
  if (no > recording.chunks) throw refuse('recording-chunk-missing', { expected: recording.chunks })
  const { chunk_bytes, hours, chunk_seconds } = voiceRules().recording
  const bytes = Buffer.from(content, 'base64')
  if (recording.state === 'kept' || recording.state === 'empty' || no * chunk_seconds > hours * 3600) throw refuse('recording-over')
  if (bytes.length > chunk_bytes) throw refuse('body-too-large')
  await call.tx.insertInto('voice.recording_chunk').values({ region_id: recording.region_id, recording_id: recording.id, no, content: bytes, at: call.now }).execute()
  await update(call, recording, { chunks: no + 1, bytes: Number(recording.bytes) + bytes.length, last_chunk_at: call.now })
  return { chunks: no + 1 }
}

/** The customer tells a card number or a password: from here on silence is recorded, until it is over. */
export async function pauseRecording(call: Call, { callId, recordingId, paused }: InputOf<typeof pauseOperation>): Promise<OutputOf<typeof pauseOperation>> {
  const mine = await callOfMine(call, callId)
  const recording = await ownRecording(call, callId, recordingId)
  if (recording.state !== 'running') throw refuse('recording-over')
  const at = call.now.toISOString()
  if (isPausedNow(recording) === paused) return { paused, at }
  const before = pausesOf(recording)
  const pauses = paused ? [...before, { from: at, to: null }] : before.map((pause) => (pause.to ? pause : { ...pause, to: at }))
  await update(call, recording, { pauses: JSON.stringify(pauses) })
  await changeCall(call, mine, {}, { kind: paused ? 'recording-paused' : 'recording-resumed', party: 'agent' })
  return { paused, at }
}

/** The browser has sent everything: now it can be put together. */
export async function endRecording(call: Call, { callId, recordingId }: InputOf<typeof endOperation>): Promise<Record<string, never>> {
  const recording = await ownRecording(call, callId, recordingId)
  if (recording.state === 'kept' || recording.state === 'empty') return {}
  if (recording.state === 'running') {
    await closeRecording(call, recording, call.now)
    await addStep(call, (await loadCall(call, { regionId: recording.region_id, id: callId }, false)).row, { kind: 'recording-ended', party: 'agent' })
  }
  await askToJoin(call, recording, call.now)
  return {}
}

async function runningOf(call: Call, row: { region_id: number; id: string }): Promise<Recording[]> {
  return call.tx.selectFrom('voice.recording').selectAll().where('region_id', '=', row.region_id).where('call_id', '=', row.id).where('state', '=', 'running').execute()
}

/** A recording the acting person's own browser makes, locked. Its maker may have left the call meanwhile. */
async function ownRecording(call: Call, callId: string, id: string): Promise<Recording> {
  const ref = await refFor(call, callId).catch(() => null)
  const recording =
    ref &&
    (await call.tx.selectFrom('voice.recording').selectAll().where('region_id', '=', ref.regionId).where('id', '=', id).where('call_id', '=', callId).forUpdate().executeTakeFirst())
  if (!recording || recording.staff_id !== staffId(call.actor)) throw refuse('call-not-for-you')
  return recording
}

async function update(call: Call, { region_id, id }: Recording, to: Partial<Omit<Recording, 'pauses'>> & { pauses?: string }): Promise<void> {
  await call.tx.updateTable('voice.recording').set(to).where('region_id', '=', region_id).where('id', '=', id).execute()
}
