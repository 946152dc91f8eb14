import { type Call, transact } from '#platform/action'
import type { App } from '#platform/app-type'
import { audited } from '#platform/audit'
import { record } from '#platform/events'
import { prove } from '#platform/evidence'
import { isHeld } from '#platform/holds'
import { every, type Repeating } from '#platform/jobs'
import { forgetLater } from '#platform/orphan-blobs'
import { rulebook } from '#server/rulebook'
import { conversationsById } from '#capabilities/contacts'
import { findTicket, type Ticket } from '#capabilities/tickets'
import { sql } from 'kysely'
import type { Recording } from './recording-state.ts'

const BATCH = 100
const DAY = 86_400_000

/** The hour's look at recordings whose time may be over; answers how many were deleted. @norm TK-60 */
export async function expireRecordings(app: App): Promise<number> {
  let deleted = 0
  const regions = await app.db.selectFrom('platform.region').select('id').orderBy('id').execute()
  for (const { id } of regions)
    for (;;) {
      const looked = await transact(app, { kind: 'system', name: 'voice.recording-retention' }, (call) => expireSome(call, id))
      deleted += looked.deleted
      if (looked.seen < BATCH) break
    }
  return deleted
}

/** Once an hour. */
export const recordingRetention: Repeating = every(3600, 'voice.recording-retention', async (call) => {
  await expireRecordings(call.app)
})

async function expireSome(call: Call, regionId: number): Promise<{ seen: number; deleted: number }> {
  const { days } = rulebook().retention.recordings
  const rows = await call.tx
    .selectFrom('voice.recording')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('state', '=', 'kept')
    .where(sql<boolean>`((look_again_at is null and ended_at <= ${new Date(call.now.getTime() - days * DAY)}) or look_again_at <= ${call.now})`)
    .limit(BATCH)
    .forUpdate()
    .skipLocked()
    .execute()
  let deleted = 0
  for (const row of rows) if (await expireOne(call, row)) deleted++
  return { seen: rows.length, deleted }
}

type Verdict = { until: Date; rule: 'recordings.days' | 'recordings.complaint_days' | 'open-complaint' | 'hold' }

async function expireOne(call: Call, row: Recording): Promise<boolean> {
  const { until, rule } = await keptUntil(call, row)
  if (until > call.now) {
    await call.tx.updateTable('voice.recording').set({ look_again_at: until }).where('region_id', '=', row.region_id).where('id', '=', row.id).execute()
    return false
  }
  await deleteRecording(call, row, rule)
  return true
}

/** Until when a recording is kept, and why: ordinary calls, calls of a complaint, of one still open, and whatever is held. @norm TK-60 */
async function keptUntil(call: Call, row: Recording): Promise<Verdict> {
  const { days, complaint_days, held_look_again_days } = rulebook().retention.recordings
  const again = new Date(call.now.getTime() + held_look_again_days * DAY)
  const { conversation_id, customer_id } = await call.tx.selectFrom('voice.call').select(['conversation_id', 'customer_id']).where('region_id', '=', row.region_id).where('id', '=', row.call_id).executeTakeFirstOrThrow()
  const conversation = (await conversationsById(call, row.region_id, [conversation_id])).get(conversation_id)
  const ticket = conversation?.ticket_id ? await findTicket(call.tx, row.region_id, conversation.ticket_id) : null
  const whole = [
    { kind: 'recording', id: row.id },
    { kind: 'call', id: row.call_id },
    { kind: 'conversation', id: conversation_id },
    { kind: 'ticket', id: ticket?.id },
    { kind: 'ticket', id: ticket?.merged_into_id },
    { kind: 'customer', id: customer_id ?? conversation?.customer_id },
    { kind: 'customer', id: ticket?.customer_id }
  ]
  if (await isHeld(call.tx, row.region_id, whole)) return { until: again, rule: 'hold' }
  if (ticket?.kind === 'complaint' && isUnsettled(ticket)) return { until: again, rule: 'open-complaint' }
  const ended = (row.ended_at ?? row.started_at).getTime()
  return ticket?.kind === 'complaint' ? { until: new Date(ended + complaint_days * DAY), rule: 'recordings.complaint_days' } : { until: new Date(ended + days * DAY), rule: 'recordings.days' }
}

const isUnsettled = ({ status }: Ticket) => !['closed', 'cancelled', 'rejected'].includes(status)

/** The sound goes, the trace stays: which recording, its hash, when and by which rule. */
async function deleteRecording(call: Call, row: Recording, because: Verdict['rule']): Promise<void> {
  const of = { regionId: row.region_id, subjectKind: 'call', subjectId: row.call_id }
  await call.tx
    .updateTable('voice.recording')
    .set({ state: 'deleted', file_id: null, deleted_at: call.now, deleted_because: because, look_again_at: null })
    .where('region_id', '=', row.region_id)
    .where('id', '=', row.id)
    .execute()
  if (row.file_id) await call.tx.deleteFrom('platform.file').where('region_id', '=', row.region_id).where('id', '=', row.file_id).execute()
  await call.tx.deleteFrom('voice.recording_chunk').where('region_id', '=', row.region_id).where('recording_id', '=', row.id).execute()
  const sha256 = row.sha256?.toString('hex')
  const trace = { recordingId: row.id, sha256, bytes: Number(row.bytes), startedAt: row.started_at.toISOString(), endedAt: row.ended_at?.toISOString() ?? null, because }
  await prove(call, { ...of, kind: 'recording.deleted', payload: trace })
  await record(call, { ...of, name: 'recording.deleted', data: { recordingId: row.id, because, internal: true } })
  await audited(call, { ...of, verb: 'recording.deleted', detail: { recordingId: row.id, because } })
  if (sha256) await forgetLater(call, [{ id: sha256 }])
}
