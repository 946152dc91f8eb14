import { useState } from 'react'
import { now } from '../now.ts'
import { PromiseBadge } from '../promise-badge.tsx'
import type { PromiseFacts } from '../promise-state.ts'
import { PromiseWhy, type Segment } from '../promise-why.tsx'
import { RelativeTime } from '../relative-time.tsx'
import { TimeLeft } from '../time-left.tsx'
import { useWords } from '../words.ts'
import { Story } from './story-page.tsx'
import style from './story-page.module.css'

const minute = 60_000
const hour = 60 * minute

/** The promise's badge in every state, its explanation, and the plain times. */
export function PromiseStories() {
  const { language } = useWords()
  const zh = language === 'zh-CN'
  const [at] = useState(now)
  const iso = (ms: number) => new Date(at + ms).toISOString()
  const name = zh ? '首次响应' : 'First response'
  const running: PromiseFacts = {
    state: 'running',
    startedAt: iso(-18 * minute),
    atRiskAt: iso(8 * minute),
    dueAt: iso(12 * minute + 5_000)
  }
  const states: PromiseFacts[] = [
    running,
    { state: 'running', startedAt: iso(-5 * hour), dueAt: iso(31 * hour) },
    { state: 'running', startedAt: iso(-25 * minute), atRiskAt: iso(-minute), dueAt: iso(4 * minute + 10_000) },
    { state: 'kept', dueAt: iso(10 * minute), settledAt: iso(-5 * minute) },
    { state: 'broken', dueAt: iso(-65 * minute) },
    { state: 'paused', leftMs: 2 * hour },
    { state: 'cancelled' }
  ]
  const segments: Segment[] = [
    { from: iso(-15 * hour), to: iso(-14 * hour), counts: true, reason: zh ? '工作时间' : 'Working hours' },
    { from: iso(-14 * hour), to: iso(-3 * hour), counts: false, reason: zh ? '夜间不计' : 'Night' },
    { from: iso(-3 * hour), to: iso(-1.5 * hour), counts: true, reason: zh ? '工作时间' : 'Working hours' },
    {
      from: iso(-1.5 * hour),
      to: iso(-0.5 * hour),
      counts: false,
      reason: zh ? '等待客户补充资料' : 'Waiting for the customer'
    },
    { from: iso(-0.5 * hour), to: iso(1 * hour), counts: true, reason: zh ? '工作时间' : 'Working hours' }
  ]
  const why = () => (
    <PromiseWhy
      name={zh ? '答复' : 'Answer'}
      state="running"
      startedAt={iso(-15 * hour)}
      dueAt={iso(1 * hour)}
      limitMs={4 * hour}
      source={{
        document: zh ? '客户服务规范（示例）' : 'Customer service norm (sample)',
        article: zh ? '第 12 条' : 'art. 12',
        text: zh
          ? '一般咨询应在受理后 4 个工作小时内答复客户。'
          : 'Ordinary inquiries are answered within 4 working hours.'
      }}
      segments={segments}
      links={<a href="#clause">{zh ? '查看条款' : 'Open the clause'}</a>}
    />
  )
  return (
    <>
      <Story name="PromiseBadge" note={zh ? '按下即解释' : 'press to be told why'}>
        {(['normal', 'small', 'large'] as const).map((size) => (
          <div key={size} className={style.row}>
            {states.map((facts, index) => (
              // The states of a story have no other identity than their place.
              <PromiseBadge
                key={`${size}${index + 1}`}
                {...facts}
                size={size}
                name={size === 'normal' ? name : undefined}
                why={why}
              />
            ))}
          </div>
        ))}
        <div className={style.row}>
          <TimeLeft until={iso(12 * minute)} />
          <TimeLeft until={iso(-2 * hour)} />
          <RelativeTime at={iso(-7 * minute)} />
          <RelativeTime at={iso(-7 * minute)} exact />
          <RelativeTime at={iso(-50 * hour)} exact />
        </div>
      </Story>
      <Story name="PromiseWhy" flush>
        {why()}
      </Story>
    </>
  )
}
