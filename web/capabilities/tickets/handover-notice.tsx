import type { Static } from '@shouwen/contract/operation'
import type { HandoverView } from '@shouwen/contract/ticket-schemas'
import { acceptHandover, declineHandover } from '@shouwen/contract/ticket-work'
import { readTicket } from '@shouwen/contract/tickets'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useSession } from '#lib/session.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import style from './handover-notice.module.css'
import { useOrganisationNames } from './organisation-names.ts'

/** An offered hand-over: the summary, and accept or decline for the other side, withdraw for this one. */
export function HandoverNotice({ ticketId, handover }: { ticketId: string; handover: Static<typeof HandoverView> }) {
  const { say } = usePhrases('tickets')
  const me = useSession().staff.id
  const { unit, queue } = useOrganisationNames()
  const accept = useAct(acceptHandover, { refreshes: [readTicket] })
  const decline = useAct(declineHandover, { refreshes: [readTicket] })
  const [reason, setReason] = useState<string>()
  const isMine = handover.from?.id === me
  const to = handover.to
    ? `${handover.to.name} ${handover.to.jobNumber}`
    : (queue(handover.toQueueCode) ?? unit(handover.toUnitId) ?? '')
  const refuse = () => reason?.trim() && void decline.act({ ticketId, handoverId: handover.id, reason: reason.trim() })
  return (
    <section className={style.notice} aria-label={say('hand-over.offered')}>
      <p className={style.head}>
        <strong>{say(isMine ? 'hand-over.by-me' : 'hand-over.to', { to, from: handover.from?.name ?? '' })}</strong>
        <RelativeTime at={handover.offeredAt} />
      </p>
      <p>{handover.reason}</p>
      <blockquote>{handover.summary}</blockquote>
      {handover.customerAgreed ? <p className={style.quiet}>{say('hand-over.agreed')}</p> : null}
      {reason === undefined ? (
        <div className={style.acts}>
          {isMine ? null : (
            <Button
              type="primary"
              size="small"
              loading={accept.isBusy}
              onClick={() => void accept.act({ ticketId, handoverId: handover.id })}
            >
              {say('hand-over.accept')}
            </Button>
          )}
          <Button size="small" onClick={() => setReason('')}>
            {say(isMine ? 'hand-over.withdraw' : 'hand-over.decline')}
          </Button>
        </div>
      ) : (
        <form
          className={style.acts}
          onSubmit={(event) => {
            event.preventDefault()
            refuse()
          }}
        >
          <Input
            size="small"
            autoFocus
            value={reason}
            maxLength={300}
            placeholder={say('form.reason')}
            aria-label={say('form.reason')}
            onChange={(event) => setReason(event.target.value)}
          />
          <Button size="small" htmlType="submit" loading={decline.isBusy} disabled={reason.trim() === ''}>
            {say(isMine ? 'hand-over.withdraw' : 'hand-over.decline')}
          </Button>
          <Button size="small" type="text" onClick={() => setReason(undefined)}>
            {say('verb.leave')}
          </Button>
        </form>
      )}
      {(accept.refusal ?? decline.refusal) ? (
        <RefusalNotice refusal={accept.refusal ?? decline.refusal ?? {}} inline />
      ) : null}
    </section>
  )
}
