import { readCards, recordMood, useCard as useCardOperation } from '@shouwen/contract/handling-cards'
import type { OutputOf } from '@shouwen/contract/operation'
import { answerTicket } from '@shouwen/contract/ticket-work'
import { readTicket } from '@shouwen/contract/tickets'
import { Button, Input, Segmented } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { Labelled } from '#ui/labelled.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { toast } from '#ui/undo-toast.tsx'
import type { CaseTabProps } from '#web/complaints/case-tabs.ts'
import { fillSlots } from './fill-slots.ts'
import style from './handling.module.css'
import { MoodSelect, type Mood } from './mood-select.tsx'

type Cards = OutputOf<typeof readCards>

/** What to say: cards with slots that go into the answer, and the answer itself. @norm TK-18 TK-32 TK-33 TK-34 TK-35 TK-36 TK-48 */
export function CardsPart({ ticketId, page: { ticket } }: CaseTabProps) {
  const { say, pick } = usePhrases('handling')
  const { data, error, refetch } = useRead(readCards, { ticketId })
  const [family, setFamily] = useState('soothing')
  const [slots, setSlots] = useState<Record<string, string>>({ issue: ticket.title })
  const [answer, setAnswer] = useState('')
  if (error) return <RefusalNotice refusal={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton />
  const cards = data.cards.filter((card) => card.family === family)
  const asked = data.slots.filter(({ code }) => cards.some(({ parts }) => parts.some(({ zh }) => zh.includes(`<${code}>`))))
  return (
    <div className={style.columns}>
      <section className={style.part}>
        <Segmented aria-label={say('card.family')} value={family} onChange={setFamily} options={data.families.map((one) => ({ value: one.code, label: pick(one) }))} />
        <div className={style.pair}>
          {asked.map((slot) => (
            <Labelled key={slot.code} label={pick(slot)}>
              {(ids) => <Input {...ids} value={slots[slot.code] ?? ''} maxLength={200} onChange={(event) => setSlots({ ...slots, [slot.code]: event.target.value })} />}
            </Labelled>
          ))}
        </div>
        <ul className={style.items}>
          {cards.map((card) => (
            <OneCard
              key={card.code}
              ticketId={ticketId}
              card={card}
              slots={slots}
              names={data.slots}
              isWaiting={card.needsRestated && !data.restated}
              onInsert={(text) => setAnswer((before) => (before.trim() ? `${before.trimEnd()}\n${text}` : text))}
            />
          ))}
        </ul>
      </section>
      <Answer ticketId={ticketId} value={answer} onChange={setAnswer} />
    </div>
  )
}

function OneCard({ ticketId, card, slots, names, isWaiting, onInsert }: { ticketId: string; card: Cards['cards'][number]; slots: Record<string, string>; names: Cards['slots']; isWaiting: boolean; onInsert: (text: string) => void }) {
  const { say, pick } = usePhrases('handling')
  const use = useAct(useCardOperation, { refreshes: [readCards] })
  const rate = useAct(recordMood, { refreshes: [readCards] })
  const [mood, setMood] = useState<Mood>()
  const [useId, setUseId] = useState<string>()
  const text = card.parts.map((part) => fillSlots(pick(part), slots, (code) => pick(names.find((one) => one.code === code) ?? { zh: code, en: code }))).join('\n')
  const insert = async () => {
    const done = await use.act({ ticketId, card: card.code, ...(mood ? { moodBefore: mood } : {}) })
    if (!done) return
    setUseId(done.useId)
    onInsert(text)
  }
  return (
    <li className={style.card}>
      <div className={style.line}>
        <strong>{pick(card)}</strong>
        {card.used > 0 ? <small className={style.quiet}>{card.measured > 0 ? say('card.counts', { used: card.used, calmer: card.calmer, measured: card.measured }) : say('card.used', { used: card.used })}</small> : null}
      </div>
      <span className={style.quiet}>{pick(card.how)}</span>
      <p className={style.script} style={{ whiteSpace: 'pre-wrap' }}>
        {text}
      </p>
      {isWaiting ? <p className={style.quiet}>{say('card.waits')}</p> : null}
      {use.refusal ? <RefusalNotice refusal={use.refusal} inline /> : null}
      <div className={style.acts}>
        <MoodSelect label={say('mood.before')} value={mood} onChange={setMood} />
        <Button size="small" type="primary" loading={use.isBusy} disabled={isWaiting} onClick={() => void insert()}>
          {say('card.insert')}
        </Button>
        {useId ? <MoodSelect label={say('mood.after')} value={undefined} onChange={(after) => after && void rate.act({ ticketId, useId, moodAfter: after }).then(() => setUseId(undefined))} /> : null}
      </div>
    </li>
  )
}

function Answer({ ticketId, value, onChange }: { ticketId: string; value: string; onChange: (value: string) => void }) {
  const { say } = usePhrases('handling')
  const send = useAct(answerTicket, { refreshes: [readTicket] })
  const unfilled = /[〔〕]/.test(value)
  const submit = async () => {
    if (!(await send.act({ ticketId, body: value.trim() }))) return
    onChange('')
    toast({ text: say('answer.sent'), tone: 'good' })
  }
  return (
    <section className={`${style.part} ${style.stays}`}>
      <h2>{say('answer.title')}</h2>
      <Input.TextArea aria-label={say('answer.title')} placeholder={say('answer.hint')} value={value} maxLength={10_000} autoSize={{ minRows: 8, maxRows: 20 }} onChange={(event) => onChange(event.target.value)} />
      {unfilled ? <p className={style.quiet}>{say('answer.unfilled')}</p> : null}
      {send.refusal ? <RefusalNotice refusal={send.refusal} inline /> : null}
      <div className={style.acts}>
        <Button type="primary" loading={send.isBusy} disabled={value.trim() === '' || unfilled} onClick={() => void submit()}>
          {say('answer.send')}
        </Button>
      </div>
    </section>
  )
}
