import { attachBehaviour, decideBehaviour, endBehaviour, readBehaviours } from '@shouwen/contract/handling-cards'
import type { OutputOf } from '@shouwen/contract/operation'
import { Link } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { toast } from '#ui/undo-toast.tsx'
import type { CaseTabProps } from '#web/complaints/case-tabs.ts'
import { BehaviourBook } from './behaviour-book.tsx'
import { Demands } from './demands.tsx'
import style from './handling.module.css'
import { MoodSelect, type Mood } from './mood-select.tsx'
import { Offers } from './offers.tsx'

export type Behaviours = OutputOf<typeof readBehaviours>

/** Books by behaviour for this ticket while it is open, special demands, and what was offered. @norm TK-37 TK-50 TK-53 TK-55 */
export function BehavioursPart({ ticketId, page: { ticket } }: CaseTabProps) {
  const { say, pick } = usePhrases('handling')
  const { data, error, refetch } = useRead(readBehaviours, { ticketId })
  const attach = useAct(attachBehaviour, { refreshes: [readBehaviours] })
  const [looked, setLooked] = useState<string>()
  const [mood, setMood] = useState<Mood>()
  if (error) return <RefusalNotice refusal={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton />
  const canWork = !['closed', 'cancelled', 'rejected'].includes(ticket.status)
  const free = data.books.filter(({ code }) => !data.uses.some((use) => use.behaviour === code))
  const book = free.find(({ code }) => code === looked)
  const choose = async () => {
    if (!book) return
    const done = await attach.act({ ticketId, behaviour: book.code, ...(mood ? { moodBefore: mood } : {}) })
    if (!done) return
    setLooked(undefined)
    toast({ text: say(done.state === 'asked' ? 'book.asked' : 'book.attached'), tone: 'good' })
  }
  return (
    <div className={style.columns}>
      <section className={style.part}>
        <h2>{say('book.title')}</h2>
        <p className={style.quiet}>{say('book.hint')}</p>
        {data.uses.map((use) => (
          <OneUse key={use.id} ticketId={ticketId} use={use} data={data} />
        ))}
        {canWork ? (
          <>
            <div className={style.acts}>
              <Select style={{ flex: 1, minWidth: 180 }} aria-label={say('book.choose')} placeholder={say('book.choose')} value={looked ?? null} onChange={(code: string) => setLooked(code)} options={free.map((one) => ({ value: one.code, label: pick(one) }))} />
              <MoodSelect label={say('mood.before')} value={mood} onChange={setMood} />
              <Button type="primary" disabled={!book} loading={attach.isBusy} onClick={() => void choose()}>
                {say(book?.approval ? 'book.ask' : 'book.use')}
              </Button>
            </div>
            {attach.refusal ? <RefusalNotice refusal={attach.refusal} inline /> : null}
            {book ? <BehaviourBook book={book} /> : null}
          </>
        ) : null}
        <div className={style.acts}>
          <Link to="/complaints/library">{say('book.library')}</Link>
        </div>
      </section>
      <Demands ticketId={ticketId} data={data} canWork={canWork} />
      <Offers ticketId={ticketId} data={data} canWork={canWork} />
    </div>
  )
}

function OneUse({ ticketId, use, data }: { ticketId: string; use: Behaviours['uses'][number]; data: Behaviours }) {
  const { say, pick } = usePhrases('handling')
  const decide = useAct(decideBehaviour, { refreshes: [readBehaviours] })
  const end = useAct(endBehaviour, { refreshes: [readBehaviours] })
  const [outcome, setOutcome] = useState<string>()
  const [mood, setMood] = useState<Mood>()
  const book = data.books.find(({ code }) => code === use.behaviour)
  if (!book) return null
  return (
    <article className={style.card} aria-label={pick(book)}>
      <div className={style.line}>
        <strong>{pick(book)}</strong>
        {use.state === 'asked' ? <StatusTag tone="warn">{say('book.waits')}</StatusTag> : null}
        {use.expiresAt ? (
          <small className={style.quiet}>
            {say('book.expires')} <RelativeTime at={use.expiresAt} exact />
          </small>
        ) : null}
      </div>
      {use.state === 'used' ? <BehaviourBook book={book} /> : null}
      {decide.refusal ?? end.refusal ? <RefusalNotice refusal={decide.refusal ?? end.refusal ?? {}} inline /> : null}
      <div className={style.acts}>
        {use.canDecide ? (
          <>
            <Button size="small" type="primary" loading={decide.isBusy} onClick={() => void decide.act({ ticketId, useId: use.id, approved: true })}>
              {say('book.agree')}
            </Button>
            <Button size="small" onClick={() => void decide.act({ ticketId, useId: use.id, approved: false })}>
              {say('book.refuse')}
            </Button>
          </>
        ) : null}
        {use.state === 'used' ? (
          <>
            <Select size="small" style={{ minWidth: 150 }} aria-label={say('book.outcome')} placeholder={say('book.outcome')} value={outcome ?? null} onChange={(code: string) => setOutcome(code)} options={data.outcomes.map((one) => ({ value: one.code, label: pick(one) }))} />
            <MoodSelect label={say('mood.after')} value={mood} onChange={setMood} />
            <Button size="small" disabled={!outcome} loading={end.isBusy} onClick={() => outcome && void end.act({ ticketId, useId: use.id, outcome, ...(mood ? { moodAfter: mood } : {}) })}>
              {say('book.end')}
            </Button>
          </>
        ) : null}
      </div>
    </article>
  )
}
