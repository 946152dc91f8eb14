import { decideReferral, legalWords, listReferrals, type ReferralView, referToLegal, withdrawReferral } from '@shouwen/contract/legal-referrals'
import type { Static } from '@shouwen/contract/operation'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { ExplainedPromise } from '#lib/explained-promise.tsx'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { Labelled } from '#ui/labelled.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { AskForm } from './ask-form.tsx'
import style from './legal.module.css'

export type Referral = Static<typeof ReferralView>

/** One matter before counsel: why it is there, and what was decided on which grounds. @norm TK-20 TK-53 */
export function OneReferral({ referral }: { referral: Referral }) {
  const { say, pick } = usePhrases('legal')
  const [asking, setAsking] = useState<'decide' | 'withdraw'>()
  return (
    <article className={style.one}>
      <p className={style.head}>
        <StatusTag tone={referral.state === 'open' ? 'warn' : 'good'} settled={referral.state !== 'open'}>
          {say(`referral.state.${referral.state}`)}
        </StatusTag>
        {referral.grounds.map((ground) => (
          <StatusTag key={ground.code}>{pick(ground)}</StatusTag>
        ))}
        {referral.promises
          .filter((one) => one.stoppedAt === null)
          .map((promise) => (
            <ExplainedPromise key={promise.id} promise={promise} size="small" named />
          ))}
        <RelativeTime at={referral.referredAt} />
      </p>
      {referral.publicMatter ? <p className={style.warn}>{say('referral.public')}</p> : null}
      <p className={style.text}>{referral.reason}</p>
      <p className={style.small}>{[referral.referredBy?.name, referral.owner ? say('referral.owner', { who: referral.owner.name }) : ''].filter(Boolean).join(' · ')}</p>
      {referral.decision ? (
        <div className={style.decision}>
          <b>{pick(referral.decision)}</b>
          <p className={style.text}>{referral.decisionNote}</p>
          <ul>
            {referral.citations.map((cited) => (
              <li key={`${cited.source}${cited.clauseId ?? ''}${cited.words ?? ''}`}>
                {cited.source}
                {cited.clauseTitle ? ` · ${pick(cited.clauseTitle)}` : ''}
                {cited.words ? ` · ${cited.words}` : ''}
              </li>
            ))}
          </ul>
        </div>
      ) : referral.decisionNote ? (
        <p className={style.text}>{referral.decisionNote}</p>
      ) : null}
      {asking === 'decide' ? (
        <Decide referral={referral} onDone={() => setAsking(undefined)} />
      ) : asking === 'withdraw' ? (
        <Withdraw referral={referral} onDone={() => setAsking(undefined)} />
      ) : referral.state === 'open' ? (
        <p className={style.acts}>
          {referral.can.decide ? (
            <Button size="small" type="primary" onClick={() => setAsking('decide')}>
              {say('referral.decide')}
            </Button>
          ) : null}
          {referral.can.withdraw ? (
            <Button size="small" onClick={() => setAsking('withdraw')}>
              {say('referral.withdraw')}
            </Button>
          ) : null}
        </p>
      ) : null}
    </article>
  )
}

function Decide({ referral, onDone }: { referral: Referral; onDone: () => void }) {
  const { say, pick } = usePhrases('legal')
  const words = useRead(legalWords, {})
  const decide = useAct(decideReferral, { refreshes: [listReferrals] })
  const [decision, setDecision] = useState('go-on')
  const [note, setNote] = useState('')
  const [source, setSource] = useState('')
  const [article, setArticle] = useState('')
  const needs = words.data?.decisions.find((one) => one.code === decision)?.citation === true
  const isReady = note.trim() !== '' && (!needs || source.trim() !== '')
  const submit = async () => {
    const citations = source.trim() ? [{ source: source.trim(), ...(article.trim() ? { words: article.trim() } : {}) }] : []
    if (await decide.act({ referralId: referral.id, decision, note: note.trim(), citations })) onDone()
  }
  return (
    <AskForm act={say('referral.decide')} isReady={isReady} isBusy={decide.isBusy} refusal={decide.refusal} onSubmit={() => void submit()} onLeave={onDone}>
      <Labelled label={say('referral.decision')}>{(ids) => <Select {...ids} value={decision} onChange={setDecision} options={(words.data?.decisions ?? []).map((one) => ({ value: one.code, label: pick(one) }))} />}</Labelled>
      <Labelled label={say('referral.reasons')} required>
        {(ids) => <Input.TextArea {...ids} value={note} maxLength={4000} autoSize={{ minRows: 2, maxRows: 10 }} onChange={(event) => setNote(event.target.value)} />}
      </Labelled>
      <div className={style.two}>
        <Labelled label={say('referral.source')} required={needs} hint={say('referral.source-hint')}>
          {(ids) => <Input {...ids} value={source} maxLength={200} onChange={(event) => setSource(event.target.value)} />}
        </Labelled>
        <Labelled label={say('referral.article')}>{(ids) => <Input {...ids} value={article} maxLength={1000} onChange={(event) => setArticle(event.target.value)} />}</Labelled>
      </div>
    </AskForm>
  )
}

function Withdraw({ referral, onDone }: { referral: Referral; onDone: () => void }) {
  const { say } = usePhrases('legal')
  const withdraw = useAct(withdrawReferral, { refreshes: [listReferrals] })
  const [reason, setReason] = useState('')
  const submit = async () => {
    if (await withdraw.act({ referralId: referral.id, reason: reason.trim() })) onDone()
  }
  return (
    <AskForm act={say('referral.withdraw')} isReady={reason.trim() !== ''} isBusy={withdraw.isBusy} refusal={withdraw.refusal} onSubmit={() => void submit()} onLeave={onDone}>
      <Labelled label={say('reason')} required>
        {(ids) => <Input {...ids} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />}
      </Labelled>
    </AskForm>
  )
}

/** Puts the complaint before counsel. @norm TK-20 */
export function Refer({ ticketId, onDone }: { ticketId: string; onDone: () => void }) {
  const { say, pick } = usePhrases('legal')
  const words = useRead(legalWords, {})
  const refer = useAct(referToLegal, { refreshes: [listReferrals] })
  const [grounds, setGrounds] = useState<string[]>([])
  const [reason, setReason] = useState('')
  const submit = async () => {
    if (await refer.act({ ticketId, grounds, reason: reason.trim() })) onDone()
  }
  return (
    <AskForm act={say('referral.refer')} isReady={grounds.length > 0 && reason.trim() !== ''} isBusy={refer.isBusy} refusal={refer.refusal} onSubmit={() => void submit()} onLeave={onDone}>
      <Labelled label={say('referral.grounds')} required>
        {(ids) => <Select {...ids} mode="multiple" value={grounds} maxCount={9} onChange={setGrounds} options={(words.data?.grounds ?? []).map((one) => ({ value: one.code, label: pick(one) }))} optionFilterProp="label" />}
      </Labelled>
      <Labelled label={say('reason')} required>
        {(ids) => <Input.TextArea {...ids} value={reason} maxLength={2000} autoSize={{ minRows: 2, maxRows: 8 }} onChange={(event) => setReason(event.target.value)} />}
      </Labelled>
    </AskForm>
  )
}
