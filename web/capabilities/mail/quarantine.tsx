import { listQuarantine, type MailView } from '@shouwen/contract/mail'
import { useMemo } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useReadPages } from '#lib/read.ts'
import { useSession } from '#lib/session.ts'
import { type Column, DataList } from '#ui/data-list.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Page } from '#ui/page.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import type { MailPart } from './mail.tsx'
import { QuarantinedMail } from './quarantined-mail.tsx'
import { useReasonWords } from './reason-words.ts'

/** Mails nobody answered because something is wrong with them, newest first. */
export function Quarantine({ search, change, bar }: MailPart) {
  const { say } = usePhrases('mail')
  const reason = useReasonWords()
  const { staff } = useSession()
  const mails = useReadPages(listQuarantine, { regionId: staff.regionId, limit: 50 })
  const columns = useMemo<Column<MailView>[]>(
    () => [
      {
        id: 'subject',
        title: say('column.subject'),
        width: 'minmax(200px, 2fr)',
        phone: 'title',
        cell: (row) => <span title={row.subject}>{row.subject || say('no-subject')}</span>
      },
      {
        id: 'reason',
        title: say('column.set-aside'),
        width: 'minmax(150px, 1fr)',
        phone: 'corner',
        cell: (row) => <StatusTag tone="warn">{reason(row.reason)}</StatusTag>
      },
      {
        id: 'from',
        title: say('column.from'),
        width: 'minmax(140px, 1fr)',
        cell: (row) => row.address ?? '—'
      },
      { id: 'at', title: say('column.received'), width: '120px', cell: (row) => <RelativeTime at={row.at} /> }
    ],
    [say, reason]
  )
  const open = mails.items.find(({ id }) => id === search.open)
  const panel = open ? <QuarantinedMail key={open.id} mail={open} onClose={() => change({})} /> : undefined
  return (
    <Page
      title={say('title')}
      bar={bar}
      fill
      panel={panel}
      error={mails.error?.code === 'not-permitted' ? mails.error : undefined}
    >
      <DataList
        id="quarantine"
        main
        label={say('part.quarantine')}
        columns={panel ? columns.filter(({ id }) => id !== 'from') : columns}
        rows={mails.items}
        rowId={(row) => row.id}
        openId={search.open}
        onOpen={(row) => change({ open: row.id })}
        isLoading={mails.isLoading}
        error={mails.error}
        onRetry={mails.retry}
        hasMore={mails.hasMore}
        isReadingMore={mails.isReadingMore}
        onReadMore={mails.readMore}
        empty={
          <EmptyState kind="done" title={say('quarantine.none')}>
            {say('quarantine.none-text')}
          </EmptyState>
        }
      />
    </Page>
  )
}
