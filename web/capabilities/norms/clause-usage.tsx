import { getClauseUsage } from '@shouwen/contract/norms'
import type { Clause } from '@shouwen/kernels/conditions/index'
import { Select } from 'antd'
import { useState } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useUnitOptions } from '#lib/unit-options.ts'
import { now } from '#ui/now.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { Block } from './block.tsx'
import style from './clause-page.module.css'
import { KeptChart } from './kept-chart.tsx'
import { monthsKept, percent, totalOf } from './months-kept.ts'

const MONTHS = 6

/** How often the promise was kept, month by month, with the formula. */
export function ClauseUsage({ clause }: { clause: Clause }) {
  const { say } = usePhrases('norms')
  const { regionName } = useUnitOptions()
  const { data, error, refetch } = useRead(getClauseUsage, { clauseId: clause.id, months: MONTHS })
  const [regionId, setRegion] = useState<number>()
  const regionIds = [...new Set(data?.items.map((item) => item.regionId))].sort((one, other) => one - other)
  const months = data ? monthsKept(data.items, data.from, now(), regionId) : []
  const total = totalOf(months)
  return (
    <Block
      title={say('usage.title')}
      aside={
        regionIds.length > 1 ? (
          <Select
            size="small"
            aria-label={say('usage.region')}
            style={{ minWidth: 120 }}
            value={regionId ?? 0}
            onChange={(id: number) => setRegion(id || undefined)}
            options={[
              { value: 0, label: say('usage.all-regions') },
              ...regionIds.map((id) => ({ value: id, label: regionName(id) }))
            ]}
          />
        ) : undefined
      }
    >
      {error && !data ? <RefusalNotice refusal={error} inline onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton lines={5} /> : null}
      {data && total.kept + total.broken + total.open === 0 ? (
        <p className={style.quiet}>{say(clause.clock ? 'usage.none' : 'usage.no-clock')}</p>
      ) : null}
      {data && total.kept + total.broken + total.open > 0 ? (
        <>
          <p className={style.sum}>
            <strong>{percent(total.share)}</strong>
            <span>{say('usage.formula', { kept: total.kept, broken: total.broken })}</span>
          </p>
          <KeptChart months={months} target={clause.measure?.share} />
        </>
      ) : null}
    </Block>
  )
}
