import { type Call, transact } from '#platform/action'
import { record } from '#platform/events'
import { every, type JobKind, type Repeating } from '#platform/jobs'
import { SmsNotTaken, smsSender } from './ports.ts'
import { enqueueSms, NO_GATEWAY, type Sms, smsData } from './queue-sms.ts'

type Step = { state: 'queued' | 'sent' | 'failed'; reason: string | null; providerId?: string | null }

/** Hands one message to the gateway. Without a gateway it stays queued and says so. */
export const sendSms: JobKind = {
  kind: 'sms.send',
  mode: 'outside',
  async run(call, payload, job) {
    const row = await call.tx
      .selectFrom('sms.message')
      .selectAll()
      .where('region_id', '=', Number(payload['regionId']))
      .where('id', '=', String(payload['smsId']))
      .executeTakeFirst()
    if (row?.state !== 'queued') return
    const sender = smsSender(call.app)
    if (!sender) return settle(call, row, { state: 'queued', reason: NO_GATEWAY })
    try {
      const { providerId } = await sender.send({ reference: `${row.region_id}.${row.id}`, to: row.to_number, text: row.body })
      await settle(call, row, { state: 'sent', reason: null, providerId })
    } catch (error) {
      if (!(error instanceof SmsNotTaken)) throw error
      const over = error.permanent || job.attempts >= job.maxAttempts
      await settle(call, row, { state: over ? 'failed' : 'queued', reason: error.code })
      if (!over) throw error
    }
  }
}

/** Writes how a try went, in one transaction with its event. */
function settle(call: Call, row: Sms, { providerId, ...to }: Step): Promise<void> {
  return transact(call.app, call.actor, async (inner) => {
    const after = await inner.tx
      .updateTable('sms.message')
      .set((set) => ({
        ...to,
        tried_at: inner.now,
        ...(to.reason === NO_GATEWAY ? {} : { attempts: set('attempts', '+', 1) }),
        ...(to.state === 'sent' ? { sent_at: inner.now, provider_id: providerId ?? null } : {}),
        ...(to.state === 'failed' ? { settled_at: inner.now } : {})
      }))
      .where('region_id', '=', row.region_id)
      .where('id', '=', row.id)
      .where('state', '=', 'queued')
      .returningAll()
      .executeTakeFirst()
    if (!after || to.state === 'queued') return
    await record(inner, { name: to.state === 'sent' ? 'sms.sent' : 'sms.failed', regionId: row.region_id, subjectKind: 'sms', subjectId: row.id, data: smsData(after) })
  })
}

/** Messages that waited for a gateway to be configured, or whose job was lost, are tried again. */
export const watchSms: Repeating = every(60, 'sms.watch-outbox', async (call) => {
  if (!smsSender(call.app)) return
  const regions = await call.tx.selectFrom('platform.region').select('id').execute()
  for (const { id } of regions) {
    const waiting = await call.tx
      .selectFrom('sms.message')
      .select(['region_id', 'id'])
      .where('region_id', '=', id)
      .where('state', '=', 'queued')
      .where('created_at', '<', new Date(call.now.getTime() - 30_000))
      .orderBy('created_at')
      .limit(200)
      .execute()
    for (const row of waiting) await enqueueSms(call, row)
  }
})
