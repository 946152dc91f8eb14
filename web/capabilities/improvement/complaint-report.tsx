import { complaintReport, exportComplaintReport } from '@shouwen/contract/complaint-reports'
import type { OutputOf } from '@shouwen/contract/operation'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { addressOf } from '#lib/call.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useCan, useSession } from '#lib/session.ts'
import { useUnitOptions } from '#lib/unit-options.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { now } from '#ui/now.ts'
import { Page } from '#ui/page.tsx'
import { Segments } from '#ui/segments.tsx'
import { dayKey } from '#ui/time.ts'
import { useWords } from '#ui/words.ts'
import { BehindFigure } from './behind-figure.tsx'
import { type ReportSearch, reportGroups } from './improvement-search.ts'
import style from './report.module.css'
import { ReportDays } from './report-days.tsx'
import { daysBefore, perCent, perThousand, times } from './report-figures.ts'

export type Report = OutputOf<typeof complaintReport>

/** Complaints of a period: rates with their base, what changed and whether it is chance, by what, and the tickets behind it. @norm KP-04 KP-05 TK-08 */
export function ComplaintReport() {
  const { say, pick, language } = usePhrases('improvement')
  const reader = useWords()
  const may = useCan()
  const { regionId } = useSession().staff
  const search: ReportSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const today = dayKey(now(), reader)
  const from = search.from ?? daysBefore(today, 29)
  const until = search.until ?? today
  const group = search.group ?? 'branch'
  const asked = { regionId, from, until, group }
  const { data, error, refetch } = useRead(complaintReport, asked, { keep: true })
  const change = (next: Partial<ReportSearch>) => void navigate({ to: '.', search: { ...search, ...next }, replace: true })
  const file = (table: 'groups' | 'days', format: 'csv' | 'xlsx') => addressOf(exportComplaintReport, { ...asked, table, format, language })
  return (
    <Page
      title={say('report.title')}
      actions={
        may('improvement.export') ? (
          <>
            <a className={style.file} href={file('groups', 'xlsx')} download>{say('report.xlsx')}</a>
            <a className={style.file} href={file('days', 'csv')} download>{say('report.csv')}</a>
          </>
        ) : undefined
      }
      bar={
        <div className={style.bar}>
          <Segments label={say('report.by')} value={group} options={reportGroups.map((id) => ({ id, label: say(`report.group.${id}`) }))} onChange={(id) => change({ group: id as 'branch', key: undefined })} />
          <span className={style.days}>
            <input type="date" aria-label={say('report.from')} value={from} max={until} onChange={({ target }) => target.value && change({ from: target.value })} />
            –
            <input type="date" aria-label={say('report.until')} value={until} min={from} max={today} onChange={({ target }) => target.value && change({ until: target.value })} />
          </span>
        </div>
      }
      isLoading={!data}
      error={data ? undefined : error}
      onRetry={() => void refetch()}
    >
      {data ? (
        data.totals.opened + data.before.opened === 0 ? (
          <EmptyState title={say('report.none')} />
        ) : (
          <div className={style.page}>
            <Tiles report={data} />
            <ReportDays report={data} />
            <Groups report={data} group={group} openKey={search.key} onOpen={(key) => change({ key })} />
            {search.key === undefined ? null : <BehindFigure regionId={regionId} from={from} until={until} group={group} groupKey={search.key} onClose={() => change({ key: undefined })} />}
            <details className={style.formulas}>
              <summary>{say('report.formulas')}</summary>
              <dl>{data.figures.map((one) => <div key={one.code}><dt>{pick(one)}</dt><dd>{pick(one.formula)}</dd></div>)}</dl>
            </details>
          </div>
        )
      ) : null}
    </Page>
  )
}

