import type { Call } from '#platform/action'

export type SmsToCustomer = { id: string; body: string; purpose: string; state: string; at: Date; settledAt: Date | null }

/** What was sent to a customer in a stretch of time and what became of it, the newest first. @norm TK-10 */
export async function smsToCustomer(tx: Call['tx'], regionId: number, customerId: string, { from, to }: { from: Date; to: Date }, limit = 50): Promise<SmsToCustomer[]> {
  const rows = await tx
    .selectFrom('sms.message')
    .select(['id', 'body', 'purpose', 'state', 'created_at', 'settled_at'])
    .where('region_id', '=', regionId)
    .where('customer_id', '=', customerId)
    .where('created_at', '>=', from)
    .where('created_at', '<=', to)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ id: row.id, body: row.body, purpose: row.purpose, state: row.state, at: row.created_at, settledAt: row.settled_at }))
}
