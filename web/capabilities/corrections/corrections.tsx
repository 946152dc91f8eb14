import { listCorrections } from '@shouwen/contract/corrections'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useReadPages } from '#lib/read.ts'
import { useSession } from '#lib/session.ts'
import { type Column, DataList } from '#ui/data-list.tsx'
import { DetailPanel } from '#ui/detail-panel.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ExplainedPromise } from '#lib/explained-promise.tsx'
import { Page } from '#ui/page.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { Segments } from '#ui/segments.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { type Correction, OneCorrection, tones } from './one-correction.tsx'
import { type CorrectionSearch, shows } from './correction-search.ts'

/** Wrong answers of all whose work one may see: who still has to be called, and which sources are still wrong. @norm CC-22 KB-17 */
export function Corrections() {
  const { say } = usePhrases('corrections')
  const { staff } = useSession()
  const search: CorrectionSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const show = search.show ?? 'open'
  const list = useReadPages(listCorrections, { regionId: staff.regionId, limit: 100, ...(show === 'open' ? { state: 'open' as const } : show === 'source' ? { sourceOpen: true } : {}) }, { keep: true })
  const change = (next: CorrectionSearch) => void navigate({ to: '.', search: { ...search, ...next }, replace: true })
  const opened = list.items.find(({ id }) => id === search.open)
  const columns = useMemo<Column<Correction>[]>(
    () => [
      { id: 'state', title: say('column.state'), width: '100px', phone: 'corner', cell: (row) => <StatusTag tone={tones[row.state]} settled={row.state !== 'open'}>{say(`state.${row.state}`)}</StatusTag> },
      { id: 'right', title: say('right-short'), width: 'minmax(180px, 2fr)', phone: 'title', cell: (row) => row.rightAnswer },
      { id: 'due', title: say('column.due'), width: '150px', cell: (row) => { const [first] = row.promises.filter((one) => one.stoppedAt === null); return first ? <ExplainedPromise promise={first} size="small" /> : '—' } },
      { id: 'owner', title: say('column.owner'), width: '130px', cell: (row) => (row.owner ? `${row.owner.name} ${row.owner.jobNumber}` : '—') },
      { id: 'source', title: say('source-short'), width: '90px', phone: 'hidden', cell: (row) => (row.knowledgeState === 'none' ? '—' : say(`source-state.${row.knowledgeState}`)) },
      { id: 'at', title: say('column.at'), width: '110px', phone: 'hidden', cell: (row) => <RelativeTime at={row.foundAt} /> }
    ],
    [say]
  )
  return (
    <Page
      title={say('title')}
      fill
      bar={<Segments label={say('title')} value={show} options={shows.map((id) => ({ id, label: say(`show.${id}`) }))} onChange={(id) => change({ show: id as 'all', open: undefined })} />}
      panel={
        opened ? (
          <DetailPanel title={opened.ticketNumber} onClose={() => change({ open: undefined })} actions={<Link to="/tickets/$ticketId" params={{ ticketId: opened.ticketId }}>{say('to-ticket')}</Link>}>
            <OneCorrection correction={opened} />
          </DetailPanel>
        ) : undefined
      }
    >
      <DataList
        id="corrections"
        main
        label={say('title')}
        columns={columns}
        rows={list.items}
        rowId={(row) => row.id}
        openId={opened?.id}
        onOpen={(row) => change({ open: row.id })}
        isLoading={list.isLoading}
        error={list.error}
        onRetry={list.retry}
        hasMore={list.hasMore}
        isReadingMore={list.isReadingMore}
        onReadMore={list.readMore}
        empty={<EmptyState kind="done" title={say(`none.${show}`)}>{say('none-text')}</EmptyState>}
      />
    </Page>
  )
}
