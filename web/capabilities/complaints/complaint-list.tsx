import { type ComplaintRow, listComplaints, listComplaintSources } from '@shouwen/contract/complaint-intake'
import type { Static } from '@shouwen/contract/operation'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useMemo } from 'react'
import { ExplainedPromise } from '#lib/explained-promise.tsx'
import { usePhrases } from '#lib/phrases.ts'
import { useRead, useReadPages } from '#lib/read.ts'
import { useCan } from '#lib/session.ts'
import { type Column, DataList } from '#ui/data-list.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { Icon } from '#ui/icon.tsx'
import { Page } from '#ui/page.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { Segments } from '#ui/segments.tsx'
import { useShortcut } from '#ui/shortcuts.ts'
import { PriorityMark, StatusMark } from '#web/tickets/ticket-marks.tsx'
import { useTicketChoices } from '#web/tickets/ticket-words.ts'
import { ComplaintMarks } from './complaint-marks.tsx'
import { type ComplaintSearch, filterOf, type ListView, views } from './complaint-search.ts'
import style from './complaint-list.module.css'
import { Unanalysed } from './unanalysed.tsx'

type Row = Static<typeof ComplaintRow>

/** Complaints by time to breach: where each came from, how high it stands, who has it. @norm TK-01 TK-14 TK-56 */
export function ComplaintList() {
  const { say } = usePhrases('complaints')
  const navigate = useNavigate()
  const may = useCan()
  const search: ComplaintSearch = useSearch({ strict: false })
  const view = search.view ?? 'open'
  const put = (part: ComplaintSearch) => void navigate({ to: '.', search: Object.fromEntries(Object.entries({ ...search, ...part }).filter(([, value]) => value)), replace: true })
  const take = () => void navigate({ to: '/complaints/new' })
  useShortcut('n', say('list.take'), take, { enabled: may('complaint.take') })
  return (
    <Page
      title={say('list.title')}
      fill
      actions={
        may('complaint.take') ? (
          <Button type="primary" icon={<Icon name="plus" size={14} />} onClick={take}>
            {say('list.take')}
          </Button>
        ) : undefined
      }
      bar={<Segments label={say('list.views')} value={view} options={views.filter((id) => id !== 'analysis' || may('complaint.analyse')).map((id) => ({ id, label: say(`list.view.${id}`) }))} onChange={(id) => put({ view: id === 'open' ? undefined : (id as ListView) })} />}
    >
      {view === 'analysis' ? <Unanalysed /> : <Complaints search={search} put={put} />}
    </Page>
  )
}

function Complaints({ search, put }: { search: ComplaintSearch; put: (part: ComplaintSearch) => void }) {
  const { say, pick } = usePhrases('complaints')
  const navigate = useNavigate()
  const list = useReadPages(listComplaints, { ...filterOf(search), limit: 50 }, { keep: true })
  const { data: known } = useRead(listComplaintSources, {})
  const columns = useComplaintColumns()
  const levels = [...(known?.levels.internal ?? []), ...(known?.levels.external ?? [])]
  return (
      <DataList
        id="complaints"
        main
        label={say('list.title')}
        columns={columns}
        rows={list.items}
        rowId={(row) => row.ticketId}
        onOpen={(row) => void navigate({ to: '/complaints/$ticketId', params: { ticketId: row.ticketId } })}
        isLoading={list.isLoading}
        error={list.error}
        onRetry={list.retry}
        hasMore={list.hasMore}
        onReadMore={list.readMore}
        tools={
          <FilterBar
            filters={[
              { id: 'source', label: say('list.source'), value: search.source ? [search.source] : [], options: (known?.items ?? []).map((source) => ({ value: source.code, label: pick(source) })) },
              { id: 'level', label: say('list.level'), value: search.level ? [search.level] : [], options: levels.map((level) => ({ value: level.code, label: `${level.code} ${pick(level)}` })) },
              { id: 'deadline', label: say('list.deadline'), value: search.deadline ? [search.deadline] : [], options: (['broken', 'at-risk', 'today'] as const).map((value) => ({ value, label: say(`list.due.${value}`) })) },
              { id: 'hall', label: say('list.handled'), value: search.hall ? [search.hall] : [], options: (['province', 'city'] as const).map((value) => ({ value, label: say(`list.by.${value}`) })) }
            ]}
            onChange={(id, [value]) => put({ [id]: value })}
            onClear={() => void navigate({ to: '.', search: search.view ? { view: search.view } : {}, replace: true })}
          />
        }
        empty={<EmptyState kind="done" title={say('list.none')}>{say('list.none-text')}</EmptyState>}
      />
  )
}

function useComplaintColumns(): Column<Row>[] {
  const { say, pick, language } = usePhrases('complaints')
  const { category } = useTicketChoices()
  const { data: known } = useRead(listComplaintSources, {})
  return useMemo<Column<Row>[]>(() => {
    const wide = language === 'en'
    const source = (row: Row) => {
      const found = known?.items.find(({ code }) => code === row.source)
      return found ? pick(found) : row.source
    }
    return [
      {
        id: 'title',
        title: say('list.matter'),
        width: 'minmax(190px, 1fr)',
        phone: 'title',
        cell: (row) => (
          <span className={style.title}>
            <ComplaintMarks focus={row.focus} hard={row.hard} internal={row.internalLevel} external={row.externalLevel} />
            <Link to="/complaints/$ticketId" params={{ ticketId: row.ticketId }} title={row.title}>
              {row.title}
            </Link>
          </span>
        )
      },
      { id: 'promise', title: say('list.promise'), width: wide ? '150px' : '128px', phone: 'corner', cell: (row) => (row.strictest ? <ExplainedPromise promise={row.strictest} size="small" /> : '—') },
      { id: 'number', title: say('list.number'), width: '140px', phone: 'hidden', cell: (row) => <span className={style.number}>{row.number}</span> },
      {
        id: 'source',
        title: say('list.source'),
        width: wide ? '150px' : '124px',
        phone: 'line',
        cell: (row) => (
          <span title={row.sourceNumber ?? undefined}>
            {source(row)}
          </span>
        )
      },
      { id: 'category', title: say('list.category'), width: '110px', phone: 'hidden', cell: (row) => (row.category ? <span title={category(row.category)}>{category(row.category).split(' › ').at(-1)}</span> : '—') },
      { id: 'status', title: say('list.status'), width: wide ? '108px' : '80px', phone: 'line', cell: (row) => <StatusMark status={row.status} /> },
      { id: 'priority', title: say('list.priority'), width: '54px', phone: 'line', cell: (row) => <PriorityMark priority={row.priority} /> },
      { id: 'risk', title: say('list.risk'), width: '56px', align: 'right', phone: 'hidden', cell: (row) => row.risk },
      { id: 'customer', title: say('list.customer'), width: '96px', phone: 'hidden', cell: (row) => row.customerName ?? '—' },
      { id: 'assignee', title: say('list.assignee'), width: '96px', phone: 'hidden', cell: (row) => row.assignee?.name ?? row.owner?.name ?? '—' },
      { id: 'number-of-source', title: say('list.source-number'), width: '150px', phone: 'hidden', optional: true, cell: (row) => row.sourceNumber ?? '' },
      { id: 'opened', title: say('list.opened'), width: '92px', phone: 'hidden', optional: true, cell: (row) => <RelativeTime at={row.openedAt} /> }
    ]
  }, [say, pick, language, known, category])
}
