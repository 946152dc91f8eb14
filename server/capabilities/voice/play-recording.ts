import type { InputOf } from '@shouwen/contract/operation'
import type { playRecording as playOperation } from '@shouwen/contract/call-recordings'
import { permit } from '#platform/access'
import type { Call, StreamAnswer } from '#platform/action'
import { audited } from '#platform/audit'
import { downloadHead } from '#platform/files-download'
import { refuse } from '#platform/refusal'
import { loadCall, placementOf, refFor } from './load-call.ts'

/** Sends a recording to who may listen; every listening is in the audit, with the purpose stated. @norm GV-03 */
export async function playRecording(call: Call, { callId, recordingId }: InputOf<typeof playOperation>): Promise<StreamAnswer> {
  const { row } = await loadCall(call, await refFor(call, callId), false)
  permit(call, 'recording.listen', { ...placementOf(row), row }, 'contact.read')
  const recording = await call.tx
    .selectFrom('voice.recording')
    .selectAll()
    .where('region_id', '=', row.region_id)
    .where('id', '=', recordingId)
    .where('call_id', '=', row.id)
    .executeTakeFirst()
  if (!recording) throw refuse('not-found')
  if (recording.state !== 'kept' || !recording.sha256) throw refuse('recording-not-ready')
  const file = { id: recording.sha256.toString('hex'), name: `${row.started_at.toISOString().slice(0, 10)}-${recording.id.slice(-6)}.webm`, kind: 'webm' as const, bytes: Number(recording.bytes) }
  const { stream } = await call.app.files.get(file.id)
  await audited(call, { verb: 'recording.listen', regionId: row.region_id, subjectKind: 'call', subjectId: row.id, detail: { recordingId } })
  return { stream, headers: downloadHead(file).headers }
}
