import { downloadPack, listPacks, makePack } from '@shouwen/contract/legal-evidence'
import { legalWords } from '@shouwen/contract/legal-referrals'
import { Button, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { addressOf } from '#lib/call.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { Labelled } from '#ui/labelled.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { AskForm } from './ask-form.tsx'
import style from './legal.module.css'
import { size } from './words.ts'

const tones = { making: 'info', done: 'good', failed: 'bad' } as const
const hides = ['hideNumbers', 'hideOthers', 'hideNotes'] as const

/** Evidence packs of a case: asked for with a purpose, made by a worker, fetched here. @norm TK-20 TK-60 */
export function Packs({ ticketId }: { ticketId: string }) {
  const { say, pick } = usePhrases('legal')
  const { data, error, refetch } = useRead(listPacks, { ticketId })
  const [isAsking, setAsking] = useState(false)
  if (error) return <RefusalNotice refusal={error} onRetry={() => void refetch()} />
  return (
    <section className={style.section} aria-label={say('pack.title')}>
      <h2>{say('pack.title')}</h2>
      {(data?.items ?? []).map((pack) => (
        <article key={pack.id} className={style.one}>
          <p className={style.head}>
            <StatusTag tone={tones[pack.state]} settled={pack.state === 'done'}>
              {say(`pack.state.${pack.state}`)}
            </StatusTag>
            <b>{pick(pack.purpose)}</b>
            {pack.state === 'done' ? (
              <a href={addressOf(downloadPack, { packId: pack.id })} download>
                {say('pack.fetch', { size: size(pack.bytes ?? 0) })}
              </a>
            ) : null}
            <RelativeTime at={pack.requestedAt} />
          </p>
          <p className={style.small}>{[pack.reason, pack.requestedBy?.name, pack.parts === null ? '' : say('pack.parts', { parts: pack.parts, redactions: pack.redactions ?? 0 }), pack.failure].filter(Boolean).join(' · ')}</p>
          {pack.sha256 ? <p className={style.hash}>SHA-256 {pack.sha256}</p> : null}
          {pack.keyFingerprint ? <p className={style.hash}>{say('pack.key', { key: pack.keyFingerprint })}</p> : null}
        </article>
      ))}
      {isAsking ? (
        <Ask ticketId={ticketId} onDone={() => setAsking(false)} />
      ) : (
        <p className={style.acts}>
          <Button size="small" onClick={() => setAsking(true)}>
            {say('pack.make')}
          </Button>
        </p>
      )}
    </section>
  )
}

function Ask({ ticketId, onDone }: { ticketId: string; onDone: () => void }) {
  const { say, pick } = usePhrases('legal')
  const words = useRead(legalWords, {})
  const make = useAct(makePack, { refreshes: [listPacks] })
  const [purpose, setPurpose] = useState('counsel')
  const [reason, setReason] = useState('')
  const [choice, setChoice] = useState({ hideNumbers: true, hideOthers: true, hideNotes: false, recordings: true })
  const submit = async () => {
    if (await make.act({ ticketId, purpose, reason: reason.trim(), ...choice })) onDone()
  }
  return (
    <AskForm act={say('pack.make')} isReady={reason.trim() !== ''} isBusy={make.isBusy} refusal={make.refusal} onSubmit={() => void submit()} onLeave={onDone}>
      <div className={style.two}>
        <Labelled label={say('pack.purpose')}>{(ids) => <Select {...ids} value={purpose} onChange={setPurpose} options={(words.data?.purposes ?? []).map((one) => ({ value: one.code, label: pick(one) }))} />}</Labelled>
        <Labelled label={say('reason')} required>
          {(ids) => <Input {...ids} value={reason} maxLength={1000} onChange={(event) => setReason(event.target.value)} />}
        </Labelled>
      </div>
      <div className={style.checks}>
        {([...hides, 'recordings'] as const).map((name) => (
          <Checkbox key={name} checked={choice[name]} onChange={(event) => setChoice({ ...choice, [name]: event.target.checked })}>
            {say(`pack.choice.${name}`)}
          </Checkbox>
        ))}
      </div>
    </AskForm>
  )
}
