import { listOutbox, type MailView } from '@shouwen/contract/mail'
import { useMemo } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useReadPages } from '#lib/read.ts'
import { useSession } from '#lib/session.ts'
import { type Column, DataList } from '#ui/data-list.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Page } from '#ui/page.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { Segments } from '#ui/segments.tsx'
import { StatusTag, type Tone } from '#ui/status-tag.tsx'
import type { MailPart } from './mail.tsx'
import { outboxStates } from './mail-search.ts'
import { OutgoingMail } from './outgoing-mail.tsx'
import { useReasonWords } from './reason-words.ts'

const tones: Record<string, Tone> = { queued: 'info', sent: 'good', failed: 'bad', suppressed: 'neutral' }

/** Every mail of ours, newest first: waiting, taken by a server, or why not. */
export function Outbox({ search, change, bar }: MailPart) {
  const { say } = usePhrases('mail')
  const reason = useReasonWords()
  const { staff } = useSession()
  const mails = useReadPages(
    listOutbox,
    { regionId: staff.regionId, limit: 50, ...(search.state ? { state: search.state } : {}) },
    { keep: true }
  )
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
        id: 'state',
        title: say('column.state'),
        width: '110px',
        phone: 'corner',
        cell: (row) => <MailState state={row.state} />
      },
      { id: 'reason', title: say('column.reason'), width: 'minmax(140px, 1.2fr)', cell: (row) => reason(row.reason) },
      {
        id: 'to',
        title: say('column.to'),
        width: 'minmax(140px, 1fr)',
        phone: 'hidden',
        cell: (row) => row.address ?? '—'
      },
      { id: 'at', title: say('column.written'), width: '120px', cell: (row) => <RelativeTime at={row.at} /> }
    ],
    [say, reason]
  )
  const open = mails.items.find(({ id }) => id === search.open)
  const at = { part: 'outbox' as const, state: search.state }
  const panel = open ? <OutgoingMail key={open.id} mail={open} onClose={() => change(at)} /> : undefined
  return (
    <Page
      title={say('title')}
      bar={bar}
      fill
      panel={panel}
      error={mails.error?.code === 'not-permitted' ? mails.error : undefined}
    >
      <DataList
        id="outbox"
        main
        label={say('part.outbox')}
        columns={panel ? columns.filter(({ id }) => id !== 'to') : columns}
        rows={mails.items}
        rowId={(row) => row.id}
        openId={search.open}
        onOpen={(row) => change({ ...at, open: row.id })}
        isLoading={mails.isLoading}
        error={mails.error}
        onRetry={mails.retry}
        hasMore={mails.hasMore}
        isReadingMore={mails.isReadingMore}
        onReadMore={mails.readMore}
        empty={<EmptyState kind="nothing" title={say(search.state ? 'outbox.none-so' : 'outbox.none')} />}
        tools={
          <Segments
            label={say('column.state')}
            value={search.state ?? 'all'}
            options={[
              { id: 'all', label: say('outbox.all') },
              ...outboxStates.map((id) => ({ id, label: say(`state.${id}`) }))
            ]}
            onChange={(id) => change({ part: 'outbox', state: outboxStates.find((state) => state === id) })}
          />
        }
      />
    </Page>
  )
}

/** Where a mail of ours is. */
export function MailState({ state }: { state: string }) {
  const { say } = usePhrases('mail')
  return (
    <StatusTag tone={tones[state] ?? 'neutral'} settled={state !== 'queued'}>
      {say(`state.${state}`)}
    </StatusTag>
  )
}
