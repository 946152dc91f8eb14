import type { Static } from '@shouwen/contract/operation'
import type { TicketRow } from '@shouwen/contract/ticket-lists'
import type { ViewColumn } from '@shouwen/contract/ticket-views'
import { useMemo } from 'react'
import { ExplainedPromise } from '#lib/explained-promise.tsx'
import { usePhrases } from '#lib/phrases.ts'
import type { Column } from '#ui/data-list.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { usePhone } from '#ui/use-phone.ts'
import { useOrganisationNames } from './organisation-names.ts'
import style from './ticket-columns.module.css'
import { GradeMark, KindMark, PriorityMark, StatusMark } from './ticket-marks.tsx'
import { TicketTitle } from './ticket-title.tsx'
import type { FoundTicket } from './ticket-search.ts'
import { useTicketChoices } from './ticket-words.ts'

type ColumnName = Static<typeof ViewColumn>
export type ListRow = TicketRow | FoundTicket

const order: readonly ColumnName[] = [
  'status',
  'priority',
  'kind',
  'customer',
  'category',
  'queue',
  'assignee',
  'owner',
  'unit',
  'channel',
  'tags',
  'openedAt',
  'updatedAt',
  'closedAt'
]

/** Columns of a list of tickets: promise, number and title, then those the view names; the others wait in the column menu. */
export function useTicketColumns(wanted: readonly ColumnName[], isSearching: boolean): Column<ListRow>[] {
  const { say, language } = usePhrases('tickets')
  const { category, reason } = useTicketChoices()
  const { unit, queue } = useOrganisationNames()
  const phone = usePhone()
  return useMemo(() => {
    // English words are longer; both sets of widths fit a seat of 1366 pixels.
    const wide = language === 'en'
    const chosen: readonly ColumnName[] =
      wanted.length > 0 ? wanted : ['status', 'priority', 'customer', 'assignee', 'openedAt']
    const cells: Record<ColumnName, Omit<Column<ListRow>, 'id' | 'title'>> = {
      kind: { width: '84px', phone: 'hidden', cell: (row) => <KindMark kind={row.kind} word /> },
      status: {
        width: wide ? '100px' : '76px',
        phone: 'line',
        cell: (row) => <StatusMark status={row.status} reason={row.statusReason && reason(row.statusReason)} />
      },
      priority: { width: '50px', phone: 'line', cell: (row) => <PriorityMark priority={row.priority} /> },
      category: {
        width: '104px',
        phone: 'hidden',
        cell: (row) => (
          <span title={row.category ? category(row.category) : undefined}>
            {row.category ? category(row.category).split(' › ').at(-1) : ''}
          </span>
        )
      },
      channel: { width: '78px', phone: 'hidden', cell: (row) => say(`channel.${row.channel}`) },
      customer: { width: '112px', phone: 'line', cell: (row) => <CustomerCell row={row} /> },
      assignee: {
        width: '92px',
        phone: 'line',
        cell: (row) => <Colleague person={row.assignee} nobody={say('people.nobody')} />
      },
      owner: { width: '92px', phone: 'hidden', cell: (row) => <Colleague person={row.owner} nobody="—" /> },
      queue: { width: '118px', phone: 'hidden', cell: (row) => queue(row.queueCode) ?? '' },
      unit: { width: '126px', phone: 'hidden', cell: (row) => unit(row.unitId) ?? '' },
      openedAt: { width: '92px', phone: 'hidden', cell: (row) => <RelativeTime at={row.openedAt} /> },
      updatedAt: { width: '92px', phone: 'hidden', cell: (row) => <RelativeTime at={row.updatedAt} /> },
      closedAt: {
        width: '92px',
        phone: 'hidden',
        cell: (row) => (row.closedAt ? <RelativeTime at={row.closedAt} /> : '')
      },
      tags: { width: '120px', phone: 'hidden', cell: (row) => row.tags.join(' ') }
    }
    const rest = [...chosen, ...order.filter((name) => !chosen.includes(name))]
    return [
      {
        id: 'title',
        title: say('column.title'),
        width: 'minmax(200px, 1fr)',
        phone: 'title',
        cell: (row) => <TicketTitle row={row} number={phone} isFound={isSearching} />
      },
      {
        id: 'promise',
        title: say('column.promise'),
        width: wide ? '150px' : '128px',
        phone: 'corner',
        cell: (row) => <PromiseCell row={row} />
      },
      {
        id: 'number',
        title: say('column.number'),
        width: '122px',
        phone: 'hidden',
        cell: (row) => <span className={style.number}>{row.number}</span>
      },
      ...rest.map(
        (name): Column<ListRow> => ({
          id: name,
          title: say(`column.${name}`),
          optional: !chosen.includes(name),
          ...cells[name]
        })
      )
    ]
  }, [wanted, say, language, category, reason, unit, queue, phone, isSearching])
}

function PromiseCell({ row }: { row: ListRow }) {
  const { say } = usePhrases('tickets')
  if (!row.promise)
    return (
      <span className={style.none} title={say('promise.none-text')}>
        —
      </span>
    )
  return (
    <span className={style.promise}>
      <ExplainedPromise promise={row.promise} size="small" />
      {row.promiseCount > 1 ? (
        <small title={say('promise.more', { count: row.promiseCount - 1 })}>+{row.promiseCount - 1}</small>
      ) : null}
    </span>
  )
}

function CustomerCell({ row }: { row: ListRow }) {
  const name = row.customer?.name ?? row.contactName
  if (!name) return <span className={style.none}>—</span>
  return (
    <span className={style.customer}>
      <span>{name}</span>
      {row.customer ? <GradeMark grade={row.customer.grade} vip={row.customer.vip} /> : null}
    </span>
  )
}

/** A name alone, the job number on hover: in a list the place is dear. */
function Colleague({ person, nobody }: { person: ListRow['assignee']; nobody: string }) {
  if (!person) return <span className={style.none}>{nobody}</span>
  return <span title={`${person.name} ${person.jobNumber}`}>{person.name}</span>
}
