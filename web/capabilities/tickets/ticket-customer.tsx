import { getCustomer } from '@shouwen/contract/customers'
import { readTicket } from '@shouwen/contract/tickets'
import { Link } from '@tanstack/react-router'
import { call, isRefused } from '#lib/call.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useCan } from '#lib/session.ts'
import { MaskedValue } from '#ui/masked-value.tsx'
import { toast } from '#ui/undo-toast.tsx'
import { CustomerMeans } from './customer-means.tsx'
import { DetailSection } from './detail-section.tsx'
import { InlineField } from './inline-field.tsx'
import style from './ticket-details.module.css'
import { GradeMark } from './ticket-marks.tsx'
import type { TicketPageData } from './ticket-page.tsx'

const means = ['name', 'phone', 'email'] as const

/** Who the customer is, their grade, and how to reach them; what is masked opens for a stated purpose. */
export function TicketCustomer({ page: { ticket, customer, abilities } }: { page: TicketPageData }) {
  const { say, language } = usePhrases('tickets')
  const may = useCan()
  const canEdit = abilities.includes('edit')
  const at = { regionId: ticket.regionId, customerId: customer?.id ?? '' }
  const known = useRead(getCustomer, at, { enabled: customer !== null && may('customer.read', ticket.regionId) }).data
  // What the customer's own record says already is not said twice.
  const isKnown = (value: string | null) =>
    value !== null && (value === known?.name || (known?.contactMeans.some((each) => each.value === value) ?? false))
  const reveal = async (name: (typeof means)[number], purpose: string) => {
    try {
      return (await call(readTicket, { ticketId: ticket.id }, { purpose })).ticket.contact[name] ?? undefined
    } catch (error) {
      if (!isRefused(error)) throw error
      toast({ text: language === 'en' ? error.en : error.zh, tone: 'bad' })
      return undefined
    }
  }
  const patchOf = { name: 'contactName', phone: 'contactPhone', email: 'contactEmail' } as const
  return (
    <DetailSection title={say('customer.title')}>
      {customer ? (
        <p className={style.name}>
          {may('customer.read', ticket.regionId) ? (
            <Link
              to="/customers/$regionId/$customerId"
              params={{ regionId: String(ticket.regionId), customerId: customer.id }}
            >
              {customer.name}
            </Link>
          ) : (
            customer.name
          )}
          <GradeMark grade={customer.grade} vip={customer.vip} />
          <span className={style.quiet}>
            {say(`customer.${customer.kind}`)} · {customer.number}
          </span>
        </p>
      ) : (
        <p className={style.quiet}>{say('customer.unknown')}</p>
      )}
      <div className={style.facts}>
        {customer ? <CustomerMeans regionId={ticket.regionId} customerId={customer.id} lineId={ticket.lineId} /> : null}
        {means.map((name) => {
          const value = ticket.contact[name]
          if (isKnown(value) || (value === null && (customer || name !== 'phone'))) return null
          const isMasked = ticket.contact.masked && value !== null && value.includes('*')
          const label = say(`customer.contact-${name}`)
          if (isMasked)
            return (
              <div key={name} className={style.line}>
                <span>{label}</span>
                <MaskedValue
                  masked={value}
                  label={label}
                  purposes={[say('purpose.call-back'), say('purpose.verify'), say('purpose.visit')]}
                  reveal={may('customer.unmask') ? (purpose) => reveal(name, purpose) : undefined}
                />
              </div>
            )
          return (
            <InlineField
              key={name}
              label={label}
              ticket={ticket}
              value={value ?? ''}
              canEdit={canEdit}
              patch={(text) => ({ [patchOf[name]]: text === '' ? null : text })}
            />
          )
        })}
      </div>
    </DetailSection>
  )
}
