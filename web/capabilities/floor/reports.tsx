import { exportFloorReport } from '@shouwen/contract/floor-board'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { addressOf } from '#lib/call.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useSession } from '#lib/session.ts'
import { now } from '#ui/now.ts'
import { Page } from '#ui/page.tsx'
import { Segments } from '#ui/segments.tsx'
import { dayKey } from '#ui/time.ts'
import { useWords } from '#ui/words.ts'
import { AgentReport } from './agent-report.tsx'
import type { ReportSearch } from './floor-search.ts'
import { FloorTabs } from './floor-tabs.tsx'
import { LevelSelect } from './level-select.tsx'
import { QueueReport } from './queue-report.tsx'
import { mostDays, periodOf } from './report-period.ts'
import style from './reports.module.css'
import { useDictionary } from './use-dictionary.ts'

/** What happened: by quarter, hour and day and queue, or by person; as a table, a chart and a file. */
export function Reports() {
  const { say, language } = usePhrases('floor')
  const reader = useWords()
  const { regionId } = useSession().staff
  const search: ReportSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const dictionary = useDictionary()
  const kind = search.kind ?? 'queues'
  const by = search.by ?? 'hour'
  const today = dayKey(now(), reader)
  const from = search.from ?? today
  const to = search.to ?? today
  const period = periodOf(from, to, mostDays(kind, by))
  const change = (more: Partial<ReportSearch>) => void navigate({ to: '/floor/reports', search: { ...search, ...more }, replace: true })
  const file = (format: 'csv' | 'xlsx') =>
    addressOf(exportFloorReport, {
      regionId,
      kind,
      ...period,
      by,
      format,
      language,
      formula: dictionary.rule.formula,
      ...(dictionary.choice.withinSeconds ? { withinSeconds: dictionary.choice.withinSeconds } : {}),
      ...(search.queue ? { queueCode: search.queue } : {})
    })
  return (
    <Page
      title={say('reports.title')}
      actions={
        <>
          <a className={style.file} href={file('xlsx')} download>
            {say('reports.xlsx')}
          </a>
          <a className={style.file} href={file('csv')} download>
            {say('reports.csv')}
          </a>
        </>
      }
      bar={
        <div className={style.bar}>
          <FloorTabs here="reports" />
          <Segments
            label={say('reports.kind')}
            value={kind}
            options={[
              { id: 'queues', label: say('reports.queues') },
              { id: 'agents', label: say('reports.agents') }
            ]}
            onChange={(id) => change({ kind: id === 'agents' ? 'agents' : undefined })}
          />
          <span className={style.days}>
            <input type="date" aria-label={say('reports.from')} value={from} max={today} onChange={({ target }) => target.value && change({ from: target.value })} />
            –
            <input type="date" aria-label={say('reports.to')} value={to} max={today} onChange={({ target }) => target.value && change({ to: target.value })} />
          </span>
          {kind === 'queues' ? (
            <>
              <Segments label={say('reports.by')} value={by} options={(['slot', 'hour', 'day'] as const).map((id) => ({ id, label: say(`by.${id}`) }))} onChange={(id) => change({ by: id as ReportSearch['by'] })} />
              <LevelSelect dictionary={dictionary} />
            </>
          ) : null}
        </div>
      }
      isLoading={!dictionary.data}
      error={dictionary.data ? undefined : dictionary.error}
    >
      {kind === 'queues' ? (
        <QueueReport regionId={regionId} period={period} by={by} queueCode={search.queue} dictionary={dictionary} onQueue={(queue) => change({ queue })} />
      ) : (
        <AgentReport regionId={regionId} period={period} />
      )}
    </Page>
  )
}
