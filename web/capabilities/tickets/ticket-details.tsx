import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useCan, useSession } from '#lib/session.ts'
import { Icon } from '#ui/icon.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { CalmingStep } from './calming-step.tsx'
import { DetailSection } from './detail-section.tsx'
import { HandoverNotice } from './handover-notice.tsx'
import { TicketClass } from './ticket-class.tsx'
import { TicketContacts } from './ticket-contacts.tsx'
import { TicketClosing } from './ticket-closing.tsx'
import { TicketCustomer } from './ticket-customer.tsx'
import style from './ticket-details.module.css'
import { TicketFiles } from './ticket-files.tsx'
import { TicketForm } from './ticket-form.tsx'
import { MergedNotice, TicketLinks } from './ticket-links.tsx'
import type { TicketPageData } from './ticket-page.tsx'
import { TicketPeople } from './ticket-people.tsx'
import { isForMe, TicketTasks } from './ticket-tasks.tsx'
import type { PanelName } from './verb-panel.tsx'

// Few tickets have calls: their story and player come when there is something to show.
const TicketCalls = lazy(() => import('#web/voice/ticket-calls.tsx').then((part) => ({ default: part.TicketCalls })))

const TicketCorrections = lazy(() => import('#web/corrections/ticket-corrections.tsx').then((part) => ({ default: part.TicketCorrections })))

const TicketOutbound = lazy(() => import('#web/outbound/ticket-outbound.tsx').then((part) => ({ default: part.TicketOutbound })))

const VipCard = lazy(() => import('#web/vip/vip-card.tsx').then((part) => ({ default: part.VipCard })))

/** Everything known of a ticket, what is most often needed first. */
export function TicketDetails({ page, onPanel }: { page: TicketPageData; onPanel: (panel: PanelName) => void }) {
  const { say } = usePhrases('tickets')
  const { staff } = useSession()
  const may = useCan()
  const waitsForMe = page.tasks.some(
    (task) => (task.status === 'assigned' || task.status === 'accepted') && isForMe(task, staff)
  )
  const tasks = <TicketTasks page={page} onPanel={onPanel} />
  return (
    <div className={style.details}>
      {page.ticket.mergedIntoId ? <MergedNotice intoId={page.ticket.mergedIntoId} /> : null}
      <CalmingStep ticket={page.ticket} />
      {page.ticket.kind === 'complaint' ? (
        <Link to="/complaints/$ticketId" params={{ ticketId: page.ticket.id }} className={style.desk}>
          {say('ticket.complaint-desk')}
          <Icon name="right" size={13} />
        </Link>
      ) : null}
      {page.handover ? <HandoverNotice ticketId={page.ticket.id} handover={page.handover} /> : null}
      {waitsForMe ? tasks : null}
      <TicketCustomer page={page} />
      {page.customer && (page.customer.vip || page.customer.grade === 'AAA') ? (
        <Suspense fallback={null}>
          <VipCard regionId={page.ticket.regionId} customerId={page.customer.id} ticketId={page.ticket.id} canAct={page.abilities.includes('note')} />
        </Suspense>
      ) : null}
      <TicketPeople page={page} />
      <TicketForm page={page} />
      <TicketClass page={page} />
      {waitsForMe ? null : tasks}
      <Suspense fallback={null}>
        <TicketCorrections ticketId={page.ticket.id} />
      </Suspense>
      <TicketLinks page={page} onPanel={onPanel} />
      <TicketClosing page={page} />
      <TicketFiles page={page} />
      <TicketContacts ticketId={page.ticket.id} />
      {may('outbound.work') ? (
        <Suspense fallback={null}>
          <TicketOutbound ticketId={page.ticket.id} canCall={page.abilities.includes('note') && (page.customer !== null || page.ticket.contact.phone !== null)} />
        </Suspense>
      ) : null}
      {may('contact.read') ? (
        <Suspense fallback={null}>
          <TicketCalls ticketId={page.ticket.id} />
        </Suspense>
      ) : null}
      <Milestones page={page} />
    </div>
  )
}

const milestones = [
  'openedAt',
  'acceptedAt',
  'firstAnsweredAt',
  'arrivedAt',
  'restoredAt',
  'resolvedAt',
  'closedAt'
] as const

/** When each stage of the matter was reached; waits and holds are in the history. @norm IQ-01 */
function Milestones({ page: { ticket } }: { page: TicketPageData }) {
  const { say } = usePhrases('tickets')
  return (
    <DetailSection title={say('ticket.times')} folded>
      <dl className={style.times}>
        {milestones.map((name) => {
          const at = ticket[name]
          return at ? (
            <div key={name}>
              <dt>{say(`time.${name}`)}</dt>
              <dd>
                <RelativeTime at={at} exact />
              </dd>
            </div>
          ) : null
        })}
        {ticket.reopenedCount > 0 ? (
          <div>
            <dt>{say('time.reopened')}</dt>
            <dd>{ticket.reopenedCount}</dd>
          </div>
        ) : null}
      </dl>
    </DetailSection>
  )
}
