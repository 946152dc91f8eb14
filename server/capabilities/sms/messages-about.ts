import { sql } from 'kysely'
import type { Call } from '#platform/action'
import type { Sms } from './queue-sms.ts'

/** Short messages to a customer, or about one of these subjects, with what became of them: the record a dispute about a message is decided by. @norm TK-10 */
export async function smsAbout(tx: Call['tx'], regionId: number, of: { customerId: string | null; subjectIds: readonly string[]; from: Date; to: Date }): Promise<Sms[]> {
  return tx
    .selectFrom('sms.message')
    .selectAll()
    .where('region_id', '=', regionId)
    .where(sql<boolean>`(subject_id = any(${[...of.subjectIds]}::uuid[]) or customer_id = ${of.customerId}::uuid)`)
    .where('created_at', '>=', of.from)
    .where('created_at', '<=', of.to)
    .orderBy('created_at')
    .limit(2000)
    .execute()
}
