import { listChildren, setParent, unlinkTickets } from '@shouwen/contract/ticket-links'
import { readTicket } from '@shouwen/contract/tickets'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead, useReadPages } from '#lib/read.ts'
import { useCan } from '#lib/session.ts'
import { IconButton } from '#ui/icon-button.tsx'
import { toast } from '#ui/undo-toast.tsx'
import { DetailSection } from './detail-section.tsx'
import style from './ticket-details.module.css'
import { StatusMark } from './ticket-marks.tsx'
import type { TicketPageData } from './ticket-page.tsx'
import type { PanelName } from './verb-panel.tsx'

/** Tickets this one belongs with: its parent, its children, and those linked. Removing a link can be taken back. */
export function TicketLinks({ page, onPanel }: { page: TicketPageData; onPanel: (panel: PanelName) => void }) {
  const { say } = usePhrases('tickets')
  const { ticket, links, abilities } = page
  const canLink = abilities.includes('link')
  const count = links.length + ticket.childCount + (ticket.parentId ? 1 : 0)
  if (count === 0 && !canLink) return null
  return (
    <DetailSection
      title={say('link.title')}
      count={count}
      action={
        canLink ? (
          <IconButton icon="plus" size="small" label={say('verb.link')} keys="l" onClick={() => onPanel('link')} />
        ) : undefined
      }
    >
      <ul className={style.items}>
        {ticket.parentId ? (
          <Parent ticketId={ticket.id} parentId={ticket.parentId} canChange={abilities.includes('merge')} />
        ) : null}
        {links.map((link) => (
          <LinkLine key={`${link.kind}${link.ticketId}`} page={page} link={link} canChange={canLink} />
        ))}
      </ul>
      {ticket.childCount > 0 ? <Children ticketId={ticket.id} /> : null}
    </DetailSection>
  )
}

/** Before everything else of a ticket that ended in another: where its matter goes on. */
export function MergedNotice({ intoId }: { intoId: string }) {
  const { say } = usePhrases('tickets')
  const may = useCan()
  const into = useRead(readTicket, { ticketId: intoId }, { enabled: may('ticket.read') })
  return (
    <p className={style.merged} role="note">
      {say('link.merged-into')}{' '}
      <Link to="/tickets/$ticketId" params={{ ticketId: intoId }}>
        {into.data ? `${into.data.ticket.number} ${into.data.ticket.title}` : say('link.merged-open')}
      </Link>
    </p>
  )
}

function LinkLine({
  page,
  link,
  canChange
}: {
  page: TicketPageData
  link: TicketPageData['links'][number]
  canChange: boolean
}) {
  const { say } = usePhrases('tickets')
  const unlink = useAct(unlinkTickets, { refreshes: [readTicket] })
  const isFree = link.kind === 'duplicate' || link.kind === 'related' || link.kind === 'caused-by'
  return (
    <li className={style.item}>
      <span className={style.quiet}>{say(`link.${link.kind}-${link.direction}`)}</span>
      <Link to="/tickets/$ticketId" params={{ ticketId: link.ticketId }} title={link.number}>
        {link.title}
      </Link>
      <StatusMark status={link.status} />
      {canChange && isFree ? (
        <IconButton
          icon="close"
          size="small"
          label={say('link.remove', { number: link.number })}
          onClick={async () => {
            if (await unlink.act({ ticketId: page.ticket.id, otherId: link.ticketId }))
              toast({ text: say('link.removed', { number: link.number }) })
          }}
        />
      ) : null}
    </li>
  )
}

function Parent({ ticketId, parentId, canChange }: { ticketId: string; parentId: string; canChange: boolean }) {
  const { say } = usePhrases('tickets')
  const may = useCan()
  const parent = useRead(readTicket, { ticketId: parentId }, { enabled: may('ticket.read') })
  const change = useAct(setParent, { refreshes: [readTicket] })
  const title = parent.data?.ticket.title ?? say('link.parent')
  return (
    <li className={style.item}>
      <span className={style.quiet}>{say('link.parent')}</span>
      <Link to="/tickets/$ticketId" params={{ ticketId: parentId }}>
        {title}
      </Link>
      {parent.data ? <StatusMark status={parent.data.ticket.status} /> : null}
      {canChange ? (
        <IconButton
          icon="close"
          size="small"
          label={say('link.leave-parent')}
          onClick={async () => {
            if (await change.act({ ticketId, parentId: null }))
              toast({ text: say('link.left-parent'), undo: () => void change.act({ ticketId, parentId }) })
          }}
        />
      ) : null}
    </li>
  )
}

function Children({ ticketId }: { ticketId: string }) {
  const { say } = usePhrases('tickets')
  const children = useReadPages(listChildren, { ticketId, limit: 20 })
  return (
    <>
      <p className={style.quiet}>{say('link.children')}</p>
      <ul className={style.items}>
        {children.items.map((child) => (
          <li key={child.id} className={style.item}>
            <Link to="/tickets/$ticketId" params={{ ticketId: child.id }} title={child.number}>
              {child.title}
            </Link>
            <span className={style.quiet}>{child.customerName}</span>
            <StatusMark status={child.status} />
          </li>
        ))}
      </ul>
      {children.hasMore ? (
        <Button size="small" loading={children.isReadingMore} onClick={children.readMore}>
          {say('link.more-children')}
        </Button>
      ) : null}
    </>
  )
}
