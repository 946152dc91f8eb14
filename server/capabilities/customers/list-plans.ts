import type { listPlans as listPlansOperation } from '@shouwen/contract/customers'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { Call } from '#platform/action'
import { openCursor, pageOf } from '#platform/paging'

/** Plans in the order of their codes. */
export async function listPlans(call: Call, input: InputOf<typeof listPlansOperation>): Promise<OutputOf<typeof listPlansOperation>> {
  const limit = input.limit ?? 100
  const after = openCursor(input.cursor, 1)
  const rows = await call.tx
    .selectFrom('catalog.plan')
    .select(['code', 'kind', 'name_zh', 'name_en', 'monthly_fee_cents', 'on_sale'])
    .$if(input.kind !== undefined, (query) => query.where('kind', '=', input.kind as string))
    .$if(input.onSale !== undefined, (query) => query.where('on_sale', '=', input.onSale as boolean))
    .$if(after !== null, (query) => query.where('code', '>', String(after?.[0])))
    .orderBy('code')
    .limit(limit + 1)
    .execute()
  return pageOf(
    rows,
    limit,
    (row) => ({ code: row.code, kind: row.kind, name: { zh: row.name_zh, en: row.name_en }, monthlyFeeCents: row.monthly_fee_cents, onSale: row.on_sale }),
    (row) => [row.code]
  )
}
