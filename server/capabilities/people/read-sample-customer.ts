import type { readSampleCustomer as operation } from '@shouwen/contract/account'
import type { OutputOf } from '@shouwen/contract/operation'
import type { Call } from '#platform/action'

/** The customer the sample operator wrote down when it was planted; nobody anywhere else. */
export async function readSampleCustomer(call: Call): Promise<OutputOf<typeof operation>> {
  const row = await call.tx
    .selectFrom('platform.setting')
    .select('value')
    .where('key', '=', 'sample.customer')
    .executeTakeFirst()
  return { items: row ? [row.value as OutputOf<typeof operation>['items'][number]] : [] }
}
