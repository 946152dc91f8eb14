import { answerRuling, readLoop, type RulingView, withdrawRuling } from '@shouwen/contract/improvement-loop'
import { improvementWords } from '@shouwen/contract/improvement-register'
import type { Static } from '@shouwen/contract/operation'
import { Button, Input } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useAct } from '#lib/act.ts'
import { ExplainedPromise } from '#lib/explained-promise.tsx'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useUnitOptions } from '#lib/unit-options.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { StatusTag, type Tone } from '#ui/status-tag.tsx'
import style from './loop.module.css'

const RulingForm = lazy(() => import('./ruling-form.tsx').then((part) => ({ default: part.RulingForm })))

export type Ruling = Static<typeof RulingView>
const tones: Record<Ruling['state'], Tone> = { proposed: 'warn', agreed: 'good', disputed: 'bad', arbitrated: 'good', withdrawn: 'neutral' }
const partTones = { pending: 'neutral', signed: 'good', refused: 'bad' } as const

/** Whose responsibility the complaint was: signed by the departments, or decided by the arbiter. @norm TK-17 */
export function Rulings({ ticketId, regionId, rulings, mayPropose }: { ticketId: string; regionId: number; rulings: readonly Ruling[]; mayPropose: boolean }) {
  const { say } = usePhrases('improvement')
  const [isNew, setNew] = useState(false)
  return (
    <section className={style.part} aria-label={say('ruling.title')}>
      <h2>{say('ruling.title')}</h2>
      {rulings.length === 0 && !isNew ? <p className={style.small}>{say('ruling.none')}</p> : null}
      {rulings.map((ruling) => <OneRuling key={ruling.id} ruling={ruling} />)}
      {isNew ? (
        <Suspense>
          <RulingForm regionId={regionId} of={{ ticketId }} onDone={() => setNew(false)} />
        </Suspense>
      ) : mayPropose ? (
        <p className={style.line}>
          <Button size="small" onClick={() => setNew(true)}>{say('ruling.propose')}</Button>
        </p>
      ) : null}
    </section>
  )
}

function OneRuling({ ruling }: { ruling: Ruling }) {
  const { say, pick } = usePhrases('improvement')
  const units = useUnitOptions()
  const words = useRead(improvementWords, {})
  const answer = useAct(answerRuling, { refreshes: [readLoop] })
  const withdraw = useAct(withdrawRuling, { refreshes: [readLoop] })
  const [refusing, setRefusing] = useState<string>()
  const [isDeciding, setDeciding] = useState(false)
  const [reason, setReason] = useState('')
  const at = { regionId: ruling.regionId, rulingId: ruling.id }
  const cause = words.data?.causes.find(({ code }) => code === ruling.cause)
  const refusal = answer.refusal ?? withdraw.refusal
  return (
    <div className={style.rows}>
      <p className={style.line}>
        <StatusTag tone={tones[ruling.state]} settled={ruling.settledAt !== null}>{say(`ruling.state.${ruling.state}`)}</StatusTag>
        {ruling.promises.filter((one) => one.stoppedAt === null).map((one) => <ExplainedPromise key={one.id} promise={one} size="small" named />)}
        {cause ? <span>{pick(cause)}</span> : null}
      </p>
      <p className={style.text}>{ruling.finding}</p>
      {ruling.parts.map((part) => (
        <p key={part.unitId} className={style.line}>
          <span>{units.unitName(part.unitId) ?? '—'} {part.share}%</span>
          <StatusTag tone={partTones[part.state]} settled={part.state !== 'pending'}>{say(`ruling.part.${part.state}`)}</StatusTag>
          <span className={style.small}>{[part.by?.name, part.reason].filter(Boolean).join('：')}</span>
          {part.canAnswer && refusing === undefined ? (
            <>
              <Button size="small" type="primary" loading={answer.isBusy} onClick={() => void answer.act({ ...at, unitId: part.unitId, signed: true })}>{say('ruling.sign')}</Button>
              <Button size="small" onClick={() => setRefusing(part.unitId)}>{say('ruling.refuse')}</Button>
            </>
          ) : null}
        </p>
      ))}
      {refusing ? (
        <form
          className={style.rows}
          onSubmit={(event) => {
            event.preventDefault()
            if (reason.trim()) void answer.act({ ...at, unitId: refusing, signed: false, reason: reason.trim() }).then((made) => made && setRefusing(undefined))
          }}
        >
          <Input.TextArea autoFocus value={reason} maxLength={2000} autoSize={{ minRows: 2 }} aria-label={say('ruling.why')} placeholder={say('ruling.why')} onChange={(event) => setReason(event.target.value)} />
          <span className={style.line}>
            <Button size="small" type="primary" htmlType="submit" disabled={reason.trim() === ''} loading={answer.isBusy}>{say('ruling.refuse')}</Button>
            <Button size="small" onClick={() => setRefusing(undefined)}>{say('leave')}</Button>
          </span>
        </form>
      ) : null}
      {ruling.arbiter ? <p className={style.small}>{say('ruling.arbiter', { who: `${ruling.arbiter.name} ${ruling.arbiter.jobNumber}` })}</p> : null}
      {ruling.decision ? <p className={style.quote}>{ruling.decision}</p> : null}
      {isDeciding ? (
        <Suspense>
          <RulingForm regionId={ruling.regionId} of={{ ruling }} onDone={() => setDeciding(false)} />
        </Suspense>
      ) : (
        <p className={style.line}>
          {ruling.can.arbitrate ? <Button size="small" type="primary" onClick={() => setDeciding(true)}>{say('ruling.decide')}</Button> : null}
          {ruling.can.withdraw ? <Button size="small" type="text" loading={withdraw.isBusy} onClick={() => void withdraw.act({ ...at, reason: say('ruling.withdrawn-here') })}>{say('ruling.withdraw')}</Button> : null}
        </p>
      )}
      {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
    </div>
  )
}
