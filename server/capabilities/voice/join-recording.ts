import type { Call } from '#platform/action'
import { transact } from '#platform/action'
import { prove } from '#platform/evidence'
import { record } from '#platform/events'
import type { StoredFile } from '#platform/files'
import type { JobKind } from '#platform/jobs'
import { forgetLater } from '#platform/orphan-blobs'
import { JOIN_JOB } from './end-recordings.ts'
import { pausesOf, type Recording } from './recording-state.ts'
import { voiceRules } from './voice-rules.ts'

/** Puts the pieces of an ended recording together: one file with its hash, a row of evidence, and the pieces are gone. */
export const joinRecording: JobKind = {
  kind: JOIN_JOB,
  mode: 'outside',
  leaseSeconds: 120,
  async run(call, payload) {
    const [regionId, id] = [Number(payload['regionId']), String(payload['recordingId'])]
    const recording = await find(call, regionId, id)
    if (!recording || recording.state === 'kept' || recording.state === 'empty' || recording.state === 'running') return
    if (recording.chunks === 0) return setState(call, recording, { state: 'empty' })
    const { hours, bits_per_second } = voiceRules().recording
    const file = await call.app.files.put(piecesOf(call, recording), {
      name: `${recording.id}.${recording.media_type.startsWith('audio/wav') ? 'wav' : 'webm'}`,
      declaredType: recording.media_type,
      limit: Math.max(hours * 3600 * (bits_per_second / 4), Number(recording.bytes) + 1)
    })
    const kept = await transact(call.app, call.actor, (inside) => keep(inside, recording, file))
    if (!kept) await forgetLater(call.app, [file])
  }
}

/** False when something was added while it was put together: then it is done again. */
async function keep(call: Call, { region_id, id, chunks }: Recording, file: StoredFile): Promise<boolean> {
  const recording = await call.tx.selectFrom('voice.recording').selectAll().where('region_id', '=', region_id).where('id', '=', id).forUpdate().executeTakeFirstOrThrow()
  if (recording.state !== 'ended') return false
  if (recording.chunks !== chunks) throw new Error('the recording grew while it was put together')
  const fileId = call.app.newId()
  await call.tx
    .insertInto('platform.file')
    .values({
      region_id,
      id: fileId,
      sha256: Buffer.from(file.id, 'hex'),
      size: file.bytes,
      media_type: file.mediaType,
      name: file.name,
      subject_kind: 'recording',
      subject_id: id,
      created_by_kind: recording.staff_id ? 'staff' : 'system',
      created_by: recording.staff_id,
      created_at: call.now
    })
    .execute()
  await setState(call, recording, { state: 'kept', file_id: fileId, sha256: Buffer.from(file.id, 'hex'), bytes: file.bytes })
  await call.tx.deleteFrom('voice.recording_chunk').where('region_id', '=', region_id).where('recording_id', '=', id).execute()
  await prove(call, {
    kind: 'call.recorded',
    regionId: region_id,
    subjectKind: 'call',
    subjectId: recording.call_id,
    payload: {
      recordingId: id,
      legId: recording.leg_id,
      sha256: file.id,
      bytes: file.bytes,
      startedAt: recording.started_at.toISOString(),
      endedAt: recording.ended_at?.toISOString() ?? null,
      announced: recording.announced_version,
      left: 'customer',
      right: 'agent',
      pauses: pausesOf(recording)
    }
  })
  await record(call, { name: 'call.recorded', regionId: region_id, subjectKind: 'call', subjectId: recording.call_id, data: { recordingId: id, internal: true } })
  return true
}

async function* piecesOf(call: Call, { region_id, id, chunks }: Recording): AsyncIterable<Uint8Array> {
  for (let no = 0; no < chunks; no += 50) {
    const rows = await call.tx
      .selectFrom('voice.recording_chunk')
      .select('content')
      .where('region_id', '=', region_id)
      .where('recording_id', '=', id)
      .where('no', '>=', no)
      .where('no', '<', Math.min(chunks, no + 50))
      .orderBy('no')
      .execute()
    for (const row of rows) yield row.content as Buffer
  }
}

async function find(call: Call, regionId: number, id: string): Promise<Recording | undefined> {
  return call.tx.selectFrom('voice.recording').selectAll().where('region_id', '=', regionId).where('id', '=', id).executeTakeFirst()
}

async function setState(call: Call, { region_id, id }: Recording, to: Partial<Omit<Recording, 'pauses'>>): Promise<void> {
  await call.tx.updateTable('voice.recording').set(to).where('region_id', '=', region_id).where('id', '=', id).execute()
}
