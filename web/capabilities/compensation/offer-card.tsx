import { answerCompensation, confirmDelivery, decideCompensation, type OfferView, readCompensation, retryDelivery } from '@shouwen/contract/compensation'
import type { Static } from '@shouwen/contract/operation'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import style from '#web/complaints/case-tab.module.css'
import { yuan } from './yuan.ts'

/** One version of an offer: its lines with arithmetic and basis, who decides, and how far it is. */
export function OfferCard({ offer, regulator }: { offer: Static<typeof OfferView>; regulator: string }) {
  const { say, pick } = usePhrases('compensation')
  const more = { refreshes: [readCompensation] }
  const decide = useAct(decideCompensation, more)
  const answer = useAct(answerCompensation, more)
  const retry = useAct(retryDelivery, more)
  const confirm = useAct(confirmDelivery, more)
  const [words, setWords] = useState('')
  const which = { regionId: offer.regionId, offerId: offer.id }
  const note = words.trim()
  const refusal = decide.refusal ?? answer.refusal ?? retry.refusal ?? confirm.refusal
  const decideAs = (approve: boolean) => void decide.act({ ...which, approve, note })
  const answerAs = (accepted: boolean) => void answer.act({ ...which, accepted, how: 'recording', words: note, reference: offer.ticketNumber })
  return (
    <section className={style.part}>
      <div className={style.head}>
        <h2>{say('version', { version: offer.version })} ¥{yuan(offer.totalFen)}</h2>
        <StatusTag tone={offer.state === 'failed' ? 'bad' : 'neutral'}>{say(`state.${offer.state}`)}</StatusTag>
      </div>
      <p className={style.text}>{offer.reason}</p>
      <ul>
        {offer.lines.map((line, index) => (
          <li key={`${line.code}-${index}`}>{pick(line)}：{line.arithmetic} <span className={style.quiet}>{pick(line.basis)}</span></li>
        ))}
      </ul>
      {offer.effect ? <p className={style.text}>{offer.effect} {offer.alternative}</p> : null}
      {offer.kind === 'refuse' ? <p className={style.hint}>{regulator}</p> : null}
      {offer.steps.map((step) => <p key={step.code} className={style.quiet}>{pick(step)} {step.by?.name} {step.note}</p>)}
      {offer.state === 'waiting' ? <p className={style.hint}>{say('waiting-for', { who: offer.waitingFor[0]?.name ?? '' })}</p> : null}
      {offer.delivery?.error ? <p className={style.missing}>{say('failed-because', { why: offer.delivery.error })}</p> : null}
      <p className={style.quiet}>{say('valid-until')} <RelativeTime at={offer.validUntil} exact /></p>
      {offer.can.decide || offer.can.answer ? <Input aria-label={say('note')} placeholder={say('note')} value={words} maxLength={300} onChange={(event) => setWords(event.target.value)} /> : null}
      <div className={style.acts}>
        {offer.can.decide ? <><Button type="primary" disabled={!note} loading={decide.isBusy} onClick={() => decideAs(true)}>{say('approve')}</Button><Button disabled={!note} onClick={() => decideAs(false)}>{say('reject')}</Button></> : null}
        {offer.can.answer ? <><Button type="primary" disabled={!note} loading={answer.isBusy} onClick={() => answerAs(true)}>{say('accepted')}</Button><Button disabled={!note} onClick={() => answerAs(false)}>{say('declined')}</Button></> : null}
        {offer.can.retry ? <Button loading={retry.isBusy} onClick={() => void retry.act(which)}>{say('retry')}</Button> : null}
        {offer.can.confirm ? <Button type="primary" loading={confirm.isBusy} onClick={() => void confirm.act(which)}>{say('confirm')}</Button> : null}
      </div>
      {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
    </section>
  )
}
