import { useNavigate } from '@tanstack/react-router'
import { Button, Dropdown } from 'antd'
import { usePhrases } from '#lib/phrases.ts'
import { useCan } from '#lib/session.ts'
import { Icon } from '#ui/icon.tsx'
import { useShortcut } from '#ui/shortcuts.ts'
import type { Customer } from './customer-page.tsx'
import type { CustomerPanel } from './customer-search.ts'

/** What the reader may do for this customer. */
export function CustomerActions({
  customer,
  onPanel
}: {
  customer: Customer
  onPanel: (panel: CustomerPanel) => void
}) {
  const { say } = usePhrases('customers')
  const navigate = useNavigate()
  const may = useCan()
  const { write, readAudit } = customer.can
  const canOpen = may('ticket.open', customer.regionId)
  const newTicket = () => void navigate({ to: '/tickets/new', search: { customerId: customer.id } })
  useShortcut('n', say('act.ticket'), newTicket, { group: say('customer'), enabled: canOpen })
  useShortcut('e', say('act.edit'), () => onPanel('edit'), { group: say('customer'), enabled: write })
  const more: { key: CustomerPanel; label: string }[] = [
    ...(write
      ? ([
          { key: 'grade', label: say('act.grade') },
          { key: 'line', label: say('act.line') },
          { key: 'means', label: say('act.means') },
          { key: 'consent', label: say('act.consent') },
          { key: 'password', label: say('act.password') }
        ] as const)
      : []),
    ...(readAudit ? ([{ key: 'audit', label: say('act.audit') }] as const) : [])
  ]
  return (
    <>
      {more.length > 0 ? (
        <Dropdown trigger={['click']} menu={{ items: more, onClick: ({ key }) => onPanel(key as CustomerPanel) }}>
          <Button icon={<Icon name="more" size={15} />} aria-label={say('act.more')} />
        </Dropdown>
      ) : null}
      {write ? <Button onClick={() => onPanel('edit')}>{say('act.edit')}</Button> : null}
      {canOpen ? (
        <Button type="primary" icon={<Icon name="ticket" size={15} />} onClick={newTicket}>
          {say('act.ticket')}
        </Button>
      ) : null}
    </>
  )
}
