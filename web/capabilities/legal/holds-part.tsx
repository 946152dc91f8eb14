import { type HoldView, liftHold, listHolds, placeHold } from '@shouwen/contract/legal-evidence'
import { endLabel, labelMalicious, type LabelView, listLabels } from '@shouwen/contract/legal-referrals'
import type { Static } from '@shouwen/contract/operation'
import { Button, Input, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { Labelled } from '#ui/labelled.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { AskForm } from './ask-form.tsx'
import style from './legal.module.css'

export type Hold = Static<typeof HoldView>
export type Label = Static<typeof LabelView>

/** One hold: what may not be deleted, why, and lifting it. @norm TK-20 TK-60 */
export function OneHold({ hold }: { hold: Hold }) {
  const { say } = usePhrases('legal')
  const lift = useAct(liftHold, { refreshes: [listHolds] })
  return (
    <Ending
      tag={<StatusTag tone={hold.liftedAt ? 'neutral' : 'warn'} settled={hold.liftedAt !== null}>{say(hold.liftedAt ? 'hold.lifted' : 'hold.held')}</StatusTag>}
      title={`${say(`hold.kind.${hold.subjectKind}`)} ${hold.label}`}
      text={hold.reason}
      by={[hold.placedBy?.name, hold.liftedBy?.name, hold.liftReason].filter(Boolean).join(' · ')}
      at={hold.placedAt}
      act={say('hold.lift')}
      can={hold.can.lift}
      doing={lift}
      onEnd={(reason) => lift.act({ holdId: hold.id, reason })}
    />
  )
}

/** One label, which ends by itself on its day of review. @norm TK-20 */
export function OneLabel({ label }: { label: Label }) {
  const { say } = usePhrases('legal')
  const end = useAct(endLabel, { refreshes: [listLabels] })
  return (
    <Ending
      tag={<StatusTag tone={label.endedAt ? 'neutral' : 'bad'} settled={label.endedAt !== null}>{say(label.endedAt ? 'label.over' : 'label.malicious')}</StatusTag>}
      title={say('label.review', { day: label.reviewOn })}
      text={label.reason}
      by={[label.setBy?.name, label.endReason].filter(Boolean).join(' · ')}
      at={label.setAt}
      act={say('label.end')}
      can={label.can.end}
      doing={end}
      onEnd={(reason) => end.act({ labelId: label.id, reason })}
    />
  )
}

type EndingFacts = { tag: ReactNode; title: string; text: string; by: string; at: string; act: string; can: boolean; doing: Pick<ReturnType<typeof useAct>, 'isBusy' | 'refusal'>; onEnd: (reason: string) => Promise<unknown> }

function Ending({ tag, title, text, by, at, act, can, doing, onEnd }: EndingFacts) {
  const { say } = usePhrases('legal')
  const [isAsking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const submit = async () => {
    if (await onEnd(reason.trim())) setAsking(false)
  }
  return (
    <article className={style.one}>
      <p className={style.head}>
        {tag}
        <b>{title}</b>
        <RelativeTime at={at} />
      </p>
      <p className={style.text}>{text}</p>
      {by ? <p className={style.small}>{by}</p> : null}
      {isAsking ? (
        <AskForm act={act} isReady={reason.trim() !== ''} isBusy={doing.isBusy} refusal={doing.refusal} onSubmit={() => void submit()} onLeave={() => setAsking(false)}>
          <Labelled label={say('reason')} required>
            {(ids) => <Input {...ids} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />}
          </Labelled>
        </AskForm>
      ) : can ? (
        <p className={style.acts}>
          <Button size="small" onClick={() => setAsking(true)}>
            {act}
          </Button>
        </p>
      ) : null}
    </article>
  )
}

/** Keeps the complaint or its customer from being deleted. */
export function Place({ regionId, ticketId, customerId, onDone }: { regionId: number; ticketId: string; customerId: string | null; onDone: () => void }) {
  const { say } = usePhrases('legal')
  const place = useAct(placeHold, { refreshes: [listHolds] })
  const [kind, setKind] = useState<'ticket' | 'customer'>('ticket')
  const [reason, setReason] = useState('')
  const kinds = customerId ? (['ticket', 'customer'] as const) : (['ticket'] as const)
  const submit = async () => {
    if (await place.act({ regionId, subjectKind: kind, subjectId: kind === 'ticket' ? ticketId : (customerId as string), reason: reason.trim() })) onDone()
  }
  return (
    <AskForm act={say('hold.place')} isReady={reason.trim() !== ''} isBusy={place.isBusy} refusal={place.refusal} onSubmit={() => void submit()} onLeave={onDone}>
      <Labelled label={say('hold.of')}>{(ids) => <Select {...ids} value={kind} onChange={setKind} options={kinds.map((one) => ({ value: one, label: say(`hold.kind.${one}`) }))} />}</Labelled>
      <Labelled label={say('reason')} required>
        {(ids) => <Input {...ids} value={reason} maxLength={1000} onChange={(event) => setReason(event.target.value)} />}
      </Labelled>
    </AskForm>
  )
}

/** Calls the complaint malicious until a day. @norm TK-20 */
export function SetLabel({ ticketId, onDone }: { ticketId: string; onDone: () => void }) {
  const { say } = usePhrases('legal')
  const set = useAct(labelMalicious, { refreshes: [listLabels] })
  const [reason, setReason] = useState('')
  const [day, setDay] = useState('')
  const submit = async () => {
    if (await set.act({ ticketId, reason: reason.trim(), reviewOn: day })) onDone()
  }
  return (
    <AskForm act={say('label.set')} danger isReady={reason.trim() !== '' && day !== ''} isBusy={set.isBusy} refusal={set.refusal} onSubmit={() => void submit()} onLeave={onDone}>
      <Labelled label={say('label.day')} required hint={say('label.hint')}>
        {(ids) => <input {...ids} type="date" className={style.moment} value={day} onChange={(event) => setDay(event.target.value)} />}
      </Labelled>
      <Labelled label={say('reason')} required>
        {(ids) => <Input.TextArea {...ids} value={reason} maxLength={2000} autoSize={{ minRows: 2, maxRows: 6 }} onChange={(event) => setReason(event.target.value)} />}
      </Labelled>
    </AskForm>
  )
}
