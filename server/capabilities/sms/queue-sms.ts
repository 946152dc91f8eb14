import type { SmsDelivery } from '@shouwen/contract/sms'
import type { Static } from '@shouwen/contract/operation'
import type { Selectable } from 'kysely'
import { type Call, staffId } from '#platform/action'
import { record } from '#platform/events'
import { enqueue } from '#platform/jobs'
import { refuse } from '#platform/refusal'
import type { SmsMessage } from '#platform/schema.gen'
import { smsSender } from './ports.ts'

export type Sms = Selectable<SmsMessage>

export type NewSms = {
  regionId: number
  to: string
  body: string
  /** Why, in a word of the caller: `secretary`, `campaign`. */
  purpose: string
  subject: { kind: string; id: string }
  customerId?: string | null
}

export const NO_GATEWAY = 'no-gateway'

/** Mobile numbers of the mainland: digits without +86. */
export const isMobile = (number: string) => /^1[3-9]\d{9}$/.test(number)

/** The digits of a number as people write it; refuses with `sms-number-not-mobile`. */
export function mobileOf(text: string): string {
  const digits = text.normalize('NFKC').replace(/\D/g, '').replace(/^(00)?86(?=1\d{10}$)/, '')
  if (!isMobile(digits)) throw refuse('sms-number-not-mobile')
  return digits
}

/** Puts a short message into the outbox in the caller's transaction; a worker hands it over. Refuses with `sms-number-not-mobile`. */
export async function queueSms(call: Call, sms: NewSms): Promise<Sms> {
  const row = await call.tx
    .insertInto('sms.message')
    .values({
      region_id: sms.regionId,
      id: call.app.newId(),
      to_number: mobileOf(sms.to),
      body: sms.body,
      purpose: sms.purpose,
      subject_kind: sms.subject.kind,
      subject_id: sms.subject.id,
      customer_id: sms.customerId ?? null,
      state: 'queued',
      reason: smsSender(call.app) ? null : NO_GATEWAY,
      written_by: staffId(call.actor),
      created_at: call.now
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await enqueueSms(call, row)
  await record(call, { name: 'sms.queued', regionId: row.region_id, subjectKind: 'sms', subjectId: row.id, data: smsData(row) })
  return row
}

/** Ids others need to find their way from an event; nothing personal. */
export const smsData = ({ purpose, subject_kind, subject_id, state, reason }: Sms) => ({ purpose, subjectKind: subject_kind, subjectId: subject_id, state, ...(reason ? { reason } : {}) })

/** Wakes a worker for one message. */
export async function enqueueSms(call: Call, { region_id, id }: Pick<Sms, 'region_id' | 'id'>): Promise<void> {
  await enqueue(call, { kind: 'sms.send', key: id, payload: { regionId: region_id, smsId: id }, regionId: region_id, maxAttempts: 10 })
  call.afterCommit.push(() => call.app.bell.ring('jobs'))
}

/** How far messages of one region are, by id. */
export async function smsDeliveries(tx: Call['tx'], regionId: number, ids: readonly (string | null)[]): Promise<Map<string, Static<typeof SmsDelivery>>> {
  const wanted = ids.filter((id): id is string => id !== null)
  if (wanted.length === 0) return new Map()
  const rows = await tx.selectFrom('sms.message').selectAll().where('region_id', '=', regionId).where('id', 'in', wanted).execute()
  return new Map(
    rows.map((row) => [
      row.id,
      { id: row.id, state: row.state, reason: row.reason, queuedAt: row.created_at.toISOString(), sentAt: row.sent_at?.toISOString() ?? null, settledAt: row.settled_at?.toISOString() ?? null }
    ])
  )
}
