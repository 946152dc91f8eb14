import { customerTimeline } from '@shouwen/contract/contacts'
import type { OutputOf } from '@shouwen/contract/operation'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useReadPages } from '#lib/read.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { Icon, type IconName } from '#ui/icon.tsx'
import { useNow } from '#ui/now.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { Segments } from '#ui/segments.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { dayKey, dayOf, hourOf, instantOf } from '#ui/time.ts'
import { useWords } from '#ui/words.ts'
import { Block } from './block.tsx'
import style from './customer-timeline.module.css'

type Item = OutputOf<typeof customerTimeline>['items'][number]
const types = ['all', 'conversation', 'ticket', 'survey'] as const
const channelIcons: Record<string, IconName> = {
  chat: 'chat',
  email: 'mail',
  phone: 'call',
  hall: 'hall',
  letter: 'file',
  social: 'people',
  api: 'webhook'
}

/** One history over every channel, whoever served: newest first. */
export function CustomerTimeline({ at }: { at: { regionId: number; customerId: string } }) {
  const { say } = usePhrases('customers')
  const words = useWords()
  const nowMs = useNow(60_000)
  const [type, setType] = useState<(typeof types)[number]>('all')
  const pages = useReadPages(customerTimeline, { ...at, limit: 40 })
  const items = type === 'all' ? pages.items : pages.items.filter((item) => item.type === type)
  const days = Map.groupBy(items, (item) => dayKey(item.at, words))
  return (
    <Block title={say('timeline.title')} flush>
      {pages.items.length > 0 ? (
        <div className={style.tools}>
          <Segments
            label={say('timeline.show')}
            value={type}
            options={types.map((each) => ({ id: each, label: say(`timeline.type.${each}`) }))}
            onChange={(id) => setType(id as (typeof types)[number])}
          />
        </div>
      ) : null}
      {pages.error ? <RefusalNotice refusal={pages.error} onRetry={pages.retry} /> : null}
      {pages.isLoading ? (
        <div className={style.foot}>
          <Skeleton lines={6} />
        </div>
      ) : null}
      {!pages.isLoading && !pages.error && items.length === 0 ? (
        <EmptyState compact title={say(pages.items.length > 0 ? 'timeline.none-shown' : 'timeline.none')} />
      ) : null}
      {[...days].map(([day, ofDay]) => (
        <section key={day} className={style.day}>
          <h3>{dayOf(ofDay[0]?.at ?? day, words, nowMs)}</h3>
          <ol>
            {ofDay.map((item) => (
              <li key={item.id}>
                <span className={`${style.icon} ${style[item.type]}`}>
                  <Icon name={iconOf(item)} size={14} />
                </span>
                <TimelineEntry item={item} />
                <time dateTime={item.at} title={instantOf(item.at, words)}>
                  {hourOf(item.at, words)}
                </time>
              </li>
            ))}
          </ol>
        </section>
      ))}
      {pages.hasMore ? (
        <div className={style.foot}>
          <Button size="small" loading={pages.isReadingMore} onClick={pages.readMore}>
            {say('timeline.more')}
          </Button>
        </div>
      ) : null}
    </Block>
  )
}

function TimelineEntry({ item }: { item: Item }) {
  const { say } = usePhrases('customers')
  const facts = [
    item.type === 'conversation'
      ? say(`channel.${item.what}`)
      : item.type === 'ticket'
        ? say(`ticket-kind.${item.what}`)
        : say('timeline.type.survey'),
    item.type === 'conversation'
      ? say(`conversation-state.${item.state}`)
      : item.type === 'ticket'
        ? say(`ticket-status.${item.state}`)
        : undefined,
    item.messages ? say('timeline.messages', { count: item.messages }) : undefined,
    item.staff ? `${item.staff.name} ${item.staff.jobNumber}` : undefined
  ].filter((each) => each !== undefined)
  return (
    <div className={style.entry}>
      <p>
        {item.type === 'survey' && item.score !== null ? <Score score={item.score} /> : null}
        <strong>{item.type === 'survey' ? say(`timeline.survey.${item.state}`) : item.title}</strong>
        {item.ticketId ? (
          <Link to="/tickets/$ticketId" params={{ ticketId: item.ticketId }} className="number">
            {item.ticketNumber}
          </Link>
        ) : null}
      </p>
      {item.preview ? <p className={style.preview}>{item.preview}</p> : null}
      <p className={style.facts}>{facts.join(' · ')}</p>
    </div>
  )
}

function Score({ score }: { score: number }) {
  const { say } = usePhrases('customers')
  return (
    <span className={score <= 2 ? style.low : style.score} title={say('timeline.score')}>
      {score}
    </span>
  )
}

function iconOf(item: Item): IconName {
  if (item.type === 'ticket') return 'ticket'
  if (item.type === 'survey') return 'survey'
  return channelIcons[item.what] ?? 'chat'
}
