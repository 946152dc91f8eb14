import { findSubscription } from '@shouwen/contract/secretary'
import type { OutputOf } from '@shouwen/contract/operation'
import { Button, Input, Segmented } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { MessageForm } from './message-form.tsx'
import { OwnerCard } from './owner-card.tsx'
import { SentMessages } from './sent-messages.tsx'
import style from './secretary.module.css'

export type Found = NonNullable<OutputOf<typeof findSubscription>['found']>

/** Whose desk it is, by the number the telephone shows; then the message. @norm CC-30 SC-05 SC-06 SC-07 */
export function MessageDesk() {
  const { say } = usePhrases('secretary')
  const find = useAct(findSubscription)
  const [number, setNumber] = useState('')
  const [as, setAs] = useState<'calling' | 'forwarded-from'>('forwarded-from')
  const [found, setFound] = useState<Found | null>()
  const [turn, setTurn] = useState(0)
  const look = async () => {
    const answer = await find.act({ number, as })
    if (answer) setFound(answer.found)
    setTurn(turn + 1)
  }
  const next = () => {
    setFound(undefined)
    setNumber('')
  }
  return (
    <div className={style.desk}>
      <section className={style.main}>
        <form
          className={style.finder}
          onSubmit={(event) => {
            event.preventDefault()
            void look()
          }}
        >
          <Segmented value={as} onChange={(value) => setAs(value as typeof as)} options={(['forwarded-from', 'calling'] as const).map((one) => ({ value: one, label: say(`as.${one}`) }))} />
          <Input autoFocus aria-label={say('number')} placeholder={say('number')} inputMode="tel" value={number} maxLength={24} onChange={(event) => setNumber(event.target.value.replace(/[^0-9+ -]/g, ''))} />
          <Button type="primary" htmlType="submit" disabled={number.replace(/\D/g, '').length < 5} loading={find.isBusy}>
            {say('find')}
          </Button>
        </form>
        {find.refusal ? <RefusalNotice refusal={find.refusal} inline /> : null}
        {found === null ? <EmptyState kind="nothing" compact title={say('unknown')}>{say('unknown-text')}</EmptyState> : null}
        {found ? (
          <>
            <OwnerCard found={found} />
            <MessageForm key={turn} found={found} onSent={next} />
          </>
        ) : null}
        {found === undefined ? <EmptyState compact title={say('waiting')}>{say('waiting-text')}</EmptyState> : null}
      </section>
      <SentMessages />
    </div>
  )
}
