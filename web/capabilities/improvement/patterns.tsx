import { listMasses } from '@shouwen/contract/improvement-mass'
import { listSameMatters } from '@shouwen/contract/improvement-patterns'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useReadPages } from '#lib/read.ts'
import { useSession } from '#lib/session.ts'
import { ExplainedPromise } from '#lib/explained-promise.tsx'
import { type Column, DataList } from '#ui/data-list.tsx'
import { DetailPanel } from '#ui/detail-panel.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Page } from '#ui/page.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { Segments } from '#ui/segments.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { type PatternSearch, patternShows } from './improvement-search.ts'
import { type Mass, massTones, OneMass, useMassWords } from './one-mass.tsx'
import { OneSameMatter, type SameMatter } from './repeat-part.tsx'
import { SignalList } from './signal-list.tsx'

/** Patterns of complaints: the same thing from many, the same complaint again, and signals for a person to decide. @norm TK-31 TK-54 FS-31 GV-24 */
export function Patterns() {
  const { say } = usePhrases('improvement')
  const search: PatternSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const show = search.show ?? 'mass'
  const change = (next: PatternSearch) => void navigate({ to: '.', search: next, replace: true })
  const bar = <Segments label={say('patterns.title')} value={show} options={patternShows.map((id) => ({ id, label: say(`patterns.show.${id}`) }))} onChange={(id) => change({ show: id as 'mass' })} />
  if (show === 'mass') return <Masses bar={bar} openId={search.open} onOpen={(open) => change({ show, open })} />
  if (show === 'signal') return <SignalList bar={bar} openId={search.open} onOpen={(open) => change({ show, open })} />
  return <Same key={show} kind={show} bar={bar} openId={search.open} onOpen={(open) => change({ show, open })} />
}

export type ListProps = { bar: React.ReactNode; openId: string | undefined; onOpen: (id: string | undefined) => void }

function Masses({ bar, openId, onOpen }: ListProps) {
  const { say, pick } = usePhrases('improvement')
  const { staff } = useSession()
  const words = useMassWords()
  const list = useReadPages(listMasses, { regionId: staff.regionId, limit: 50 }, { keep: true })
  const opened = list.items.find(({ id }) => id === openId)
  const columns = useMemo<Column<Mass>[]>(
    () => [
      { id: 'state', title: say('mass.state'), width: '90px', phone: 'corner', cell: (row) => <StatusTag tone={massTones[row.state]} settled={row.state === 'dismissed' || row.state === 'over'}>{say(`mass-state.${row.state}`)}</StatusTag> },
      { id: 'what', title: say('mass.what'), width: 'minmax(200px, 2fr)', phone: 'title', cell: (row) => words.titleOf(row) },
      { id: 'cases', title: say('mass.cases'), width: '80px', cell: (row) => row.caseCount },
      { id: 'usual', title: say('mass.usual'), width: '100px', phone: 'hidden', cell: (row) => say('mass.per-day', { n: row.usualPerDay }) },
      { id: 'due', title: say('mass.due'), width: '150px', cell: (row) => { const [first] = row.promises.filter((one) => one.stoppedAt === null); return first ? <ExplainedPromise promise={first} size="small" /> : '—' } },
      { id: 'why', title: say('mass.alike'), width: '160px', phone: 'hidden', cell: (row) => pick(row.dimension) },
      { id: 'at', title: say('mass.found'), width: '110px', cell: (row) => <RelativeTime at={row.foundAt} /> }
    ],
    [say, pick, words]
  )
  return (
    <Page title={say('patterns.title')} fill bar={bar} panel={opened ? <DetailPanel title={opened.parent.number} onClose={() => onOpen(undefined)}><OneMass key={opened.id} regionId={opened.regionId} massId={opened.id} /></DetailPanel> : undefined}>
      <DataList id="masses" main label={say('patterns.show.mass')} columns={columns} rows={list.items} rowId={(row) => row.id} openId={opened?.id} onOpen={(row) => onOpen(row.id)} isLoading={list.isLoading} error={list.error} onRetry={list.retry} hasMore={list.hasMore} isReadingMore={list.isReadingMore} onReadMore={list.readMore} empty={<EmptyState kind="done" title={say('mass.none')}>{say('mass.none-text')}</EmptyState>} />
    </Page>
  )
}

function Same({ kind, bar, openId, onOpen }: ListProps & { kind: 'repeat' | 'duplicate' }) {
  const { say } = usePhrases('improvement')
  const { staff } = useSession()
  const words = useMassWords()
  const list = useReadPages(listSameMatters, { regionId: staff.regionId, kind, limit: 100 }, { keep: true })
  const opened = list.items.find(({ ticket }) => ticket.id === openId)
  const columns = useMemo<Column<SameMatter>[]>(
    () => [
      { id: 'state', title: say('mass.state'), width: '90px', phone: 'corner', cell: (row) => <StatusTag tone={row.state === 'open' ? 'warn' : 'neutral'} settled={row.state !== 'open'}>{say(`same.state.${row.state}`)}</StatusTag> },
      { id: 'ticket', title: say('same.this'), width: 'minmax(180px, 2fr)', phone: 'title', cell: (row) => `${row.ticket.number} ${row.ticket.title}` },
      { id: 'earlier', title: say('same.earlier'), width: '160px', cell: (row) => row.earlier.number },
      { id: 'category', title: say('mass.what'), width: '130px', phone: 'hidden', cell: (row) => words.categoryOf(row.category) },
      { id: 'nth', title: say('same.times'), width: '70px', cell: (row) => row.nth },
      { id: 'closer', title: say('same.ended-by'), width: '130px', phone: 'hidden', cell: (row) => (row.earlierCloser ? `${row.earlierCloser.name} ${row.earlierCloser.jobNumber}` : '—') },
      { id: 'at', title: say('mass.found'), width: '110px', cell: (row) => <RelativeTime at={row.foundAt} /> }
    ],
    [say, words]
  )
  return (
    <Page title={say('patterns.title')} fill bar={bar} panel={opened ? <DetailPanel title={opened.ticket.number} onClose={() => onOpen(undefined)}><OneSameMatter matter={opened} /></DetailPanel> : undefined}>
      <DataList id={`same-${kind}`} main label={say(`patterns.show.${kind}`)} columns={columns} rows={list.items} rowId={(row) => row.ticket.id} openId={opened?.ticket.id} onOpen={(row) => onOpen(row.ticket.id)} isLoading={list.isLoading} error={list.error} onRetry={list.retry} hasMore={list.hasMore} isReadingMore={list.isReadingMore} onReadMore={list.readMore} empty={<EmptyState kind="done" title={say(`same.none.${kind}`)} />} />
    </Page>
  )
}
