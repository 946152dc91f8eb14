import { isServed } from '@shouwen/kernels/call/index'
import { transact } from '#platform/action'
import type { App } from '#platform/app-type'
import { changeCall } from './change-call.ts'
import { askToJoin } from './end-recordings.ts'
import { customerLeg, liveLegs, type LegRow, loadCall } from './load-call.ts'
import { isPausedNow, type Recording } from './recording-state.ts'
import { voiceRules } from './voice-rules.ts'

const WAV = 'audio/wav'
const PIECE_BYTES = 500_000

/** A recording an exchange makes or has to hand in. */
export type ExchangeRecording = { id: string; state: Recording['state']; isPaused: boolean; legId: string }

/**
 * Begins the recording of a served call on an exchange, unless it runs already, the customer was not told, or one of the two is not there.
 * Answers its id and the two ends: the customer's sound is the left channel, ours the right.
 */
export async function recordOnExchange(app: App, driver: string, agent: LegRow): Promise<{ id: string; customer: LegRow; agent: LegRow } | null> {
  return transact(app, { kind: 'system', name: `voice.${driver}` }, async (call) => {
    const loaded = await loadCall(call, { regionId: agent.region_id, id: agent.call_id })
    const { row, legs } = loaded
    const mine = liveLegs(legs).find((leg) => leg.id === agent.id && leg.party === 'agent')
    const customer = customerLeg(loaded)
    if (!isServed(row.state) || !row.announced_version || !mine || customer.state !== 'connected' || customer.driver !== driver) return null
    const running = await call.tx.selectFrom('voice.recording').select('id').where('region_id', '=', row.region_id).where('call_id', '=', row.id).where('state', '=', 'running').executeTakeFirst()
    if (running) return null
    const { id } = await call.tx
      .insertInto('voice.recording')
      .values({
        region_id: row.region_id,
        id: call.app.newId(),
        call_id: row.id,
        leg_id: mine.id,
        staff_id: mine.staff_id,
        state: 'running',
        media_type: WAV,
        started_at: call.now,
        announced_version: row.announced_version
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await changeCall(call, loaded, {}, { kind: 'recording', party: 'system', staffId: mine.staff_id })
    return { id, customer, agent: mine }
  })
}

/** The recordings of a call that an exchange makes or still has, the oldest first. */
export async function exchangeRecordings(app: App, { region_id, id }: { region_id: number; id: string }): Promise<ExchangeRecording[]> {
  const rows = await app.db
    .selectFrom('voice.recording')
    .selectAll()
    .where('region_id', '=', region_id)
    .where('call_id', '=', id)
    .where('media_type', '=', WAV)
    .where('state', 'in', ['running', 'ended'])
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ id: row.id, state: row.state, isPaused: isPausedNow(row), legId: row.leg_id }))
}

/** Ended recordings whose sound no exchange has handed in yet: asked for again after our process was away. */
export async function recordingsToFetch(app: App): Promise<string[]> {
  const rows = await app.db.selectFrom('voice.recording').select('id').where('media_type', '=', WAV).where('state', 'in', ['ended', 'empty']).where('chunks', '=', 0).orderBy('id', 'desc').limit(200).execute()
  return rows.map((row) => row.id)
}

/** Takes the sound of an ended recording in and lets it be put together like any other. Handed in twice it is kept once. */
export async function keepExchangeRecording(app: App, recordingId: string, wav: Uint8Array): Promise<void> {
  const found = await app.db.selectFrom('voice.recording').select(['region_id', 'call_id']).where('id', '=', recordingId).executeTakeFirst()
  if (!found) return
  await transact(app, { kind: 'system', name: 'voice.exchange' }, async (call) => {
    const recording = await call.tx.selectFrom('voice.recording').selectAll().where('region_id', '=', found.region_id).where('id', '=', recordingId).forUpdate().executeTakeFirstOrThrow()
    if (recording.state === 'running' || recording.state === 'kept' || recording.chunks > 0) return
    if (wav.length > voiceRules().recording.hours * 3600 * 32_000) throw new Error('a recording of an exchange is longer than calls may be')
    const pieces = Math.ceil(wav.length / PIECE_BYTES)
    for (let no = 0; no < pieces; no += 1)
      await call.tx
        .insertInto('voice.recording_chunk')
        .values({ region_id: found.region_id, recording_id: recordingId, no, content: Buffer.from(wav.subarray(no * PIECE_BYTES, (no + 1) * PIECE_BYTES)), at: call.now })
        .execute()
    await call.tx
      .updateTable('voice.recording')
      .set({ chunks: pieces, bytes: wav.length, last_chunk_at: call.now, state: 'ended' })
      .where('region_id', '=', found.region_id)
      .where('id', '=', recordingId)
      .execute()
    await askToJoin(call, recording, call.now)
  })
}
