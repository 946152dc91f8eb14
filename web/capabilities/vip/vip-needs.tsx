import { getVipCustomer, listVipNeeds, type VipNeedView } from '@shouwen/contract/vip'
import type { Static } from '@shouwen/contract/operation'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { ExplainedPromise } from '#lib/explained-promise.tsx'
import { usePhrases } from '#lib/phrases.ts'
import { useRead, useReadPages } from '#lib/read.ts'
import { useSession } from '#lib/session.ts'
import { useUnitOptions } from '#lib/unit-options.ts'
import { type Column, DataList } from '#ui/data-list.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { StatusTag, type Tone } from '#ui/status-tag.tsx'

type Row = Static<typeof VipNeedView>
const tones: Record<string, Tone> = { assigned: 'info', accepted: 'accent', done: 'good', declined: 'bad', cancelled: 'neutral' }

/** Needs passed on, and whether the account manager has taken them up. @norm CC-29 */
export function VipNeeds() {
  const { say, pick } = usePhrases('vip')
  const { staff } = useSession()
  const { unitName } = useUnitOptions()
  const list = useReadPages(listVipNeeds, { limit: 100 }, { keep: true })
  // The kinds come with any customer of the list.
  const [first] = list.items
  const kinds = useRead(getVipCustomer, { regionId: staff.regionId, customerId: first?.customerId ?? '' }, { enabled: first !== undefined }).data?.needs
  const columns = useMemo<Column<Row>[]>(
    () => [
      { id: 'kind', title: say('need-kind'), width: '110px', phone: 'corner', cell: (row) => { const found = kinds?.find(({ code }) => code === row.kind); return found ? pick(found) : row.kind } },
      { id: 'customer', title: say('column.customer'), width: '110px', phone: 'title', cell: (row) => row.customerName },
      { id: 'detail', title: say('need-text'), width: 'minmax(200px, 2fr)', cell: (row) => <Link to="/tickets/$ticketId" params={{ ticketId: row.ticketId }}>{row.detail}</Link> },
      { id: 'to', title: say('to'), width: '140px', cell: (row) => (row.to ? `${row.to.name} ${row.to.jobNumber}` : (unitName(row.toUnitId) ?? '—')) },
      { id: 'status', title: say('column.status'), width: '100px', cell: (row) => <StatusTag tone={tones[row.status]} settled={row.status === 'done'}>{say(`status.${row.status}`)}</StatusTag> },
      { id: 'due', title: say('column.due'), width: '140px', cell: (row) => { const [open] = row.promises.filter((one) => one.stoppedAt === null); return open ? <ExplainedPromise promise={open} size="small" /> : '—' } },
      { id: 'at', title: say('recorded'), width: '110px', phone: 'hidden', cell: (row) => <RelativeTime at={row.recordedAt} /> }
    ],
    [say, pick, kinds, unitName]
  )
  return (
    <DataList
      id="vip-needs"
      main
      label={say('tab.needs')}
      columns={columns}
      rows={list.items}
      rowId={(row) => row.id}
      isLoading={list.isLoading}
      error={list.error}
      onRetry={list.retry}
      hasMore={list.hasMore}
      onReadMore={list.readMore}
      empty={<EmptyState title={say('needs-none')}>{say('needs-none-text')}</EmptyState>}
    />
  )
}
