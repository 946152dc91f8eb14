import type { TicketKind } from '@shouwen/contract/ticket-words'
import { getCustomer } from '@shouwen/contract/customers'
import { findDuplicates } from '@shouwen/contract/tickets'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useSession } from '#lib/session.ts'
import { RelativeTime } from '#ui/relative-time.tsx'
import style from './duplicates.module.css'
import { GradeMark, StatusMark } from './ticket-marks.tsx'

type Given = {
  title: string
  description: string
  customerId: string | undefined
  contactPhone: string
  kind: TicketKind
}

/** The customer in brief, and tickets the new one may repeat, looked for a moment after the last key. */
export function Duplicates({ title, description, customerId, contactPhone, kind }: Given) {
  const { say } = usePhrases('tickets')
  const phone = contactPhone.replace(/[\s-]/g, '')
  const given = useSettled({ title: title.trim(), description: description.trim(), customerId, phone, kind })
  const isAsked = given.title.length >= 2 && (given.customerId !== undefined || given.phone.length >= 7)
  const found = useRead(
    findDuplicates,
    {
      title: given.title,
      kind: given.kind,
      ...(given.description ? { description: given.description } : {}),
      ...(given.customerId ? { customerId: given.customerId } : {}),
      ...(given.phone ? { contactPhone: given.phone } : {})
    },
    { enabled: isAsked, keep: true }
  )
  const items = isAsked ? (found.data?.items ?? []) : []
  return (
    <aside className={style.aside}>
      {customerId ? <Brief customerId={customerId} /> : null}
      <section aria-live="polite" className={items.length > 0 ? style.warned : undefined}>
        <h2>{say('new.duplicates')}</h2>
        {items.length === 0 ? (
          <p className={style.quiet}>{say(isAsked && found.data ? 'new.duplicates-none' : 'new.duplicates-hint')}</p>
        ) : null}
        <ul>
          {items.map((item) => (
            <li key={item.id}>
              <Link to="/tickets/$ticketId" params={{ ticketId: item.id }} target="_blank">
                {item.title}
              </Link>
              <span className={style.facts}>
                <StatusMark status={item.status} />
                <RelativeTime at={item.openedAt} />
                {item.sameCustomer ? <span>{say('new.same-customer')}</span> : null}
                <span>{say('new.likeness', { percent: Math.round(item.likeness * 100) })}</span>
              </span>
            </li>
          ))}
        </ul>
      </section>
    </aside>
  )
}

function Brief({ customerId }: { customerId: string }) {
  const { say } = usePhrases('tickets')
  const { staff } = useSession()
  const { data } = useRead(getCustomer, { regionId: staff.regionId, customerId })
  if (!data) return null
  return (
    <section>
      <h2>{say('new.brief')}</h2>
      <p className={style.name}>
        {data.name} <GradeMark grade={data.grade} vip={data.vip} />
      </p>
      <p className={style.quiet}>
        {say(`customer.${data.kind}`)} · {data.number} · {say('new.lines', { count: data.lineCount })}
      </p>
      {data.contactMeans.slice(0, 3).map((each) => (
        <p key={each.id} className={style.quiet}>
          {each.value}
        </p>
      ))}
    </section>
  )
}

const waitMs = 500

/** The value once it has not changed for half a second. */
function useSettled<T extends object>(value: T): T {
  const [settled, setSettled] = useState(value)
  const text = JSON.stringify(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(text) as T), waitMs)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
