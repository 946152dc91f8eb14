import { answerOffer, makeOffer, readBehaviours } from '@shouwen/contract/handling-cards'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { Labelled } from '#ui/labelled.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import type { Behaviours } from './behaviours-part.tsx'
import style from './handling.module.css'

type Offer = Behaviours['offers'][number]
const tones = { offered: 'info', accepted: 'good', declined: 'neutral', replaced: 'neutral', 'taken-back': 'warn' } as const
const proofs = ['recording', 'writing', 'signature', 'portal'] as const
const DAYS = [1, 3, 7, 15, 30]

/** What was offered, version by version, with the proof of what was accepted. @norm TK-50 */
export function Offers({ ticketId, data, canWork }: { ticketId: string; data: Behaviours; canWork: boolean }) {
  const { say } = usePhrases('handling')
  const make = useAct(makeOffer, { refreshes: [readBehaviours] })
  const [terms, setTerms] = useState('')
  const [days, setDays] = useState(3)
  const submit = async () => {
    const validUntil = new Date(Date.now() + days * 86_400_000).toISOString()
    if (await make.act({ ticketId, terms: terms.trim(), validUntil })) setTerms('')
  }
  return (
    <section className={style.part}>
      <h2>
        {say('offer.title')} {data.takenBack > 0 ? <StatusTag tone="warn">{say('offer.taken-back', { count: data.takenBack })}</StatusTag> : null}
      </h2>
      {data.offers.length === 0 ? <p className={style.quiet}>{say('offer.none')}</p> : null}
      <ul className={style.items}>
        {data.offers.map((offer) => (
          <OneOffer key={offer.version} ticketId={ticketId} offer={offer} canWork={canWork} />
        ))}
      </ul>
      {canWork ? (
        <form
          className={style.form}
          onSubmit={(event) => {
            event.preventDefault()
            void submit()
          }}
        >
          <Labelled label={say('offer.terms')}>
            {(ids) => <Input.TextArea {...ids} value={terms} maxLength={4000} autoSize={{ minRows: 2, maxRows: 8 }} onChange={(event) => setTerms(event.target.value)} />}
          </Labelled>
          {make.refusal ? <RefusalNotice refusal={make.refusal} inline /> : null}
          <div className={style.acts}>
            <Select aria-label={say('offer.valid')} value={days} onChange={setDays} options={DAYS.map((value) => ({ value, label: say('offer.days', { count: value }) }))} />
            <Button htmlType="submit" loading={make.isBusy} disabled={terms.trim() === ''}>
              {say('offer.make')}
            </Button>
          </div>
        </form>
      ) : null}
    </section>
  )
}

function OneOffer({ ticketId, offer, canWork }: { ticketId: string; offer: Offer; canWork: boolean }) {
  const { say } = usePhrases('handling')
  const answer = useAct(answerOffer, { refreshes: [readBehaviours] })
  const [kind, setKind] = useState<(typeof proofs)[number]>('recording')
  const [proof, setProof] = useState('')
  const at = { ticketId, version: offer.version }
  return (
    <li className={style.item}>
      <div className={style.line}>
        <strong>{say('offer.version', { version: offer.version })}</strong>
        <StatusTag tone={tones[offer.state]} settled={offer.state !== 'offered'}>
          {say(`offer.state.${offer.state}`)}
        </StatusTag>
        <small className={style.quiet}>
          {say('offer.until')} <RelativeTime at={offer.validUntil} exact />
        </small>
      </div>
      <span className={style.text}>{offer.terms}</span>
      {offer.proof ? <small className={style.quiet}>{say('pair', { label: say(`proof.${offer.proof.kind}`), value: offer.proof.ref })}</small> : null}
      {answer.refusal ? <RefusalNotice refusal={answer.refusal} inline /> : null}
      {canWork && offer.state === 'offered' ? (
        <div className={style.acts}>
          <Select size="small" aria-label={say('offer.proof-kind')} value={kind} onChange={setKind} options={proofs.map((value) => ({ value, label: say(`proof.${value}`) }))} />
          <Input size="small" style={{ width: 160 }} aria-label={say('offer.proof')} placeholder={say('offer.proof')} value={proof} maxLength={200} onChange={(event) => setProof(event.target.value)} />
          <Button size="small" type="primary" disabled={proof.trim() === ''} loading={answer.isBusy} onClick={() => void answer.act({ ...at, answer: 'accepted', proofKind: kind, proof: proof.trim() })}>
            {say('offer.accept')}
          </Button>
          <Button size="small" onClick={() => void answer.act({ ...at, answer: 'declined' })}>
            {say('offer.decline')}
          </Button>
        </div>
      ) : null}
      {canWork && offer.state === 'accepted' ? (
        <div className={style.acts}>
          <Button size="small" type="text" onClick={() => void answer.act({ ...at, answer: 'taken-back' })}>
            {say('offer.take-back')}
          </Button>
        </div>
      ) : null}
    </li>
  )
}
