import type { RunView } from '@shouwen/contract/playbook-schemas'
import { listPlaybookRuns } from '@shouwen/contract/playbooks'
import { Button } from 'antd'
import { useReadPages } from '#lib/read.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { DeedStory } from './deed-story.tsx'
import { usePlaybookWords } from './playbook-words.ts'
import style from './run-list.module.css'

/** What playbooks did, the newest first: each step with its people and the queue before and after, each proposal with its answer. @norm CC-11 CC-18 */
export function RunList({ regionId }: { regionId: number }) {
  const { say } = usePlaybookWords()
  const runs = useReadPages(listPlaybookRuns, { regionId, limit: 20 })
  if (runs.error && runs.items.length === 0) return <RefusalNotice refusal={runs.error} onRetry={runs.retry} />
  if (runs.isLoading) return <Skeleton lines={8} />
  if (runs.items.length === 0) return <EmptyState title={say('history.none')}>{say('history.none-text')}</EmptyState>
  return (
    <div className={style.runs}>
      {runs.items.map((run) => (
        <Run key={run.id} regionId={regionId} run={run} />
      ))}
      {runs.hasMore ? <Button onClick={() => runs.readMore()}>{say('history.more')}</Button> : null}
    </div>
  )
}

function Run({ regionId, run }: { regionId: number; run: RunView }) {
  const { say, pick } = usePlaybookWords()
  return (
    <section className={style.run} aria-label={pick(run.playbook)}>
      <header className={style.head}>
        <h2>{pick(run.playbook)}</h2>
        <span>
          <RelativeTime at={run.startedAt} exact /> – {run.endedAt ? <RelativeTime at={run.endedAt} exact /> : say('history.now')}
        </span>
        <StatusTag tone={run.endedAt ? 'neutral' : 'warn'} settled={run.endedAt !== null}>
          {say(run.endedAt ? 'history.over' : 'history.running')}
        </StatusTag>
        <span className={style.quiet}>{run.startedBy ? say('book.started-by', { who: `${run.startedBy.jobNumber} ${run.startedBy.name}` }) : say('history.by-figures')}</span>
      </header>
      {run.deeds.map((deed) => (
        <DeedStory key={deed.id} regionId={regionId} deed={deed} />
      ))}
      <h3>{say('history.proposals')}</h3>
      <ul className={style.proposals}>
        {run.proposals.map((one) => (
          <li key={one.id}>
            <RelativeTime at={one.proposedAt} exact />
            <span>{one.kind === 'take' ? pick(one.step) : say('card.undo', { step: pick(one.step) })}</span>
            <span>
              {one.answer ? say(`answer.${one.answer}`) : say('answer.open')}
              {one.answeredBy ? ` · ${one.answeredBy.jobNumber} ${one.answeredBy.name}` : one.answer === 'executed' ? ` · ${say('history.by-itself')}` : ''}
              {one.note ? ` · ${one.note}` : ''}
            </span>
            {one.promise === 'kept' || one.promise === 'broken' ? (
              <StatusTag tone={one.promise === 'kept' ? 'good' : 'bad'} settled>
                {say(`promise.${one.promise}`)}
              </StatusTag>
            ) : (
              <span />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
