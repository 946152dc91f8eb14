import { listContacts } from '@shouwen/contract/contact-lists'
import { Link } from '@tanstack/react-router'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useCan } from '#lib/session.ts'
import { RelativeTime } from '#ui/relative-time.tsx'
import { DetailSection } from './detail-section.tsx'

/** The conversations about a ticket, each with the way to the ledger: why it went to whom. Calls have theirs beside their recording. */
export function TicketContacts({ ticketId }: { ticketId: string }) {
  const { say } = usePhrases('tickets')
  const may = useCan()
  const asks = may('contact.read') && may('floor.read')
  const contacts = useRead(listContacts, { ticketId, limit: 20 }, { enabled: asks })
  const items = (contacts.data?.items ?? []).filter((one) => one.channel !== 'phone')
  if (items.length === 0) return null
  return (
    <DetailSection title={say('contacts.title')} folded>
      <ul style={{ margin: 0, paddingLeft: 18 }}>
        {items.map((one) => (
          <li key={one.id}>
            <RelativeTime at={one.openedAt} />{' '}
            <Link to="/floor/contacts/$contactId" params={{ contactId: one.id }}>
              {say('contacts.why')}
            </Link>
          </li>
        ))}
      </ul>
    </DetailSection>
  )
}
