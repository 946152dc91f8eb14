import { floorCounts } from '@shouwen/contract/floor-counts'
import { floorState } from '@shouwen/contract/floor-state'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { Loading } from '#ui/page.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { dayOf, hourOf, momentOf } from '#ui/time.ts'
import { now } from '#ui/now.ts'
import { useWords } from '#ui/words.ts'
import { ReportChart } from './report-chart.tsx'
import { type ReportLine, reportLines } from './report-lines.ts'
import style from './reports.module.css'
import type { FloorDictionary } from './use-dictionary.ts'

const columns = ['offered', 'answered', 'abandoned', 'overflowed', 'service-level', 'answer-rate', 'average-answer', 'service-time'] as const

/** The raw counts of a time as figures, period by period and altogether; one queue or all. */
export function QueueReport({
  regionId,
  period,
  by,
  queueCode,
  dictionary,
  onQueue
}: {
  regionId: number
  period: { from: string; until: string }
  by: 'slot' | 'hour' | 'day'
  queueCode: string | undefined
  dictionary: FloorDictionary
  onQueue: (code: string | undefined) => void
}) {
  const { say, pick } = usePhrases('floor')
  const reader = useWords()
  const counts = useRead(floorCounts, { regionId, ...period, by }, { keep: true, everyMs: 60_000 })
  const floor = useRead(floorState, { regionId })
  if (counts.error && !counts.data) return <RefusalNotice refusal={counts.error} onRetry={() => void counts.refetch()} />
  if (!counts.data) return <Loading />
  const names = new Map((floor.data?.queues ?? []).map((queue) => [queue.code, pick({ zh: queue.nameZh, en: queue.nameEn })]))
  const codes = [...new Set(counts.data.items.map((item) => item.queueCode))]
  const items = counts.data.items.filter((item) => !queueCode || item.queueCode === queueCode)
  const lines = reportLines(items, dictionary.rule)
  const [all] = reportLines(items.map((item) => ({ ...item, slot: '' })), dictionary.rule)
  const manyDays = Date.parse(period.until) - Date.parse(period.from) > 90_000_000
  const labelOf = (slot: string) => (by === 'day' ? dayOf(slot, reader, now()) : manyDays ? momentOf(slot, reader, now(), slot) : hourOf(slot, reader))
  const isPhone = items.some((item) => item.channel === 'phone')
  const target = isPhone ? (dictionary.data?.level.channels.find((one) => one.channel === 'phone')?.target ?? null) : null
  return (
    <>
      <label className={style.queue}>
        {say('queue')}
        <select value={queueCode ?? ''} onChange={({ target: chosen }) => onQueue(chosen.value || undefined)}>
          <option value="">{say('reports.all')}</option>
          {codes.map((code) => (
            <option key={code} value={code}>
              {names.get(code) ?? code}
            </option>
          ))}
        </select>
      </label>
      {lines.length === 0 || !all ? (
        <EmptyState compact title={say('reports.none')} />
      ) : (
        <>
          <ReportChart lines={lines} labelOf={labelOf} target={target} levelName={`${dictionary.name('service-level')} ${dictionary.rule.formula}`} />
          <div className={style.scroll} tabIndex={0} role="region" aria-label={say('reports.table')}>
            <table className={style.table}>
              <thead>
                <tr>
                  <th scope="col">{say('reports.time')}</th>
                  {columns.map((code) => (
                    <th key={code} scope="col" title={dictionary.explained(code)}>
                      {dictionary.name(code)}
                      {code === 'service-level' ? ` ${dictionary.rule.formula}` : ''}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                <Row name={say('reports.together')} line={all} dictionary={dictionary} isPhone={isPhone} total />
                {lines.map((line) => (
                  <Row key={line.slot} name={labelOf(line.slot)} line={line} dictionary={dictionary} isPhone={isPhone} />
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </>
  )
}

function Row({ name, line, dictionary, isPhone, total }: { name: string; line: ReportLine; dictionary: FloorDictionary; isPhone: boolean; total?: boolean }) {
  const { figures } = line
  const values: Record<(typeof columns)[number], number | null> = {
    offered: figures.offered,
    answered: figures.answered,
    abandoned: figures.abandoned,
    overflowed: line.overflowed,
    'service-level': figures.serviceLevel,
    'answer-rate': figures.answerRate,
    'average-answer': figures.averageAnswer,
    'service-time': figures.serviceTime
  }
  return (
    <tr className={total ? style.total : undefined}>
      <th scope="row">{name}</th>
      {columns.map((code) => (
        <td key={code} className={style[dictionary.levelOf(code, values[code], isPhone ? ['phone'] : [])]}>
          {dictionary.value(code, values[code])}
        </td>
      ))}
    </tr>
  )
}
