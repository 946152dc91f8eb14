import type { ReactNode } from 'react'
import { now, useNow } from './now.ts'
import { phraseOf } from './promise-badge.tsx'
import { PromiseMark } from './promise-mark.tsx'
import { type PromiseFacts, standingOf, stepOf } from './promise-state.ts'
import style from './promise-why.module.css'
import { SegmentBar } from './segment-bar.tsx'
import { dayKey, hourOf, instantOf, lengthOf, momentOf } from './time.ts'
import { useWords } from './words.ts'

/** A stretch of time between start and deadline, and whether the clock counted in it. */
export type Segment = {
  from: string
  to: string
  counts: boolean
  /** In words: 工作时间, 夜间不计, 等待客户. */
  reason: string
}

export type PromiseWhyProps = PromiseFacts & {
  name: string
  /** Where the promise comes from, in the words of the source. */
  source: { document: string; article?: string; text: string; note?: ReactNode }
  /** The limit in milliseconds of counted time. */
  limitMs?: number
  segments: readonly Segment[]
  /** Link to the clause, the evidence and the like. */
  links?: ReactNode
}

/** Why this is the deadline: the words of the source, every segment, and the sum. */
export function PromiseWhy({ name, source, limitMs, segments, links, ...facts }: PromiseWhyProps) {
  const words = useWords()
  const { say, language } = words
  const nowMs = useNow(stepOf(facts, now()))
  const standing = standingOf(facts, nowMs)
  const until = facts.settledAt ? Date.parse(facts.settledAt) : nowMs
  return (
    <section className={style.why} aria-label={say('promise.why')}>
      <header className={`${style.head} ${style[standing.state]}`}>
        <PromiseMark state={standing.state} used={standing.used} size={18} />
        <strong>{name}</strong>
        <span className={style.state}>{phraseOf(standing, words).full}</span>
      </header>
      <blockquote className={style.source}>
        <p>{source.text}</p>
        <footer>
          {source.document}
          {source.article ? ` · ${source.article}` : ''}
          {source.note ? <span className={style.note}>{source.note}</span> : null}
        </footer>
      </blockquote>
      <SegmentBar segments={segments} nowMs={nowMs} settledAt={facts.settledAt ?? undefined} />
      <ol className={style.segments}>
        {segments.map((segment) => (
          <li key={segment.from} className={segment.counts ? style.counts : style.rests}>
            <span className={style.dot} aria-hidden />
            <span className={style.reason}>{segment.reason}</span>
            <time dateTime={segment.from} title={instantOf(segment.from, words)}>
              {momentOf(segment.from, words, nowMs)}
            </time>
            <span aria-hidden>–</span>
            <time dateTime={segment.to} title={instantOf(segment.to, words)}>
              {dayKey(segment.from, words) === dayKey(segment.to, words)
                ? hourOf(segment.to, words)
                : momentOf(segment.to, words, nowMs, segment.from)}
            </time>
            <span className={style.length}>
              {segment.counts ? lengthOf(span(segment), language) : say('promise.not-counted')}
            </span>
          </li>
        ))}
      </ol>
      <dl className={style.sum}>
        {limitMs !== undefined ? (
          <div>
            <dt>{say('promise.limit')}</dt>
            <dd>{lengthOf(limitMs, language)}</dd>
          </div>
        ) : null}
        <div>
          <dt>{say('promise.counted')}</dt>
          <dd>{lengthOf(countedUntil(segments, until), language)}</dd>
        </div>
        {facts.dueAt && facts.state !== 'paused' ? (
          <div>
            <dt>{say('promise.due')}</dt>
            <dd>
              <time dateTime={facts.dueAt} title={instantOf(facts.dueAt, words)}>
                {momentOf(facts.dueAt, words, nowMs)}
              </time>
            </dd>
          </div>
        ) : null}
        {facts.settledAt ? (
          <div>
            <dt>{say('promise.settled')}</dt>
            <dd>
              <time dateTime={facts.settledAt} title={instantOf(facts.settledAt, words)}>
                {momentOf(facts.settledAt, words, nowMs)}
              </time>
            </dd>
          </div>
        ) : null}
      </dl>
      {links ? <footer className={style.links}>{links}</footer> : null}
    </section>
  )
}

/** Counted time up to an instant, in milliseconds. */
export function countedUntil(segments: readonly Segment[], until: number): number {
  return segments
    .filter((each) => each.counts)
    .reduce((sum, each) => sum + Math.max(0, Math.min(Date.parse(each.to), until) - Date.parse(each.from)), 0)
}

function span(segment: Segment): number {
  return Math.max(0, Date.parse(segment.to) - Date.parse(segment.from))
}
