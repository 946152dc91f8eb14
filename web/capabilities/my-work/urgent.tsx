import { listTickets, readMyWork, type TicketRow } from '@shouwen/contract/ticket-lists'
import { Link, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { ExplainedPromise } from '#lib/explained-promise.tsx'
import { usePhrases } from '#lib/phrases.ts'
import { useRead, useReadPages } from '#lib/read.ts'
import { type Column, DataList } from '#ui/data-list.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import style from './my-work.module.css'
import row from './urgent.module.css'

const openStatuses = ['acknowledged', 'inProgress', 'pending', 'held', 'resolved'] as const

/** Tickets whose promises break next: mine, or everything I may see. Broken ones come first because they are latest. */
export function Urgent({ scope }: { scope: 'mine' | 'all' }) {
  const { say } = usePhrases('my-work')
  const navigate = useNavigate()
  const work = useRead(readMyWork, {})
  const mine = useReadPages(
    listTickets,
    { assignee: 'me', statuses: [...openStatuses], sort: 'due', limit: 50 },
    { enabled: scope === 'mine' }
  )
  const all = useReadPages(
    listTickets,
    { statuses: [...openStatuses], sort: 'due', limit: 50 },
    { enabled: scope === 'all' }
  )
  const list = scope === 'mine' ? mine : all
  const rows = useMemo(() => {
    if (scope === 'all') return list.items
    // What I answer for is urgent for me too, though somebody else works on it.
    const urgent = work.data?.urgent ?? []
    return [...urgent, ...list.items.filter((each) => !urgent.some((other) => other.id === each.id))]
  }, [scope, list.items, work.data])
  const columns = useUrgentColumns()
  return (
    <section className={style.card} aria-label={say('urgent.title')}>
      <div className={style.list}>
        <DataList
          id="my-work.urgent"
          main
          label={say('urgent.title')}
          tools={
            <>
              <h2 className={row.head}>{say(scope === 'mine' ? 'urgent.mine' : 'urgent.all')}</h2>
              <Link to="/tickets" search={{ view: scope === 'mine' ? 'my-open' : 'all-open' }}>
                {say('urgent.list')}
              </Link>
            </>
          }
          columns={columns}
          rows={rows}
          rowId={(each) => each.id}
          onOpen={(each) => void navigate({ to: '/tickets/$ticketId', params: { ticketId: each.id } })}
          isLoading={list.isLoading}
          error={rows.length > 0 ? undefined : list.error}
          onRetry={list.retry}
          hasMore={list.hasMore}
          isReadingMore={list.isReadingMore}
          onReadMore={list.readMore}
          empty={
            <EmptyState kind="done" title={say('urgent.none')}>
              {say('urgent.none-text')}
            </EmptyState>
          }
        />
      </div>
    </section>
  )
}

function useUrgentColumns(): Column<TicketRow>[] {
  const { say } = usePhrases('my-work')
  const { say: word } = usePhrases('tickets')
  return useMemo(
    () => [
      {
        id: 'promise',
        title: word('column.promise'),
        width: '190px',
        phone: 'corner',
        cell: (each) =>
          each.promise ? (
            <ExplainedPromise promise={each.promise} size="small" named />
          ) : (
            <span className={row.none}>—</span>
          )
      },
      {
        id: 'title',
        title: word('column.title'),
        width: 'minmax(200px, 1fr)',
        phone: 'title',
        cell: (each) => (
          <span className={row.title}>
            {each.customerWroteAt ? (
              <span className={row.dot} role="img" aria-label={say('wrote')} title={say('wrote')} />
            ) : null}
            <span className={each.customerWroteAt ? row.strong : row.text} title={each.title}>
              {each.title}
            </span>
          </span>
        )
      },
      {
        id: 'customer',
        title: word('column.customer'),
        width: '92px',
        phone: 'line',
        cell: (each) => each.customer?.name ?? each.contactName ?? '—'
      },
      {
        id: 'status',
        title: word('column.status'),
        width: '74px',
        phone: 'line',
        cell: (each) => word(`status.${each.status}`)
      },
      {
        id: 'priority',
        title: word('column.priority'),
        width: '52px',
        phone: 'line',
        cell: (each) => <span title={word(`priority.${each.priority}`)}>{each.priority}</span>
      },
      {
        id: 'assignee',
        title: word('column.assignee'),
        width: '80px',
        phone: 'line',
        cell: (each) => each.assignee?.name ?? <span className={row.none}>{word('people.nobody')}</span>
      }
    ],
    [say, word]
  )
}
