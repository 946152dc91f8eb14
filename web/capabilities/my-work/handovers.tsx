import type { OutputOf } from '@shouwen/contract/operation'
import { readMyWork } from '@shouwen/contract/ticket-lists'
import { acceptHandover, declineHandover } from '@shouwen/contract/ticket-work'
import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { toast } from '#ui/undo-toast.tsx'
import style from './my-work.module.css'

type Handover = OutputOf<typeof readMyWork>['handovers'][number]

/** Tickets offered to me or my unit: accepted, they are mine to answer for; declined, they stay where they were. */
export function Handovers({ handovers }: { handovers: readonly Handover[] }) {
  const { say } = usePhrases('my-work')
  return (
    <section className={style.card} aria-label={say('handovers.title')}>
      <div className={style.head}>
        <h2>
          {say('handovers.title')} {handovers.length > 0 ? <small>{handovers.length}</small> : null}
        </h2>
      </div>
      {handovers.length === 0 ? <p className={style.none}>{say('handovers.none')}</p> : null}
      <ul className={style.items}>
        {handovers.map((each) => (
          <Offer key={each.id} handover={each} />
        ))}
      </ul>
    </section>
  )
}

function Offer({ handover }: { handover: Handover }) {
  const { say } = usePhrases('my-work')
  const accept = useAct(acceptHandover, { refreshes: [readMyWork] })
  const decline = useAct(declineHandover, { refreshes: [readMyWork] })
  const [reason, setReason] = useState<string>()
  const at = { ticketId: handover.ticketId, handoverId: handover.id }
  const take = async () => {
    if (await accept.act(at)) toast({ text: say('handovers.accepted', { number: handover.number }), tone: 'good' })
  }
  const giveBack = async () => {
    if (reason?.trim() && (await decline.act({ ...at, reason: reason.trim() })))
      toast({ text: say('handovers.declined', { number: handover.number }) })
  }
  const refusal = accept.refusal ?? decline.refusal
  return (
    <li className={style.item}>
      <Link
        className={style.grow}
        to="/tickets/$ticketId"
        params={{ ticketId: handover.ticketId }}
        title={handover.title}
      >
        {handover.title}
      </Link>
      <RelativeTime at={handover.offeredAt} />
      <span className={style.under}>
        {[
          handover.from && `${handover.from.name} ${handover.from.jobNumber}`,
          handover.toMe ? undefined : say('handovers.to-unit'),
          handover.reason
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {reason === undefined ? (
        <span className={style.acts}>
          <Button size="small" type="primary" loading={accept.isBusy} onClick={() => void take()}>
            {say('handovers.accept')}
          </Button>
          <Button size="small" onClick={() => setReason('')}>
            {say('handovers.decline')}
          </Button>
        </span>
      ) : (
        <form
          className={style.acts}
          onSubmit={(event) => {
            event.preventDefault()
            void giveBack()
          }}
        >
          <Input
            size="small"
            autoFocus
            maxLength={300}
            value={reason}
            placeholder={say('handovers.reason')}
            aria-label={say('handovers.reason')}
            onChange={(event) => setReason(event.target.value)}
          />
          <Button size="small" htmlType="submit" disabled={reason.trim() === ''} loading={decline.isBusy}>
            {say('handovers.decline')}
          </Button>
          <Button size="small" type="text" onClick={() => setReason(undefined)}>
            {say('leave')}
          </Button>
        </form>
      )}
      {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
    </li>
  )
}
