import { listSubscriptions, type SubscriptionView } from '@shouwen/contract/secretary'
import type { Static } from '@shouwen/contract/operation'
import { Button } from 'antd'
import { useMemo } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useReadPages } from '#lib/read.ts'
import { type Column, DataList } from '#ui/data-list.tsx'
import { EmptyState } from '#ui/empty-state.tsx'

export type Subscription = Static<typeof SubscriptionView>

/** Customers whose calls the desk takes. @norm CC-30 */
export function Subscribers({ openId, canManage, onOpen }: { openId: string | undefined; canManage: boolean; onOpen: (id: string) => void }) {
  const { say, pick } = usePhrases('secretary')
  const list = useReadPages(listSubscriptions, { limit: 100 }, { keep: true })
  const columns = useMemo<Column<Subscription>[]>(
    () => [
      { id: 'title', title: say('owner'), width: 'minmax(140px, 1fr)', phone: 'title', cell: (row) => pick({ zh: row.titleZh, en: row.titleEn }) },
      { id: 'customer', title: say('customer'), width: '120px', cell: (row) => row.customerName },
      { id: 'number', title: say('own-number'), width: '130px', phone: 'corner', cell: (row) => <span className="number">{row.ownNumber}</span> },
      { id: 'greeting', title: say('greeting'), width: '130px', cell: (row) => say(`mode.${row.greeting}`) },
      { id: 'ways', title: say('ways'), width: '110px', phone: 'hidden', cell: (row) => [row.bySms ? say('way.sms') : '', row.email ? say('way.mail') : ''].filter(Boolean).join(' · ') },
      { id: 'instructions', title: say('instructions'), width: 'minmax(160px, 2fr)', phone: 'hidden', cell: (row) => row.instructions || '—' }
    ],
    [say, pick]
  )
  return (
    <DataList
      id="secretary-subscribers"
      main
      label={say('tab.subscribers')}
      columns={openId ? columns.slice(0, 4) : columns}
      rows={list.items}
      rowId={(row) => row.id}
      openId={openId}
      {...(canManage ? { onOpen: (row: Subscription) => onOpen(row.id) } : {})}
      isLoading={list.isLoading}
      error={list.error}
      onRetry={list.retry}
      hasMore={list.hasMore}
      onReadMore={list.readMore}
      tools={canManage ? <Button size="small" onClick={() => onOpen('new')}>{say('subscribe')}</Button> : undefined}
      empty={<EmptyState title={say('subscribers-none')}>{say('subscribers-none-text')}</EmptyState>}
    />
  )
}
