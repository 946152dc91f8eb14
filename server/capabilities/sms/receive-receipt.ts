import { createHmac, timingSafeEqual } from 'node:crypto'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { receiveSmsReceipt as receiptOperation } from '@shouwen/contract/sms'
import type { Call } from '#platform/action'
import { record } from '#platform/events'
import { refuse } from '#platform/refusal'
import { smsData } from './queue-sms.ts'

/** What the network said of a message: delivered, or not. A receipt for what is settled already changes nothing. */
export async function receiveSmsReceipt(call: Call, input: InputOf<typeof receiptOperation>): Promise<OutputOf<typeof receiptOperation>> {
  const secret = call.app.config.sms?.secret
  if (!secret || !isSigned(secret, input)) throw refuse('sms-receipt-unsigned')
  const [region, id] = input.reference.split('.') as [string, string]
  const row = await call.tx
    .updateTable('sms.message')
    .set({ state: input.state, reason: input.reason ?? null, settled_at: new Date(input.at) })
    .where('region_id', '=', Number(region))
    .where('id', '=', id)
    .where('state', '=', 'sent')
    .returningAll()
    .executeTakeFirst()
  if (row) await record(call, { name: `sms.${input.state}`, regionId: row.region_id, subjectKind: 'sms', subjectId: row.id, data: smsData(row) })
  return {}
}

function isSigned(secret: string, { reference, state, at, signature }: InputOf<typeof receiptOperation>): boolean {
  return timingSafeEqual(createHmac('sha256', secret).update(`${reference}.${state}.${at}`).digest(), Buffer.from(signature, 'hex'))
}
