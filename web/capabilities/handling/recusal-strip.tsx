import { disputeHandler, listRecusals, recuseFromTicket } from '@shouwen/contract/ticket-recusal'
import { readTicket } from '@shouwen/contract/tickets'
import { Button, Input, Popover, Select } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useCan, useSession } from '#lib/session.ts'
import { Labelled } from '#ui/labelled.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { toast } from '#ui/undo-toast.tsx'
import { ReceiverSelect } from '#web/tickets/receiver-select.tsx'
import type { TicketPageData } from '#web/tickets/ticket-page.tsx'
import style from './handling.module.css'

type Asking = 'dispute' | 'other' | 'self'

/** Who is kept away from the complaint, and the ways to keep somebody away. @norm TK-26 */
export function RecusalStrip({ page: { ticket } }: { page: TicketPageData }) {
  const { say } = usePhrases('handling')
  const may = useCan()
  const { data } = useRead(listRecusals, { ticketId: ticket.id })
  const [asking, setAsking] = useState<Asking>()
  if (!data) return null
  const ways: Asking[] = [...(ticket.owner && may('ticket.note') ? ['dispute' as const] : []), ...(data.canRecuseOthers ? ['other' as const] : []), ...(data.canRecuseSelf ? ['self' as const] : [])]
  return (
    <div className={style.strip} role="group" aria-label={say('recusal.title')}>
      {data.items.map((one) => (
        <StatusTag key={one.person.id} tone="warn" settled>
          <span title={one.reason}>{say('recusal.who', { who: `${one.person.name} ${one.person.jobNumber}`, cause: say(`recusal.cause.${one.cause}`) })}</span>
        </StatusTag>
      ))}
      {ways.map((way) => (
        <Popover
          key={way}
          trigger="click"
          placement="bottomRight"
          open={asking === way}
          onOpenChange={(open) => setAsking(open ? way : undefined)}
          destroyOnHidden
          content={<RecusalForm ticketId={ticket.id} way={way} onDone={() => setAsking(undefined)} />}
        >
          <Button size="small">{say(`recusal.way.${way}`)}</Button>
        </Popover>
      ))}
    </div>
  )
}

function RecusalForm({ ticketId, way, onDone }: { ticketId: string; way: Asking; onDone: () => void }) {
  const { say } = usePhrases('handling')
  const { staff } = useSession()
  const dispute = useAct(disputeHandler, { refreshes: [listRecusals, readTicket] })
  const recuse = useAct(recuseFromTicket, { refreshes: [listRecusals, readTicket] })
  const [staffId, setStaffId] = useState<string | undefined>(way === 'self' ? staff.id : undefined)
  const [cause, setCause] = useState<'complained-about' | 'conflict'>('complained-about')
  const [reason, setReason] = useState('')
  const acting = way === 'dispute' ? dispute : recuse
  const submit = async () => {
    const said = reason.trim()
    const done = way === 'dispute' ? await dispute.act({ ticketId, reason: said }) : staffId && (await recuse.act({ ticketId, staffIds: [staffId], cause: way === 'self' ? 'own-wish' : cause, reason: said }))
    if (!done) return
    toast({ text: say('recusal.done'), tone: 'good' })
    onDone()
  }
  return (
    <form
      className={style.form}
      style={{ width: 320 }}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <p className={style.quiet}>{say(`recusal.hint.${way}`)}</p>
      {way === 'other' ? (
        <>
          <ReceiverSelect kinds={['person']} value={staffId ? { staffId } : {}} onChange={(value) => setStaffId(value.staffId)} />
          <Labelled label={say('recusal.why')}>
            {(ids) => <Select {...ids} value={cause} onChange={setCause} options={(['complained-about', 'conflict'] as const).map((value) => ({ value, label: say(`recusal.cause.${value}`) }))} />}
          </Labelled>
        </>
      ) : null}
      <Labelled label={say('reason')} required>
        {(ids) => <Input {...ids} autoFocus={way !== 'other'} value={reason} maxLength={300} onChange={(event) => setReason(event.target.value)} />}
      </Labelled>
      {acting.refusal ? <RefusalNotice refusal={acting.refusal} inline /> : null}
      <div className={style.acts}>
        <Button type="primary" danger htmlType="submit" loading={acting.isBusy} disabled={reason.trim() === '' || (way === 'other' && !staffId)}>
          {say(`recusal.way.${way}`)}
        </Button>
      </div>
    </form>
  )
}
