import { listClauseSubmissions } from '@shouwen/contract/norms'
import type { OutputOf } from '@shouwen/contract/operation'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useReadPages } from '#lib/read.ts'
import { type Column, DataList } from '#ui/data-list.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Page } from '#ui/page.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { Segments } from '#ui/segments.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { ApprovalPanel } from './approval-panel.tsx'
import { nameIn } from './clause-versions.tsx'
import { type DecisionSearch, decisions } from './rulebook-search.ts'
import { RulebookTabs } from './rulebook-tabs.tsx'

export type SubmissionRow = OutputOf<typeof listClauseSubmissions>['items'][number]

/** What waits for a second person, and what was decided. */
export function Approvals() {
  const { say, pick } = usePhrases('norms')
  const search: DecisionSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const decision = search.decision ?? 'waiting'
  const pages = useReadPages(listClauseSubmissions, { decision, limit: 50 }, { keep: true })
  const people = pages.firstPage?.people
  const columns = useMemo<Column<SubmissionRow>[]>(() => {
    const name = nameIn(people ?? [])
    return [
      {
        id: 'title',
        title: say('column.title'),
        width: 'minmax(220px, 2fr)',
        phone: 'title',
        cell: (row) => `${pick(row.title)} v${row.version}`
      },
      { id: 'kind', title: say('approvals.kind'), width: '110px', cell: (row) => say(`submission.kind.${row.kind}`) },
      {
        id: 'decision',
        title: say('column.state'),
        width: '110px',
        phone: 'corner',
        cell: (row) => (
          <StatusTag
            tone={row.decision === 'waiting' ? 'info' : row.decision === 'approved' ? 'good' : 'warn'}
            settled={row.decision !== 'waiting'}
          >
            {say(`decision.${row.decision}`)}
          </StatusTag>
        )
      },
      {
        id: 'effective',
        title: say('versions.effective'),
        width: '130px',
        cell: (row) => <RelativeTime at={row.effectiveFrom} exact />
      },
      { id: 'by', title: say('approvals.by'), width: 'minmax(120px, 1fr)', cell: (row) => name(row.submittedBy) },
      {
        id: 'at',
        title: say('approvals.at'),
        width: '120px',
        phone: 'hidden',
        cell: (row) => <RelativeTime at={row.submittedAt} />
      }
    ]
  }, [say, pick, people])
  const open = pages.items.find((row) => row.id === search.open)
  const close = () => void navigate({ to: '.', search: { ...search, open: undefined }, replace: true })
  return (
    <Page
      title={say('title')}
      fill
      bar={<RulebookTabs here="approvals" />}
      panel={open ? <ApprovalPanel key={open.id} row={open} name={nameIn(people ?? [])} onClose={close} /> : undefined}
      error={pages.error?.code === 'not-permitted' ? pages.error : undefined}
    >
      <DataList
        id="approvals"
        main
        label={say('tabs.approvals')}
        columns={open ? columns.filter(({ id }) => id !== 'at' && id !== 'by') : columns}
        rows={pages.items}
        rowId={(row) => row.id}
        openId={open?.id}
        onOpen={(row) => void navigate({ to: '.', search: { ...search, open: row.id }, replace: true })}
        isLoading={pages.isLoading}
        error={pages.error}
        onRetry={pages.retry}
        hasMore={pages.hasMore}
        isReadingMore={pages.isReadingMore}
        onReadMore={pages.readMore}
        empty={
          <EmptyState kind={decision === 'waiting' ? 'done' : 'empty'} title={say(`approvals.none.${decision}`)} />
        }
        tools={
          <Segments
            label={say('column.state')}
            value={decision}
            options={decisions.map((each) => ({ id: each, label: say(`decision.${each}`) }))}
            onChange={(id) =>
              void navigate({ to: '.', search: { decision: id as (typeof decisions)[number] }, replace: true })
            }
          />
        }
      />
    </Page>
  )
}
