import type { RunView } from '@shouwen/contract/handling-procedures'
import type { Static } from '@shouwen/contract/operation'
import type { Call } from '#platform/action'
import { smsDeliveries } from '#capabilities/sms'

type RecordView = NonNullable<Static<typeof RunView>['record']>

/** The reception records of runs, as they were signed. */
export async function recordViews(call: Call, regionId: number, runIds: readonly string[]): Promise<Map<string, RecordView>> {
  if (runIds.length === 0) return new Map()
  const rows = await call.tx.selectFrom('handling.reception_record').selectAll().where('region_id', '=', regionId).where('run_id', 'in', [...runIds]).execute()
  const sms = await smsDeliveries(call.tx, regionId, rows.map((row) => row.copy_sms_id))
  return new Map(
    rows.map((row) => [
      row.run_id,
      {
        words: row.words,
        place: row.place,
        signer: row.signer,
        strokes: row.strokes as RecordView['strokes'],
        unsignedReason: row.unsigned_reason,
        signedAt: row.signed_at.toISOString(),
        sha256: row.sha256.toString('hex'),
        copySent: row.copy_note_id !== null,
        copyBySms: row.copy_sms_id ? (sms.get(row.copy_sms_id)?.state ?? null) : null
      }
    ])
  )
}
