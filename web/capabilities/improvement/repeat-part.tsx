import { readSameMatter, reviewRepeat, type SameMatterView, settleSameMatter } from '@shouwen/contract/improvement-patterns'
import type { Static } from '@shouwen/contract/operation'
import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import style from './loop.module.css'

export type SameMatter = Static<typeof SameMatterView>
type Asking = 'merge' | 'apart' | 'review'

/** Whether this complaint is an earlier one again, and what is decided about it; nothing when it is not. @norm TK-31 */
export function RepeatPart({ ticketId }: { ticketId: string }) {
  const { say } = usePhrases('improvement')
  const { data } = useRead(readSameMatter, { ticketId })
  if (!data?.item) return null
  return (
    <section className={style.part} aria-label={say('same.title')}>
      <h2>{say('same.title')}</h2>
      <OneSameMatter matter={data.item} />
    </section>
  )
}

/** One pair: which two, why they are held for one matter, and what can be decided. */
export function OneSameMatter({ matter }: { matter: SameMatter }) {
  const { say } = usePhrases('improvement')
  const [asking, setAsking] = useState<Asking>()
  return (
    <div className={style.rows}>
      <p className={style.line}>
        <StatusTag tone={matter.state === 'open' ? 'warn' : 'neutral'} settled={matter.state !== 'open'}>
          {say(`same.kind.${matter.kind}`)}
        </StatusTag>
        <span>{say(`same.state.${matter.state}`)}</span>
        <span className={style.small}>{say('same.nth', { nth: matter.nth })}</span>
      </p>
      <p className={style.text}>
        {say(`same.told.${matter.kind}`, { since: between(matter.secondsBetween, say), by: say(`same.by.${matter.matchedBy}`) })}{' '}
        <Link to="/tickets/$ticketId" params={{ ticketId: matter.earlier.id }}>
          {matter.earlier.number} {matter.earlier.title}
        </Link>
      </p>
      {matter.earlierCloser ? <p className={style.small}>{say('same.closer', { who: `${matter.earlierCloser.name} ${matter.earlierCloser.jobNumber}` })}</p> : null}
      {matter.reason ? <p className={style.small}>{say('same.reason', { who: matter.settledBy ? `${matter.settledBy.name} ${matter.settledBy.jobNumber}` : '—', reason: matter.reason })}</p> : null}
      {asking ? (
        <Decide matter={matter} asking={asking} onDone={() => setAsking(undefined)} />
      ) : matter.can.merge || matter.can.review ? (
        <p className={style.line}>
          {matter.can.merge ? (
            <>
              <Button size="small" type="primary" onClick={() => setAsking('merge')}>{say('same.act.merge')}</Button>
              <Button size="small" onClick={() => setAsking('apart')}>{say('same.act.apart')}</Button>
            </>
          ) : null}
          {matter.can.review ? <Button size="small" type="primary" onClick={() => setAsking('review')}>{say('same.act.review')}</Button> : null}
        </p>
      ) : matter.state === 'open' ? (
        <p className={style.small}>{say(`same.waits.${matter.kind}`)}</p>
      ) : null}
    </div>
  )
}

function Decide({ matter, asking, onDone }: { matter: SameMatter; asking: Asking; onDone: () => void }) {
  const { say } = usePhrases('improvement')
  const settle = useAct(settleSameMatter)
  const review = useAct(reviewRepeat)
  const [text, setText] = useState('')
  const said = text.trim()
  const submit = async () => {
    const ticketId = matter.ticket.id
    const done = asking === 'review' ? await review.act({ ticketId, finding: said }) : await settle.act({ ticketId, decision: asking, reason: said.replaceAll('\n', ' ').slice(0, 300) })
    if (done) onDone()
  }
  const refusal = settle.refusal ?? review.refusal
  return (
    <form
      className={style.rows}
      onSubmit={(event) => {
        event.preventDefault()
        if (said !== '') void submit()
      }}
    >
      <Input.TextArea autoFocus value={text} maxLength={asking === 'review' ? 2000 : 300} autoSize={{ minRows: 2, maxRows: 6 }} aria-label={say(`same.ask.${asking}`)} placeholder={say(`same.ask.${asking}`)} onChange={(event) => setText(event.target.value)} />
      <span className={style.line}>
        <Button size="small" type="primary" htmlType="submit" disabled={said === ''} loading={settle.isBusy || review.isBusy}>{say(`same.act.${asking}`)}</Button>
        <Button size="small" onClick={onDone}>{say('leave')}</Button>
      </span>
      {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
    </form>
  )
}

type Say = ReturnType<typeof usePhrases>['say']

/** A time in the unit people would use. */
function between(seconds: number, say: Say): string {
  if (seconds < 3600) return say('span.minutes', { count: Math.max(1, Math.round(seconds / 60)) })
  if (seconds < 86_400) return say('span.hours', { count: Math.round(seconds / 3600) })
  return say('span.days', { count: Math.round(seconds / 86_400) })
}
