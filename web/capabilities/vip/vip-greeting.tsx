import { getVipCustomer } from '@shouwen/contract/vip'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import style from './vip.module.css'

/** What is said to a VIP customer first, with their title and our job number; nothing for anybody else. @norm CC-28 */
export function VipGreeting({ regionId, customerId }: { regionId: number; customerId: string }) {
  const { say, pick } = usePhrases('vip')
  const { data } = useRead(getVipCustomer, { regionId, customerId })
  if (!data?.isVip) return null
  return (
    <div className={style.greeting} role="note" aria-label={say('greeting')}>
      <p>{pick(data.greeting)}</p>
      {data.care ? <p className={style.care}>{data.care}</p> : null}
    </div>
  )
}
