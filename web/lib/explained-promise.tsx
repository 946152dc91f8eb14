import type { OutputOf, Static } from '@shouwen/contract/operation'
import { explainPromise, type PromiseView } from '@shouwen/contract/promises'
import { Link } from '@tanstack/react-router'
import { PromiseBadge } from '#ui/promise-badge.tsx'
import type { PromiseFacts } from '#ui/promise-state.ts'
import { PromiseWhy, type Segment } from '#ui/promise-why.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import style from './explained-promise.module.css'
import { usePhrases } from './phrases.ts'
import { useRead } from './read.ts'

export type ServerPromise = Static<typeof PromiseView>

/** The badge of a promise of the server; pressing it asks the server why and shows every stretch of time. */
export function ExplainedPromise({
  promise,
  named,
  size
}: {
  promise: ServerPromise
  named?: boolean
  size?: 'small' | 'normal' | 'large'
}) {
  const { pick } = usePhrases('promises')
  return (
    <PromiseBadge
      {...factsOf(promise)}
      size={size}
      name={named ? pick(promise.title) : undefined}
      why={() => <PromiseExplained promiseId={promise.id} />}
    />
  )
}

/** What a badge needs of a promise as the contract has it. */
export function factsOf(promise: ServerPromise): PromiseFacts {
  return {
    state: promise.state === 'running' && promise.atRisk ? 'at-risk' : promise.state,
    dueAt: promise.dueAt,
    startedAt: promise.startedAt,
    atRiskAt: promise.atRiskAt,
    settledAt: promise.stoppedAt,
    leftMs: promise.remainingMs
  }
}

/** Why a deadline is when it is: the words of the source, the stretches that counted, and what the clause asked about the case. */
function PromiseExplained({ promiseId }: { promiseId: string }) {
  const { say, pick } = usePhrases('promises')
  const { data, error, refetch } = useRead(explainPromise, { promiseId })
  if (error && !data)
    return (
      <div className={style.wait}>
        <RefusalNotice refusal={error} onRetry={() => void refetch()} />
      </div>
    )
  if (!data)
    return (
      <div className={style.wait} role="status" aria-label={say('reading')}>
        <Skeleton lines={6} />
      </div>
    )
  const { promise, clause, calendar, row } = data
  return (
    <PromiseWhy
      {...factsOf(promise)}
      name={pick(promise.title)}
      source={{
        document: pick(clause.document),
        article: clause.article ?? undefined,
        text: pick(clause.words),
        note: clause.trust === 'assumed' || row?.assumed ? say('assumed') : undefined
      }}
      segments={segmentsOf(data.steps, promise, { say, pick })}
      links={
        <div className={style.facts}>
          <p>{say('limit', { limit: pick(data.limit) })}</p>
          <p>
            {say('calendar', { name: pick(calendar.name), zone: calendar.zone })}
            {calendar.missingYears.length > 0
              ? ` · ${say('calendar-missing', { years: calendar.missingYears.join(', ') })}`
              : ''}
          </p>
          {data.facts.length > 0 ? (
            <p>{data.facts.map((fact) => `${pick(fact.words)} ${pick(fact.value)}`).join(' · ')}</p>
          ) : null}
          <p className={style.clause}>
            <Link to="/promises/$promiseId" params={{ promiseId }}>
              {say('whole')}
            </Link>
            {promise.clauseId} v{promise.clauseVersion} · {promise.norms.join(' ')}
          </p>
        </div>
      }
    />
  )
}

type Step = OutputOf<typeof explainPromise>['steps'][number]
type Words = Pick<ReturnType<typeof usePhrases>, 'say' | 'pick'>

/** The steps of an explained promise as stretches of the bar; `words` are those of phrases/promises. */
export function segmentsOf(steps: readonly Step[], promise: ServerPromise, words: Words): Segment[] {
  return steps.flatMap((step) => segmentOf(step, promise, words))
}

/** A step of the kernel as a stretch of the bar; a step without an end (an endless pause) ends where the promise does. */
function segmentOf(step: Step, promise: ServerPromise, { say, pick }: Words): Segment[] {
  const to =
    step.to ?? promise.stoppedAt ?? new Date(Math.max(Date.now(), Date.parse(step.from) + 60_000)).toISOString()
  if (to <= step.from) return []
  const reason = step.pauseReason ? pick(step.pauseReason) : step.name ? pick(step.name) : say(`step.${step.kind}`)
  const makeUp = step.makeUpDays.map(({ date, name }) => (name ? `${date} ${pick(name)}` : date)).join(', ')
  return [
    {
      from: step.from,
      to,
      counts: step.kind === 'running',
      reason: makeUp ? `${reason} (${say('make-up', { days: makeUp })})` : reason
    }
  ]
}
