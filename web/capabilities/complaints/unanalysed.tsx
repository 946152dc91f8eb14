import { listUnanalysed } from '@shouwen/contract/complaint-levels'
import type { OutputOf } from '@shouwen/contract/operation'
import { Link, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { ExplainedPromise } from '#lib/explained-promise.tsx'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { type Column, DataList } from '#ui/data-list.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import style from './complaint-list.module.css'

type Row = OutputOf<typeof listUnanalysed>['items'][number]

/** Escalations nobody has analysed yet, the oldest first. @norm TK-57 */
export function Unanalysed() {
  const { say } = usePhrases('complaints')
  const navigate = useNavigate()
  const list = useRead(listUnanalysed, { limit: 100 })
  const open = (row: Row) => ({ to: '/complaints/$ticketId' as const, params: { ticketId: row.ticketId }, search: { tab: 'levels' } })
  const columns = useMemo<Column<Row>[]>(
    () => [
      {
        id: 'title',
        title: say('list.matter'),
        width: 'minmax(190px, 1fr)',
        phone: 'title',
        cell: (row) => (
          <span className={style.title}>
            <Link to="/complaints/$ticketId" params={{ ticketId: row.ticketId }} search={{ tab: 'levels' }}>
              {row.title}
            </Link>
          </span>
        )
      },
      { id: 'due', title: say('list.promise'), width: '140px', phone: 'corner', cell: (row) => row.promises.map((promise) => <ExplainedPromise key={promise.id} promise={promise} size="small" />) },
      { id: 'step', title: say('list.level'), width: '92px', phone: 'line', cell: (row) => `${row.from?.code ?? '—'} → ${row.to?.code ?? '—'}` },
      { id: 'reason', title: say('form.reason'), width: 'minmax(160px, 1fr)', phone: 'line', cell: (row) => <span title={row.reason}>{row.reason}</span> },
      { id: 'owner', title: say('list.assignee'), width: '110px', phone: 'hidden', cell: (row) => row.owner?.name ?? '—' },
      { id: 'number', title: say('list.number'), width: '140px', phone: 'hidden', cell: (row) => <span className={style.number}>{row.number}</span> },
      { id: 'at', title: say('levels.up'), width: '92px', phone: 'hidden', cell: (row) => <RelativeTime at={row.at} /> }
    ],
    [say]
  )
  return (
    <DataList
      id="unanalysed"
      main
      label={say('list.view.analysis')}
      columns={columns}
      rows={list.data?.items ?? []}
      rowId={(row) => row.id}
      onOpen={(row) => void navigate(open(row))}
      isLoading={list.isLoading}
      error={list.error}
      onRetry={() => void list.refetch()}
      empty={<EmptyState kind="done" title={say('analysis.none')}>{say('analysis.none-text')}</EmptyState>}
    />
  )
}
