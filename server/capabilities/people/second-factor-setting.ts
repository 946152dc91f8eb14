import type { Call } from '#platform/action'

const key = 'people.second-factor'

/** Whether roles marked `two_factor` in the rulebook wait for a second factor. True unless an installation says `offered`. @norm GV-02 */
export async function secondFactorIsRequired(tx: Call['tx']): Promise<boolean> {
  const row = await tx.selectFrom('platform.setting').select('value').where('key', '=', key).executeTakeFirst()
  return row?.value !== 'offered'
}

/** `offered` is meant for a trial with sample data: everybody may enrol, nobody has to. */
export async function setSecondFactor(tx: Call['tx'], value: 'required' | 'offered'): Promise<void> {
  await tx
    .insertInto('platform.setting')
    .values({ key, value: JSON.stringify(value) })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: JSON.stringify(value) }))
    .execute()
}
