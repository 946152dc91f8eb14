import { beginOutbound, listOutboundContacts } from '@shouwen/contract/outbound'
import { Button } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { Icon } from '#ui/icon.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import style from './outbound.module.css'
import { useOutboundWords } from './outbound-words.ts'
import { ResultForm } from './result-form.tsx'

/** Calls to the customer on this case: one press gives the number, and what came of it stands in the ticket. @norm CC-20 */
export function TicketOutbound({ ticketId, canCall }: { ticketId: string; canCall: boolean }) {
  const { say } = usePhrases('outbound')
  const { result } = useOutboundWords()
  const { data } = useRead(listOutboundContacts, { ticketId, limit: 20 })
  const begin = useAct(beginOutbound, { refreshes: [listOutboundContacts] })
  const [open, setOpen] = useState<{ contactId: string; number: string | null }>()
  const items = (data?.items ?? []).filter((one) => one.id !== open?.contactId)
  if (!canCall && items.length === 0) return null
  return (
    <section className={style.section} aria-label={say('on-case')}>
      <div className={style.row}>
        <h2>{say('on-case')}</h2>
        <span className={style.spring} />
        {canCall && !open ? (
          <Button size="small" icon={<Icon name="call" size={14} />} loading={begin.isBusy} onClick={() => void begin.act({ ticketId, channel: 'phone' }).then((begun) => begun && setOpen(begun))}>
            {say('call')}
          </Button>
        ) : null}
      </div>
      {begin.refusal ? <RefusalNotice refusal={begin.refusal} inline /> : null}
      {open ? (
        <>
          <p className={style.number}>
            <a href={`tel:${open.number ?? ''}`}>{open.number}</a>
            <span className={style.quiet}>{say('dial')}</span>
          </p>
          <ResultForm contactId={open.contactId} plain onDone={() => setOpen(undefined)} />
        </>
      ) : null}
      {items.length > 0 ? (
        <ul className={style.former}>
          {items.map((one) => (
            <li key={one.id}>
              <RelativeTime at={one.beganAt} /> {say(`channel.${one.channel}`)} · {one.sms ? say(`sms.${one.sms.state}`) : result(one.result ?? 'under-way')}
              {one.staff ? ` · ${one.staff.jobNumber}` : ''}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}
