import type { getReplay } from '@shouwen/contract/replays'
import { listReplayCases } from '@shouwen/contract/replays'
import type { OutputOf } from '@shouwen/contract/operation'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useReadPages } from '#lib/read.ts'
import { useCan } from '#lib/session.ts'
import { useUnitOptions } from '#lib/unit-options.ts'
import { type Column, DataList } from '#ui/data-list.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { now } from '#ui/now.ts'
import { StatusTag, type Tone } from '#ui/status-tag.tsx'
import { lengthOf, momentOf } from '#ui/time.ts'
import { useWords } from '#ui/words.ts'
import { percent } from './months-kept.ts'
import style from './replay.module.css'

type ReplayView = OutputOf<typeof getReplay>
type Case = OutputOf<typeof listReplayCases>['items'][number]
type Outcomes = NonNullable<ReplayView['before']>
const outcomes = ['kept', 'broken', 'open', 'cancelled', 'none'] as const

/** How far a replay is; when done, outcomes before and after side by side and the cases decided differently. */
export function ReplayResult({ replay }: { replay: ReplayView }) {
  const { say } = usePhrases('norms')
  if (replay.state === 'failed') return <EmptyState kind="nothing" title={say('replay.failed')} />
  if (replay.state === 'running' || !replay.before || !replay.after)
    return (
      <div className={style.progress} role="status">
        <p>{say('replay.running', { done: replay.done, total: replay.total })}</p>
        <progress value={replay.done} max={Math.max(1, replay.total)} aria-label={say('replay.progress')} />
      </div>
    )
  if (replay.total === 0) return <EmptyState kind="nothing" title={say('replay.no-cases')} />
  return (
    <div className={style.result}>
      <Comparison replay={replay} before={replay.before} after={replay.after} />
      <ChangedCases replay={replay} />
    </div>
  )
}

function Comparison({ replay, before, after }: { replay: ReplayView; before: Outcomes; after: Outcomes }) {
  const { say } = usePhrases('norms')
  const share = ({ kept, broken }: Outcomes) => (kept + broken === 0 ? null : kept / (kept + broken))
  return (
    <section className={style.comparison} aria-label={say('replay.comparison')} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('replay.cases', { count: replay.total })}</th>
            {outcomes.map((outcome) => (
              <th key={outcome} scope="col">
                {say(`replay.outcome.${outcome}`)}
              </th>
            ))}
            <th scope="col">{say('usage.share')}</th>
            <th scope="col" className={style.barCell}>
              <span className="visually-hidden">{say('replay.bar')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {(
            [
              ['before', before],
              ['after', after]
            ] as const
          ).map(([when, counts]) => (
            <tr key={when}>
              <th scope="row">{say(`replay.${when}`, { version: replay.version })}</th>
              {outcomes.map((outcome) => (
                <td key={outcome}>
                  {counts[outcome]}
                  {when === 'after' && after[outcome] !== before[outcome] ? (
                    <Delta by={after[outcome] - before[outcome]} />
                  ) : null}
                </td>
              ))}
              <td>
                <strong>{percent(share(counts))}</strong>
              </td>
              <td className={style.barCell}>
                <span className={style.bar} aria-hidden>
                  {outcomes.map((outcome) => (
                    <i
                      key={outcome}
                      className={style[outcome]}
                      style={{ flexGrow: counts[outcome] }}
                      title={`${say(`replay.outcome.${outcome}`)} ${counts[outcome]}`}
                    />
                  ))}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{say('replay.formula')}</p>
    </section>
  )
}

function Delta({ by }: { by: number }) {
  return <small>{by > 0 ? `+${by}` : `−${-by}`}</small>
}

const tone: Record<string, Tone> = { kept: 'good', broken: 'bad', open: 'accent', cancelled: 'neutral' }

function ChangedCases({ replay }: { replay: ReplayView }) {
  const { say } = usePhrases('norms')
  const words = useWords()
  const may = useCan()
  const navigate = useNavigate()
  const { regionName } = useUnitOptions()
  const cases = useReadPages(listReplayCases, { replayId: replay.id, limit: 100 })
  const columns = useMemo<Column<Case>[]>(() => {
    const outcome = (value: Case['before']) =>
      value === null ? (
        <StatusTag>{say('replay.outcome.none')}</StatusTag>
      ) : (
        <StatusTag tone={tone[value] ?? 'neutral'} settled>
          {say(`replay.outcome.${value}`)}
        </StatusTag>
      )
    const due = (at: string | null) => (at ? <span className="number">{momentOf(at, words, now())}</span> : '—')
    return [
      {
        id: 'before',
        title: say('replay.before-short'),
        width: '110px',
        phone: 'title',
        cell: (row) => outcome(row.before)
      },
      {
        id: 'after',
        title: say('replay.after-short'),
        width: '110px',
        phone: 'corner',
        cell: (row) => outcome(row.after)
      },
      { id: 'beforeDue', title: say('replay.due-before'), width: '140px', cell: (row) => due(row.beforeDueAt) },
      { id: 'afterDue', title: say('replay.due-after'), width: '140px', cell: (row) => due(row.afterDueAt) },
      {
        id: 'moved',
        title: say('replay.moved'),
        width: '120px',
        cell: (row) => {
          if (!row.beforeDueAt || !row.afterDueAt) return '—'
          const by = Date.parse(row.afterDueAt) - Date.parse(row.beforeDueAt)
          return by === 0
            ? '—'
            : say(by < 0 ? 'replay.earlier' : 'replay.later', { time: lengthOf(by, words.language) })
        }
      },
      {
        id: 'subject',
        title: say('replay.case'),
        width: 'minmax(160px, 1fr)',
        cell: (row) => `${say(`subject.${row.subjectKind}`)} · ${regionName(row.regionId)}`
      }
    ]
  }, [say, words, regionName])
  return (
    <DataList
      id="replay-cases"
      main
      label={say('replay.changed', { count: replay.changed })}
      columns={columns}
      rows={cases.items}
      rowId={(row) => `${row.regionId} ${row.subjectId}`}
      onOpen={(row) => {
        if (row.subjectKind === 'ticket' && may('ticket.read', row.regionId))
          void navigate({ to: '/tickets/$ticketId', params: { ticketId: row.subjectId } })
      }}
      isLoading={cases.isLoading}
      error={cases.error}
      onRetry={cases.retry}
      hasMore={cases.hasMore}
      isReadingMore={cases.isReadingMore}
      onReadMore={cases.readMore}
      empty={<EmptyState compact kind="done" title={say('replay.no-change')} />}
      tools={<strong>{say('replay.changed', { count: replay.changed })}</strong>}
    />
  )
}
