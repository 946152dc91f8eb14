import type { ReactNode } from 'react'
import { type Attachment, Attachments } from './attachments.tsx'
import { Avatar } from './avatar.tsx'
import { Icon, type IconName } from './icon.tsx'
import { useNow } from './now.ts'
import { dayKey, dayOf, hourOf, instantOf } from './time.ts'
import style from './timeline.module.css'
import { useWords } from './words.ts'

type Said = {
  author: string
  /** Said after the name: a job number. */
  mark?: string | undefined
  /** Null where only files were sent. */
  body: ReactNode
  attachments?: readonly Attachment[]
}

/** Something that happened, was said to or by the customer, or was noted among colleagues. */
export type TimelineItem = { id: string; at: string } & (
  | { kind: 'event'; icon?: IconName; text: ReactNode; by?: string; detail?: ReactNode }
  | ({
      kind: 'message'
      /** `in`: from the customer. */
      side: 'in' | 'out'
      channel?: string
      /** Undefined once it has surely arrived. */
      delivery?: 'sending' | 'failed' | 'read'
      onRetry?: () => void
    } & Said)
  | ({ kind: 'note' } & Said)
)

/** A course of events, oldest first, grouped by day. New messages are announced to screen readers. */
export function Timeline({
  items,
  label,
  empty
}: {
  items: readonly TimelineItem[]
  label: string
  empty?: ReactNode
}) {
  const words = useWords()
  const nowMs = useNow(60_000)
  if (items.length === 0) return <>{empty}</>
  const days = Map.groupBy(items, (item) => dayKey(item.at, words))
  return (
    <div className={style.timeline} role="log" aria-label={label} aria-live="polite" aria-relevant="additions">
      {[...days].map(([day, ofDay]) => (
        <section key={day}>
          <h3 className={style.day}>
            <span>{dayOf(ofDay[0]?.at ?? day, words, nowMs)}</span>
          </h3>
          {ofDay.map((item, index) => (
            <Item key={item.id} item={item} follows={isContinued(ofDay[index - 1], item)} />
          ))}
        </section>
      ))}
    </div>
  )
}

/** Messages of one author within five minutes stand together under one head. */
function isContinued(before: TimelineItem | undefined, item: TimelineItem): boolean {
  if (!before || before.kind !== item.kind || item.kind === 'event' || before.kind === 'event') return false
  return before.author === item.author && Date.parse(item.at) - Date.parse(before.at) < 300_000
}

function Item({ item, follows }: { item: TimelineItem; follows: boolean }) {
  const words = useWords()
  const time = (
    <time dateTime={item.at} title={instantOf(item.at, words)}>
      {hourOf(item.at, words)}
    </time>
  )
  if (item.kind === 'event')
    return (
      <div className={style.event}>
        <span className={style.eventIcon}>
          <Icon name={item.icon ?? 'clock'} size={13} />
        </span>
        <span className={style.eventText}>
          {item.text}
          {item.by ? <span className={style.by}> · {item.by}</span> : null}
          {item.detail ? <div className={style.detail}>{item.detail}</div> : null}
        </span>
        {time}
      </div>
    )
  const out = item.kind === 'message' && item.side === 'out'
  const classes = [style.said, out && style.out, item.kind === 'note' && style.note, follows && style.follows]
  return (
    <article className={classes.filter(Boolean).join(' ')}>
      <div className={style.face}>{follows ? null : <Avatar name={item.author} size={28} />}</div>
      <div className={style.column}>
        {follows ? null : (
          <header className={style.saidHead}>
            <strong>{item.author}</strong>
            {item.mark ? <span>{item.mark}</span> : null}
            {item.kind === 'note' ? <span className={style.noteMark}>{words.say('timeline.note')}</span> : null}
            {item.kind === 'message' && item.channel ? <span>{item.channel}</span> : null}
            {time}
          </header>
        )}
        {item.body === null ? null : <div className={style.bubble}>{item.body}</div>}
        {item.attachments?.length ? <Attachments list={item.attachments} /> : null}
        {item.kind === 'message' && item.delivery ? (
          <div className={item.delivery === 'failed' ? style.failed : style.delivery}>
            {words.say(`timeline.${item.delivery}`)}
            {item.delivery === 'failed' && item.onRetry ? (
              <button type="button" onClick={item.onRetry}>
                {words.say('retry')}
              </button>
            ) : null}
          </div>
        ) : null}
      </div>
    </article>
  )
}
