import { customerTimeline } from '@shouwen/contract/contacts'
import { consentPurposeWords, getCustomer } from '@shouwen/contract/customers'
import { lazy, Suspense } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useCan } from '#lib/session.ts'
import { FieldList } from '#ui/field-list.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import type { TicketPageData } from '#web/tickets/ticket-page.tsx'
import { Charges, Orders } from './billing-facts.tsx'
import style from './handling.module.css'

// Few complaints have calls: their story and player come when there is something to show.
const TicketCalls = lazy(() => import('#web/voice/ticket-calls.tsx').then((part) => ({ default: part.TicketCalls })))

/** The customer's lines, consents, charges, orders and contacts, with the recordings of this complaint. @norm TK-15 TK-11 */
export function CustomerFacts({ ticket }: { ticket: TicketPageData['ticket'] }) {
  const may = useCan()
  const at = { regionId: ticket.regionId, customerId: ticket.customerId ?? '' }
  const known = ticket.customerId !== null
  return (
    <>
      {known && may('customer.read') ? <Lines {...at} /> : null}
      {known && may('billing.read') ? (
        <>
          <Charges {...at} ticketId={ticket.id} />
          <Orders {...at} ticketId={ticket.id} />
        </>
      ) : null}
      {known && may('contact.read') ? <Contacts {...at} /> : null}
      {may('contact.read') ? (
        <Suspense fallback={null}>
          <TicketCalls ticketId={ticket.id} />
        </Suspense>
      ) : null}
    </>
  )
}

function Lines({ regionId, customerId }: { regionId: number; customerId: string }) {
  const { say, pick, language } = usePhrases('handling')
  const { say: words } = usePhrases('customers')
  const { data } = useRead(getCustomer, { regionId, customerId })
  if (!data) return null
  const purposeOf = (code: string) => (code in consentPurposeWords ? pick(consentPurposeWords[code as keyof typeof consentPurposeWords]) : code)
  const sourceOf = (code: string) => {
    const key = `consents.source.${code}`
    return words(key) === key ? code : words(key)
  }
  const money = new Intl.NumberFormat(language, { style: 'currency', currency: 'CNY' })
  return (
    <section className={style.part}>
      <h2>
        {say('customer.title')} <small>{`${data.name} · ${data.number} · ${words(`grade.${data.grade}`)}`}</small>
      </h2>
      {data.lines.length === 0 ? <p className={style.quiet}>{say('customer.no-lines')}</p> : null}
      <ul className={style.items}>
        {data.lines.map((line) => (
          <li key={line.id} className={style.item}>
            <div className={style.line}>
              <strong>{line.serviceNumber}</strong>
              <span>{line.plan ? `${pick(line.plan.name)} ${money.format(line.plan.monthlyFeeCents / 100)}` : line.service}</span>
            </div>
            <small className={style.quiet}>{[words(`status.${line.status}`), line.openedOn, line.address].filter(Boolean).join(' · ')}</small>
          </li>
        ))}
      </ul>
      <h3>{say('customer.consents')}</h3>
      {data.consents.length === 0 ? <p className={style.quiet}>{say('customer.no-consents')}</p> : null}
      <FieldList fields={data.consents.map((one) => ({ label: purposeOf(one.purpose), value: `${say(one.granted ? 'customer.granted' : 'customer.withdrawn')} · ${sourceOf(one.source)} · ${one.at.slice(0, 10)}` }))} />
    </section>
  )
}

function Contacts({ regionId, customerId }: { regionId: number; customerId: string }) {
  const { say } = usePhrases('handling')
  const { data } = useRead(customerTimeline, { regionId, customerId, limit: 12 })
  if (!data) return null
  return (
    <section className={style.part}>
      <h2>{say('contacts.title')}</h2>
      {data.items.length === 0 ? <p className={style.quiet}>{say('contacts.none')}</p> : null}
      <ul className={style.items}>
        {data.items.map((one) => (
          <li key={`${one.type}${one.id}`} className={style.item}>
            <span>{one.title}</span>
            <small className={style.quiet}>
              {say(`contacts.type.${one.type}`)}
              {one.ticketNumber ? ` ${one.ticketNumber}` : ''}
              {one.staff ? ` · ${one.staff.name} ${one.staff.jobNumber}` : ''} · <RelativeTime at={one.at} />
            </small>
          </li>
        ))}
      </ul>
    </section>
  )
}
