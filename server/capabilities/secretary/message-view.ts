import type { SecretaryMessageView } from '@shouwen/contract/secretary'
import type { Static } from '@shouwen/contract/operation'
import { mask } from '@shouwen/kernels/text/index'
import type { Selectable } from 'kysely'
import type { Call } from '#platform/action'
import type { SecretaryMessage } from '#platform/schema.gen'
import { mailDeliveries } from '#capabilities/contacts'
import { staffNames } from '#capabilities/people'
import { smsDeliveries } from '#capabilities/sms'

export type Message = Selectable<SecretaryMessage>
type View = Static<typeof SecretaryMessageView>

/** Messages of one region as the desk sees them: numbers in part, and how far each delivery is. */
export async function messageViews(call: Call, regionId: number, rows: readonly Message[]): Promise<View[]> {
  const people = await staffNames(call.tx, rows.map((row) => row.taken_by))
  const sms = await smsDeliveries(call.tx, regionId, rows.map((row) => row.sms_id))
  const mails = await mailDeliveries(call.tx, regionId, rows.map((row) => row.mail_id))
  const ids = [...new Set(rows.map((row) => row.subscription_id))]
  const owners = new Map(ids.length === 0 ? [] : (await call.tx.selectFrom('secretary.subscription').select(['id', 'title_zh', 'title_en']).where('region_id', '=', regionId).where('id', 'in', ids).execute()).map((row) => [row.id, row]))
  return rows.map((row) => {
    const owner = owners.get(row.subscription_id)
    const by = people.get(row.taken_by ?? '')
    return {
      id: row.id,
      subscriptionId: row.subscription_id,
      ownerTitle: { zh: owner?.title_zh ?? '', en: owner?.title_en ?? '' },
      mode: row.mode,
      callerName: row.caller_name,
      callerNumber: row.caller_number === null ? null : mask(row.caller_number, 'phone'),
      recipientNumber: mask(row.recipient_number, 'phone'),
      content: row.content,
      urgent: row.urgent,
      readBacks: row.read_backs,
      takenBy: row.taken_by && by ? { id: row.taken_by, ...by } : null,
      takenAt: row.taken_at.toISOString(),
      sms: sms.get(row.sms_id ?? '') ?? null,
      mail: mails.get(row.mail_id ?? '') ?? null,
      readAt: row.read_at?.toISOString() ?? null
    }
  })
}
