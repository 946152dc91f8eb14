import { listTickets } from '@shouwen/contract/ticket-lists'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { ExplainedPromise } from '#lib/explained-promise.tsx'
import { usePhrases } from '#lib/phrases.ts'
import { useReadPages } from '#lib/read.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { StatusTag, type Tone } from '#ui/status-tag.tsx'
import { Block } from './block.tsx'
import style from './customer-tickets.module.css'

const tone: Record<string, Tone> = { acknowledged: 'info', inProgress: 'accent', held: 'warn', resolved: 'good' }

/** What is open for this customer and what we promised about it, the next deadline first. */
export function CustomerTickets({ at }: { at: { regionId: number; customerId: string } }) {
  const { say } = usePhrases('customers')
  const tickets = useReadPages(listTickets, {
    ...at,
    statuses: ['acknowledged', 'inProgress', 'pending', 'held', 'resolved'],
    sort: 'due',
    limit: 10
  })
  return (
    <Block
      title={say('tickets.title')}
      count={tickets.items.length ? `${tickets.items.length}${tickets.hasMore ? '+' : ''}` : undefined}
      flush
    >
      {tickets.error ? <RefusalNotice refusal={tickets.error} inline onRetry={tickets.retry} /> : null}
      {tickets.isLoading ? (
        <div className={style.wait}>
          <Skeleton lines={3} />
        </div>
      ) : null}
      {!tickets.isLoading && !tickets.error && tickets.items.length === 0 ? (
        <p className={style.none}>{say('tickets.none')}</p>
      ) : null}
      <ul className={style.tickets}>
        {tickets.items.map((ticket) => (
          <li key={ticket.id}>
            <div className={style.title}>
              <Link to="/tickets/$ticketId" params={{ ticketId: ticket.id }}>
                {ticket.title}
              </Link>
              {ticket.promise ? (
                <ExplainedPromise promise={ticket.promise} named size="small" />
              ) : (
                <span className={style.quiet}>{say('tickets.no-promise')}</span>
              )}
            </div>
            <div className={style.facts}>
              <span className="number">{ticket.number}</span>
              <StatusTag tone={tone[ticket.status] ?? 'neutral'}>{say(`ticket-status.${ticket.status}`)}</StatusTag>
              <span>{say(`ticket-kind.${ticket.kind}`)}</span>
              <span>{ticket.priority}</span>
              {ticket.assignee ? <span>{ticket.assignee.name}</span> : null}
              {ticket.promiseCount > 1 ? <span>{say('tickets.promises', { count: ticket.promiseCount })}</span> : null}
            </div>
          </li>
        ))}
      </ul>
      {tickets.hasMore ? (
        <div className={style.wait}>
          <Button size="small" loading={tickets.isReadingMore} onClick={tickets.readMore}>
            {say('more')}
          </Button>
        </div>
      ) : null}
    </Block>
  )
}
