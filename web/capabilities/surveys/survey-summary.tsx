import type { summariseSurveys } from '@shouwen/contract/surveys'
import type { OutputOf } from '@shouwen/contract/operation'
import { type ReactNode, useMemo } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import type { useRead } from '#lib/read.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { NumberStat } from '#ui/number-stat.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { Segments } from '#ui/segments.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { percent } from './share-words.ts'
import { groupings } from './survey-search.ts'
import style from './survey-summary.module.css'

type Summary = OutputOf<typeof summariseSurveys>
type Group = Summary['groups'][number]
type By = (typeof groupings)[number]

/** Response rate and share of satisfied customers, each with its formula under it; then by unit, person, channel, kind or time. */
export function SurveySummary({
  read,
  by,
  tools,
  onBy,
  onGroup
}: {
  read: ReturnType<typeof useRead<typeof summariseSurveys>>
  by: By
  tools: ReactNode
  onBy: (by: By) => void
  onGroup: (key: string) => void
}) {
  const { say } = usePhrases('surveys')
  const { data, error } = read
  return (
    <div className={style.summary}>
      <div className={style.tools}>{tools}</div>
      {error && !data ? <RefusalNotice refusal={error} onRetry={() => void read.refetch()} /> : null}
      {!data && !error ? <Skeleton lines={8} height={14} /> : null}
      {data ? (
        <>
          <Totals total={data.total} />
          <div className={style.by}>
            <Segments
              label={say('by.label')}
              value={by}
              options={groupings.map((each) => ({ id: each, label: say(`by.${each}`) }))}
              onChange={(id) => onBy(id as By)}
            />
          </div>
          {data.groups.length === 0 ? (
            <EmptyState title={say('none')}>{say('none-text')}</EmptyState>
          ) : (
            <Groups groups={data.groups} by={by} onGroup={onGroup} />
          )}
        </>
      ) : null}
    </div>
  )
}

function Totals({ total }: { total: Summary['total'] }) {
  const { say } = usePhrases('surveys')
  return (
    <>
      <div className={style.stats}>
        <NumberStat
          label={say('figure.satisfied')}
          value={percent(total.satisfied.overall)}
          tone="accent"
          detail={say('formula.satisfied')}
        />
        <NumberStat
          label={say('figure.process')}
          value={percent(total.satisfied.process)}
          detail={say('formula.question')}
        />
        <NumberStat
          label={say('figure.result')}
          value={percent(total.satisfied.result)}
          detail={say('formula.question')}
        />
        <NumberStat
          label={say('figure.rate')}
          value={percent(total.responseRate)}
          detail={say('formula.rate', { answered: total.answered, asked: total.asked })}
        />
        <NumberStat
          label={say('figure.low')}
          value={total.low}
          tone={total.low > 0 ? 'bad' : 'neutral'}
          detail={say('formula.low')}
        />
      </div>
    </>
  )
}

function Groups({ groups, by, onGroup }: { groups: readonly Group[]; by: By; onGroup: (key: string) => void }) {
  const { say, pick, language } = usePhrases('surveys')
  const isTime = by === 'day' || by === 'month'
  const name = useMemo(
    () => (group: Group) =>
      group.name
        ? pick(group.name)
        : by === 'channel' || by === 'kind'
          ? say(`${by}.${group.key}`)
          : isTime
            ? group.key
            : say('nobody'),
    [pick, say, by, isTime]
  )
  return (
    <div className={style.scroll}>
      <table className={style.groups} lang={language}>
        <caption className="visually-hidden">{say('by.label')}</caption>
        <thead>
          <tr>
            <th scope="col">{say(`by.${by}`)}</th>
            <th scope="col">{say('figure.asked')}</th>
            <th scope="col">{say('figure.answered')}</th>
            <th scope="col">{say('figure.rate')}</th>
            <th scope="col" className={style.wide}>
              {say('figure.satisfied')}
            </th>
            <th scope="col">{say('figure.process')}</th>
            <th scope="col">{say('figure.result')}</th>
            <th scope="col">{say('figure.low')}</th>
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={group.key}>
              <th scope="row">
                {isTime || (!group.name && by !== 'channel' && by !== 'kind') ? (
                  name(group)
                ) : (
                  <button type="button" onClick={() => onGroup(group.key)}>
                    {name(group)}
                  </button>
                )}
              </th>
              <td>{group.asked}</td>
              <td>{group.answered}</td>
              <td>{percent(group.responseRate)}</td>
              <td className={style.wide}>
                <span className={style.share}>
                  <span className={style.track} aria-hidden>
                    <i style={{ width: `${(group.satisfied.overall ?? 0) * 100}%` }} />
                  </span>
                  <b>{percent(group.satisfied.overall)}</b>
                </span>
              </td>
              <td>{percent(group.satisfied.process)}</td>
              <td>{percent(group.satisfied.result)}</td>
              <td className={group.low > 0 ? style.low : undefined}>{group.low}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
