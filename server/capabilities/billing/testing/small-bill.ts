import type { Database } from '#platform/database'
import { newId } from '#platform/uuid7'

/** One month of one customer: a plan with its signed order, data beyond it, and a service of an SP that nobody can prove was wanted. */
export async function plantSmallBill(db: Database, regionId: number, customerId: string) {
  const ids = { plan: newId(), usage: newId(), sp: newId(), planOrder: newId(), spOrder: newId() }
  const line = await db.selectFrom('customers.service_line').select('id').where('region_id', '=', regionId).where('customer_id', '=', customerId).executeTakeFirst()
  const row = { region_id: regionId, customer_id: customerId, line_id: line?.id ?? null }
  const order = { ...row, per: 'month' as const, ordered_at: new Date('2026-06-01T02:00:00Z') }
  const proof = JSON.stringify({ how: 'signature', at: '2026-06-01T02:00:00.000Z', words: '业务受理单', reference: 'SL1' })
  await db
    .insertInto('billing.subscription')
    .values([
      { ...order, id: ids.planOrder, kind: 'plan', code: 'm59', name_zh: '畅享 59 元套餐', name_en: 'Plus 59', fee_fen: 5900, ordered_through: 'hall', confirmation: proof },
      { ...order, id: ids.spOrder, kind: 'sp', code: 'sp-music', name_zh: '悦听音乐会员', name_en: 'Yueting music', provider: '悦听文化', fee_fen: 1500, ordered_through: 'unknown' }
    ])
    .execute()
  const charge = { ...row, from_on: '2026-10-01', to_on: '2026-10-31', charged_at: new Date('2026-11-01T00:00:00Z'), due_on: '2026-11-25', paid: true }
  await db
    .insertInto('billing.charge')
    .values([
      { ...charge, id: ids.plan, order_id: ids.planOrder, kind: 'plan', name_zh: '畅享 59 元套餐', name_en: 'Plus 59', amount_fen: 5900, source: '{}' },
      { ...charge, id: ids.usage, kind: 'usage', name_zh: '套餐外流量', name_en: 'Data beyond the plan', amount_fen: 2500, source: JSON.stringify({ quantity: 5, unit: 'GB', eachFen: 500 }) },
      { ...charge, id: ids.sp, order_id: ids.spOrder, kind: 'sp', name_zh: '悦听音乐会员', name_en: 'Yueting music', provider: '悦听文化', amount_fen: 1500, source: '{}' }
    ])
    .execute()
  return ids
}
