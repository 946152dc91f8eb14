import type { readSampleAccounts as operation } from '@shouwen/contract/account'
import type { OutputOf } from '@shouwen/contract/operation'
import type { Call } from '#platform/action'

/** What the sample operator wrote down when it was planted; nothing anywhere else. */
export async function readSampleAccounts(call: Call): Promise<OutputOf<typeof operation>> {
  const row = await call.tx
    .selectFrom('platform.setting')
    .select('value')
    .where('key', '=', 'sample.accounts')
    .executeTakeFirst()
  return { items: (row?.value ?? []) as OutputOf<typeof operation>['items'] }
}
