import { closeLine, getCustomer, listCustomerLines } from '@shouwen/contract/customers'
import { Button } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useReadPages } from '#lib/read.ts'
import { ConfirmByName } from '#ui/confirm-by-name.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { MaskedValue } from '#ui/masked-value.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { toast } from '#ui/undo-toast.tsx'
import { Block } from './block.tsx'
import style from './customer-items.module.css'
import type { Customer } from './customer-page.tsx'
import { useReveal } from './use-reveal.ts'

type ServiceLine = Customer['lines'][number]

/** What the customer has from us: open lines first, each with its plan. */
export function CustomerLines({ customer, onAdd }: { customer: Customer; onAdd: () => void }) {
  const { say } = usePhrases('customers')
  const at = { regionId: customer.regionId, customerId: customer.id }
  const [isWhole, setWhole] = useState(false)
  const all = useReadPages(listCustomerLines, { ...at, limit: 50 }, { enabled: isWhole })
  const close = useAct(closeLine, { refreshes: [getCustomer, listCustomerLines] })
  const lines = isWhole && all.items.length > 0 ? all.items : customer.lines
  return (
    <Block
      title={say('lines.title')}
      count={customer.lineCount}
      flush
      act={customer.can.write ? { label: say('add'), onClick: onAdd } : undefined}
    >
      {lines.length === 0 ? <p className={style.quiet}>{say('lines.none')}</p> : null}
      {close.refusal ? <RefusalNotice refusal={close.refusal} inline /> : null}
      <ul className={style.items}>
        {lines.map((line) => (
          <LineItem
            key={line.id}
            line={line}
            customer={customer}
            onClose={async () => {
              if (await close.act({ ...at, lineId: line.id }))
                toast({ text: say('lines.closed-done', { number: line.serviceNumber }), tone: 'good' })
            }}
          />
        ))}
      </ul>
      {(isWhole ? all.hasMore : customer.lineCount > lines.length) ? (
        <div className={style.more}>
          <Button
            size="small"
            loading={all.isLoading || all.isReadingMore}
            onClick={() => (isWhole ? all.readMore() : setWhole(true))}
          >
            {say('lines.more')}
          </Button>
        </div>
      ) : null}
    </Block>
  )
}

function LineItem({
  line,
  customer,
  onClose
}: {
  line: ServiceLine
  customer: Customer
  onClose: () => Promise<void>
}) {
  const { say, pick } = usePhrases('customers')
  const { purposes, reveal } = useReveal({ regionId: customer.regionId, customerId: customer.id }, customer.can.unmask)
  const isClosed = line.closedOn !== null
  const fee = line.plan
    ? say('lines.fee', { amount: (line.plan.monthlyFeeCents / 100).toFixed(line.plan.monthlyFeeCents % 100 ? 2 : 0) })
    : undefined
  return (
    <li className={`${style.item} ${isClosed ? style.closed : ''}`}>
      <span className={style.main}>
        <strong>{say(`service.${line.service}`)}</strong>
        {customer.masked.includes('phone') ? (
          <MaskedValue
            masked={line.serviceNumber}
            label={say('column.service')}
            purposes={purposes}
            reveal={reveal('phone', (full) => full.lines.find(({ id }) => id === line.id)?.serviceNumber, line.id)}
          />
        ) : (
          <span className="number">{line.serviceNumber}</span>
        )}
        {isClosed ? (
          <StatusTag settled>{say('lines.closed')}</StatusTag>
        ) : line.status === 'active' ? null : (
          <StatusTag tone="warn">{say(`line-status.${line.status}`)}</StatusTag>
        )}
        <span className={style.under}>
          {[
            line.plan ? pick(line.plan.name) : undefined,
            fee,
            line.reach ? say(`reach.${line.reach}`) : undefined,
            isClosed
              ? say('lines.from-to', { from: line.openedOn, to: line.closedOn ?? '' })
              : say('lines.since', { date: line.openedOn })
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {line.address ? (
          <span className={style.under}>
            {customer.masked.includes('address') ? (
              <MaskedValue
                masked={line.address}
                label={say('lines.address')}
                purposes={purposes}
                reveal={reveal('address', (full) => full.lines.find(({ id }) => id === line.id)?.address, line.id)}
              />
            ) : (
              line.address
            )}
          </span>
        ) : null}
      </span>
      {customer.can.write && !isClosed ? (
        <ConfirmByName
          name={line.serviceNumber}
          explanation={say('lines.close-text')}
          action={say('lines.close')}
          onConfirm={onClose}
        >
          <IconButton icon="exit" size="small" label={`${say('lines.close')}: ${line.serviceNumber}`} />
        </ConfirmByName>
      ) : null}
    </li>
  )
}