function Tiles({ report }: { report: Report }) {
  const { say, pick, language } = usePhrases('improvement')
  const { totals, base, change, targets } = report
  const figure = (code: string) => report.figures.find((one) => one.code === code)
  const tile = (code: string, value: string, small: string, isBad = false) => {
    const found = figure(code)
    return (
      <div key={code} className={style.tile} title={found ? pick(found.formula) : undefined}>
        <span>{found ? pick(found) : code}</span>
        <b className={isBad ? style.bad : undefined}>{value}</b>
        <small>{small}</small>
      </div>
    )
  }
  const rate = base.served ? totals.opened / base.served : null
  const firstTime = totals.ended ? totals.firstTime / totals.ended : null
  const users = base.users ? say('report.users', { n: base.users.toLocaleString(language), day: base.usersOn ?? '' }) : say('report.no-base')
  return (
    <div className={style.tiles}>
      {tile('opened', String(totals.opened), changeWords(say, change, report.before.opened))}
      {tile('rate', perCent(rate, 2), base.served ? say('report.of', { hits: totals.opened, of: base.served, target: perCent(targets.rate, 0) }) : say('report.no-base'), rate !== null && rate > targets.rate)}
      {tile('per-users', base.users ? perThousand(totals.opened, base.users, 10_000) : '—', users)}
      {tile('first-time', perCent(firstTime), say('report.of', { hits: totals.firstTime, of: totals.ended, target: perCent(targets.firstTime, 0) }), firstTime !== null && firstTime < targets.firstTime)}
      {tile('in-time', perCent(totals.timed ? totals.inTime / totals.timed : null), say('report.n', { hits: totals.inTime, of: totals.timed }))}
      {tile('repeats', String(totals.repeats), say('report.before', { n: report.before.repeats }))}
      {tile('appeals', base.users ? perThousand(totals.appeals, base.users, 1_000_000) : '—', say('report.appeals', { n: totals.appeals }))}
    </div>
  )
}

type Say = ReturnType<typeof usePhrases>['say']

function changeWords(say: Say, change: Report['change'], before: number): string {
  if (change.ratio === null) return say('report.before', { n: before })
  return say(change.stands ? 'report.change-real' : 'report.change-chance', { ratio: times(change.ratio), low: times(change.low), high: change.high === null ? '∞' : times(change.high), p: change.p < 0.001 ? '<0.001' : change.p.toFixed(3), n: before })
}

function Groups({ report, group, openKey, onOpen }: { report: Report; group: string; openKey: string | undefined; onOpen: (key: string) => void }) {
  const { say, pick } = usePhrases('improvement')
  const units = useUnitOptions()
  const names = new Map(report.names.map((one) => [one.key, pick(one)]))
  const nameOf = (key: string) => (group === 'unit' || group === 'place' ? units.unitName(key) : names.get(key)) ?? (key === '' || key === '.' || key.startsWith('00000000-') ? say('report.unknown') : key)
  const most = Math.max(1, ...report.groups.map(({ opened }) => opened))
  return (
    <div className={style.scroll} tabIndex={0} role="region" aria-label={say('report.table')}>
      <table className={style.table}>
        <thead>
          <tr>
            <th scope="col">{say(`report.group.${group}`)}</th>
            {(['opened', 'before-short', 'change', 'first-time', 'in-time', 'repeats', 'appeals-short'] as const).map((code) => <th key={code} scope="col">{say(`report.column.${code}`)}</th>)}
          </tr>
        </thead>
        <tbody>
          {report.groups.map((row) => (
            <tr key={row.key} className={row.key === openKey ? style.open : undefined}>
              <th scope="row">
                <button type="button" className={style.key} onClick={() => onOpen(row.key)}>{nameOf(row.key)}</button>
                {row.hot ? <span className={style.hot}>{say('report.hot')}</span> : null}
              </th>
              <td><span className={style.bar1} style={{ width: `${(60 * row.opened) / most}px` }} />{row.opened}</td>
              <td>{row.openedBefore}</td>
              <td title={changeWords(say, row.change, row.openedBefore)}>{row.change.ratio === null ? '—' : `×${times(row.change.ratio)}`} <small>p {row.change.p < 0.001 ? '<0.001' : row.change.p.toFixed(2)}</small></td>
              <td>{perCent(row.ended ? row.firstTime / row.ended : null)} <small>n {row.ended}</small></td>
              <td>{perCent(row.timed ? row.inTime / row.timed : null)} <small>n {row.timed}</small></td>
              <td>{row.repeats}</td>
              <td>{row.appeals}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
