import { vipServiceLevel } from '@shouwen/contract/vip'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { NumberStat } from '#ui/number-stat.tsx'
import { now } from '#ui/now.ts'
import { Page } from '#ui/page.tsx'
import { Segments } from '#ui/segments.tsx'
import { Handovers } from './handovers.tsx'
import { OpenPromises } from './open-promises.tsx'
import { VipNeeds } from './vip-needs.tsx'
import { tabs, type VipSearch } from './vip-search.ts'
import style from './vip.module.css'

/** The VIP desk at a glance: how its customers waited, apart from all others; then promises, needs and the change of shift. @norm CC-28 CC-29 */
export function VipDesk() {
  const { say } = usePhrases('vip')
  const search: VipSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const tab = search.tab ?? 'promises'
  return (
    <Page
      title={say('title')}
      fill
      bar={<Segments label={say('title')} value={tab} options={tabs.map((id) => ({ id, label: say(`tab.${id}`) }))} onChange={(id) => void navigate({ to: '.', search: { tab: id as 'needs' }, replace: true })} />}
    >
      <div className={style.desk}>
        <ServiceLevel />
        {tab === 'promises' ? <OpenPromises /> : tab === 'needs' ? <VipNeeds /> : <Handovers />}
      </div>
    </Page>
  )
}

const DAY = 86_400_000

function ServiceLevel() {
  const { say } = usePhrases('vip')
  const [period] = useState(() => ({ from: new Date(now() - 7 * DAY).toISOString(), to: new Date(now()).toISOString() }))
  const { data } = useRead(vipServiceLevel, period)
  if (!data) return null
  const percent = (share: number | null) => (share === null ? '—' : `${Math.round(share * 1000) / 10} %`)
  const formula = say('level-formula', { seconds: data.withinSeconds })
  const isLow = data.vip.share !== null && data.vip.share < data.target
  return (
    <div className={style.stats}>
      <NumberStat label={say('level-vip')} value={percent(data.vip.share)} formula={formula} tone={isLow ? 'warn' : 'neutral'} detail={say('level-target', { target: Math.round(data.target * 100), seconds: data.withinSeconds })} />
      <NumberStat label={say('level-others')} value={percent(data.others.share)} formula={formula} />
      <NumberStat label={say('offered')} value={data.vip.offered} detail={say('abandoned', { count: data.vip.abandoned })} />
      <NumberStat label={say('wait')} value={data.vip.averageWaitSeconds === null ? '—' : Math.round(data.vip.averageWaitSeconds)} unit={say('seconds')} />
    </div>
  )
}
