import { readTicket } from '@shouwen/contract/tickets'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Suspense, useMemo } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useCan } from '#lib/session.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { Icon } from '#ui/icon.tsx'
import { Page } from '#ui/page.tsx'
import { Segments } from '#ui/segments.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { PriorityMark, StatusMark } from '#web/tickets/ticket-marks.tsx'
import type { TicketPageData } from '#web/tickets/ticket-page.tsx'
import { TicketPromises } from '#web/tickets/ticket-promises.tsx'
import { caseTabs } from './case-tabs.ts'
import style from './complaint-desk.module.css'
import type { DeskSearch } from './routes.ts'

/** One complaint, from intake to its final answer: the promises over it, and a tab for each part of the work. */
export function ComplaintDesk() {
  const { ticketId = '' } = useParams({ strict: false })
  // Another complaint is another page: drafts never cross over.
  return <OneComplaint key={ticketId} ticketId={ticketId} />
}

function OneComplaint({ ticketId }: { ticketId: string }) {
  const { say } = usePhrases('complaints')
  const { data, error, refetch } = useRead(readTicket, { ticketId })
  if (!data)
    return (
      <Page title={say('desk.title')} isLoading error={error} onRetry={() => void refetch()}>
        {null}
      </Page>
    )
  return <Desk page={data} />
}

function Desk({ page }: { page: TicketPageData }) {
  const { say } = usePhrases('complaints')
  const { ticket } = page
  const may = useCan()
  const navigate = useNavigate()
  const { tab: asked }: DeskSearch = useSearch({ strict: false })
  const tabs = useMemo(() => caseTabs.filter(({ permission }) => may(permission)).toSorted((a, b) => a.order - b.order), [may])
  const tab = tabs.find(({ id }) => id === asked) ?? tabs[0]
  return (
    <Page
      title={ticket.title}
      fill
      trail={<Trail page={page} />}
      meta={
        <>
          <StatusMark status={ticket.status} />
          <PriorityMark priority={ticket.priority} word />
        </>
      }
      bar={
        <div className={style.bar}>
          <TicketPromises promises={page.promises} />
          {tabs.length > 1 ? (
            <Segments
              label={say('desk.parts')}
              value={tab?.id ?? ''}
              options={tabs.map(({ id }) => ({ id, label: say(`tab.${id}`) }))}
              onChange={(id) => void navigate({ to: '.', search: { tab: id }, replace: true })}
            />
          ) : null}
        </div>
      }
    >
      <div className={style.content}>
        {ticket.kind !== 'complaint' ? (
          <EmptyState title={say('desk.not-complaint')}>
            <Link to="/tickets/$ticketId" params={{ ticketId: ticket.id }}>
              {say('desk.ticket')}
            </Link>
          </EmptyState>
        ) : tab ? (
          <Suspense fallback={<Skeleton />}>
            <tab.component ticketId={ticket.id} regionId={ticket.regionId} page={page} />
          </Suspense>
        ) : null}
      </div>
    </Page>
  )
}

function Trail({ page: { ticket } }: { page: TicketPageData }) {
  const { say } = usePhrases('complaints')
  return (
    <div className={style.trail}>
      <span className={style.number}>{ticket.number}</span>
      <Link to="/tickets/$ticketId" params={{ ticketId: ticket.id }} className={style.back}>
        <Icon name="ticket" size={13} />
        {say('desk.ticket')}
      </Link>
    </div>
  )
}
