import { readWhereabouts, secretaryWords } from '@shouwen/contract/secretary'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { Icon } from '#ui/icon.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import type { Found } from './message-desk.tsx'
import style from './secretary.module.css'

/** Who the owner is, what to say first, and what they asked for; where they are opens by a press that is recorded. @norm CC-30 */
export function OwnerCard({ found: { mode, greeting, subscription } }: { found: Found }) {
  const { say, pick } = usePhrases('secretary')
  const words = useRead(secretaryWords, {})
  const reveal = useAct(readWhereabouts)
  const [asking, setAsking] = useState(false)
  const [purpose, setPurpose] = useState('')
  const [whereabouts, setWhereabouts] = useState<string>()
  const open = async () => {
    const told = await reveal.act({ regionId: subscription.regionId, subscriptionId: subscription.id, purpose: purpose.trim() })
    if (told) setWhereabouts(told.whereabouts)
  }
  return (
    <article className={style.owner}>
      <header className={style.row}>
        <h2>{pick({ zh: subscription.titleZh, en: subscription.titleEn })}</h2>
        <StatusTag tone="accent">{say(`mode.${mode}`)}</StatusTag>
        <span className={style.quiet}>{subscription.customerName}</span>
      </header>
      <blockquote className={style.script}>{pick(greeting)}</blockquote>
      {subscription.instructions ? (
        <p className={style.instructions}>
          <strong>{say('instructions')}</strong> {subscription.instructions}
        </p>
      ) : null}
      <p className={style.confidential}>
        <Icon name="lock" size={14} />
        <span>{words.data ? pick(words.data.confidential) : null}</span>
        {subscription.hasWhereabouts && whereabouts === undefined && !asking ? (
          <Button size="small" type="text" onClick={() => setAsking(true)}>
            {say('whereabouts')}
          </Button>
        ) : null}
      </p>
      {asking && whereabouts === undefined ? (
        <form
          className={style.row}
          onSubmit={(event) => {
            event.preventDefault()
            void open()
          }}
        >
          <Input autoFocus size="small" style={{ width: 260 }} aria-label={say('purpose')} placeholder={say('purpose')} value={purpose} maxLength={200} onChange={(event) => setPurpose(event.target.value)} />
          <Button size="small" htmlType="submit" disabled={purpose.trim() === ''} loading={reveal.isBusy}>
            {say('open')}
          </Button>
        </form>
      ) : null}
      {whereabouts !== undefined ? <p className={style.secret}>{whereabouts || '—'}</p> : null}
      {reveal.refusal ? <RefusalNotice refusal={reveal.refusal} inline /> : null}
    </article>
  )
}
