import { Input } from 'antd'
import { usePhrases } from '#lib/phrases.ts'
import { Labelled } from '#ui/labelled.tsx'
import { CustomerSelect, LineSelect, PhoneMatch } from './customer-select.tsx'
import { type DraftProps, hasContact } from './new-ticket-draft.ts'
import style from './new-ticket.module.css'

/** Whose matter it is: a known customer and which line, or somebody who can be reached. */
export function NewTicketContact({ draft, put, tried }: DraftProps) {
  const { say } = usePhrases('tickets')
  const { customerId } = draft
  return (
    <>
      <div className={style.two}>
        <Labelled
          label={say('new.customer')}
          error={tried && !hasContact(draft) ? say('new.contact-needed') : undefined}
        >
          {(ids) => (
            <CustomerSelect
              id={ids.id}
              autoFocus
              value={customerId}
              onChange={(next) => put({ customerId: next, lineId: undefined })}
            />
          )}
        </Labelled>
        {customerId ? (
          <Labelled label={say('new.line')}>
            {(ids) => (
              <LineSelect
                id={ids.id}
                customerId={customerId}
                value={draft.lineId}
                onChange={(lineId) => put({ lineId })}
              />
            )}
          </Labelled>
        ) : (
          <Labelled
            label={say('customer.contact-phone')}
            hint={<PhoneMatch phone={draft.contactPhone} onUse={(id) => put({ customerId: id })} />}
          >
            {(ids) => (
              <Input
                {...ids}
                inputMode="tel"
                value={draft.contactPhone}
                maxLength={40}
                onChange={(event) => put({ contactPhone: event.target.value })}
              />
            )}
          </Labelled>
        )}
      </div>
      {customerId ? null : (
        <div className={style.two}>
          <Labelled label={say('customer.contact-name')}>
            {(ids) => (
              <Input
                {...ids}
                value={draft.contactName}
                maxLength={80}
                onChange={(event) => put({ contactName: event.target.value })}
              />
            )}
          </Labelled>
          <Labelled label={say('customer.contact-email')}>
            {(ids) => (
              <Input
                {...ids}
                inputMode="email"
                value={draft.contactEmail}
                maxLength={200}
                onChange={(event) => put({ contactEmail: event.target.value })}
              />
            )}
          </Labelled>
        </div>
      )}
    </>
  )
}
