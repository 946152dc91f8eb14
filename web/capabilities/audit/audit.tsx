import { listAudit } from '@shouwen/contract/audit'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useReadPages } from '#lib/read.ts'
import { type Column, DataList } from '#ui/data-list.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Icon } from '#ui/icon.tsx'
import { Page } from '#ui/page.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { useWords } from '#ui/words.ts'
import { AuditFilters } from './audit-filters.tsx'
import { AuditPanel } from './audit-panel.tsx'
import { EvidencePanel } from './evidence-panel.tsx'
import { type AuditSearch, instantsOf } from './audit-search.ts'
import { type AuditLine, auditSentence } from './audit-sentence.ts'
import { useAuditWords } from './audit-words.ts'
import { SentenceText } from './sentence-text.tsx'

/** Who saw or did what to whom, when and why, newest first. @norm GV-03 */
export function Audit() {
  const { say } = usePhrases('audit')
  const { timeZone } = useWords()
  const words = useAuditWords()
  const search: AuditSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const [opened, setOpened] = useState<AuditLine | 'chain'>()
  const line = opened === 'chain' ? undefined : opened
  const lines = useReadPages(
    listAudit,
    {
      limit: 100,
      ...(search.actor ? { actorId: search.actor } : {}),
      ...(search.verb ? { verb: search.verb } : {}),
      ...(search.kind ? { subjectKind: search.kind } : {}),
      ...(search.subject ? { subjectId: search.subject } : {}),
      ...(search.outcome ? { outcome: search.outcome } : {}),
      ...instantsOf(search, timeZone)
    },
    { keep: true }
  )
  const change = (next: AuditSearch) => void navigate({ to: '.', search: { ...search, ...next }, replace: true })
  const columns = useMemo<Column<AuditLine>[]>(
    () => [
      {
        id: 'at',
        title: say('column.at'),
        width: '124px',
        phone: 'line',
        cell: (line) => <RelativeTime at={line.at} exact />
      },
      {
        id: 'sentence',
        title: say('column.sentence'),
        width: 'minmax(320px, 1fr)',
        phone: 'title',
        cell: (line) => <SentenceText sentence={auditSentence(line, words)} />
      },
      {
        id: 'ip',
        title: say('column.ip'),
        width: '120px',
        cell: (line) => <span className="number">{line.ip ?? '—'}</span>
      },
      {
        id: 'outcome',
        title: say('column.outcome'),
        width: '88px',
        phone: 'corner',
        cell: (line) =>
          line.outcome === 'denied' ? (
            <StatusTag tone="bad">{say('outcome.denied')}</StatusTag>
          ) : (
            <StatusTag settled>{say('outcome.done')}</StatusTag>
          )
      }
    ],
    [say, words]
  )
  const isFiltered = Object.values(search).some((value) => value !== undefined)
  return (
    <Page
      title={say('title')}
      meta={say('audited')}
      fill
      actions={
        <>
          <Button icon={<Icon name="link" size={15} />} onClick={() => setOpened('chain')}>
            {say('chain.title')}
          </Button>
          <Button icon={<Icon name="refresh" size={15} />} onClick={lines.retry}>
            {say('refresh')}
          </Button>
        </>
      }
      error={lines.error?.code === 'not-permitted' ? lines.error : undefined}
      panel={
        opened === 'chain' ? (
          <EvidencePanel onClose={() => setOpened(undefined)} />
        ) : line ? (
          <AuditPanel line={line} words={words} onClose={() => setOpened(undefined)} onFilter={change} />
        ) : undefined
      }
    >
      <DataList
        id="audit"
        main
        label={say('title')}
        columns={opened ? columns.filter((column) => column.id !== 'ip') : columns}
        rows={lines.items}
        rowId={(line) => line.id}
        openId={line?.id}
        onOpen={setOpened}
        isLoading={lines.isLoading}
        error={lines.error}
        onRetry={lines.retry}
        hasMore={lines.hasMore}
        isReadingMore={lines.isReadingMore}
        onReadMore={lines.readMore}
        empty={
          <EmptyState
            kind="nothing"
            title={say(isFiltered ? 'none-found' : 'none')}
            actions={
              isFiltered ? (
                <Button onClick={() => void navigate({ to: '.', search: {}, replace: true })}>{say('clear')}</Button>
              ) : undefined
            }
          />
        }
        tools={<AuditFilters search={search} onChange={change} />}
      />
    </Page>
  )
}
