import { listVipPromises, type VipPromise } from '@shouwen/contract/vip'
import type { Static } from '@shouwen/contract/operation'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { ExplainedPromise } from '#lib/explained-promise.tsx'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { type Column, DataList } from '#ui/data-list.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'

type Row = Static<typeof VipPromise>

/** What is promised to VIP customers and not done, the soonest due first. @norm CC-29 */
export function OpenPromises() {
  const { say, pick } = usePhrases('vip')
  const list = useRead(listVipPromises, { limit: 200 })
  const columns = useMemo<Column<Row>[]>(
    () => [
      { id: 'due', title: say('column.due'), width: '150px', phone: 'corner', cell: (row) => <ExplainedPromise promise={row.promise} size="small" /> },
      { id: 'at', title: say('column.at'), width: '150px', phone: 'hidden', cell: (row) => (row.promise.dueAt ? <RelativeTime at={row.promise.dueAt} exact /> : '—') },
      { id: 'promise', title: say('column.promise'), width: '150px', cell: (row) => pick(row.promise.title) },
      { id: 'customer', title: say('column.customer'), width: '130px', phone: 'title', cell: (row) => (row.customer ? `${row.customer.name}${row.customer.vip ? ' · VIP' : ''}${row.customer.grade === 'AAA' ? ' · AAA' : ''}` : '—') },
      { id: 'matter', title: say('column.matter'), width: 'minmax(180px, 2fr)', cell: (row) => (row.ticketId ? <Link to="/tickets/$ticketId" params={{ ticketId: row.ticketId }}>{row.title ?? row.ticketNumber}</Link> : '—') },
      { id: 'owner', title: say('column.owner'), width: '130px', cell: (row) => (row.owner ? `${row.owner.name} ${row.owner.jobNumber}` : '—') }
    ],
    [say, pick]
  )
  return (
    <DataList
      id="vip-promises"
      main
      label={say('tab.promises')}
      columns={columns}
      rows={list.data?.items ?? []}
      rowId={(row) => row.promise.id}
      isLoading={list.isPending}
      error={list.error}
      onRetry={() => void list.refetch()}
      empty={<EmptyState kind="done" title={say('promises-none')} />}
    />
  )
}
