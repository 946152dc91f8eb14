import { listLinkedCases } from '@shouwen/contract/legal-cases'
import { listHolds, readEvidenceKey } from '@shouwen/contract/legal-evidence'
import { listLabels, listReferrals, listStatements } from '@shouwen/contract/legal-referrals'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useMemo } from 'react'
import { ExplainedPromise, type ServerPromise } from '#lib/explained-promise.tsx'
import { usePhrases } from '#lib/phrases.ts'
import { useRead, useReadPages } from '#lib/read.ts'
import { useSession } from '#lib/session.ts'
import { type Column, DataList } from '#ui/data-list.tsx'
import { DetailPanel } from '#ui/detail-panel.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Page } from '#ui/page.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { Segments } from '#ui/segments.tsx'
import { OneHold, OneLabel } from './holds-part.tsx'
import style from './legal.module.css'
import { type LegalSearch, type Show, shows } from './legal-search.ts'
import { OneCase } from './one-case.tsx'
import { OneReferral } from './one-referral.tsx'
import { OneStatement } from './one-statement.tsx'

/** A line of any of the lists, brought to one form. */
type Line = { id: string; ticketId: string | null; number: string; state: string; text: string; who: string; promise: ServerPromise | undefined; at: string; one: ReactNode }

/** What the legal people have before them: cases by deadline, matters to decide, statements, holds, labels. */
export function LegalPage() {
  const { say } = usePhrases('legal')
  const search: LegalSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const show = search.show ?? 'cases'
  const change = (next: LegalSearch) => void navigate({ to: '.', search: { ...search, ...next }, replace: true })
  const List = lists[show]
  return <List show={show} open={search.open} bar={<Segments label={say('title')} value={show} options={shows.map((id) => ({ id, label: say(`show.${id}`) }))} onChange={(id) => change({ show: id as Show, open: undefined })} />} onOpen={(id) => change({ open: id })} />
}

type ListProps = { show: Show; open: string | undefined; bar: ReactNode; onOpen: (id: string | undefined) => void }
type Pages = Pick<ReturnType<typeof useReadPages>, 'isLoading' | 'error' | 'retry' | 'hasMore' | 'isReadingMore' | 'readMore'>

const running = (promises: readonly ServerPromise[]) => promises.find((one) => one.stoppedAt === null)
const name = (person: { name: string; jobNumber: string } | null) => (person ? `${person.name} ${person.jobNumber}` : '—')

function Cases(props: ListProps) {
  const { pick } = usePhrases('legal')
  const { staff } = useSession()
  const list = useReadPages(listLinkedCases, { regionId: staff.regionId, open: true, limit: 100 }, { keep: true })
  const lines = list.items.map((one): Line => ({ id: one.id, ticketId: one.ticketId, number: one.number, state: pick(one.state), text: `${pick(one.authority)} ${one.authorityNumber ?? ''}`, who: name(one.owner), promise: running(one.promises), at: one.recordedAt, one: <OneCase linked={one} /> }))
  return <Lines {...props} lines={lines} pages={list} />
}

function Referrals(props: ListProps) {
  const { say, pick } = usePhrases('legal')
  const { staff } = useSession()
  const list = useReadPages(listReferrals, { regionId: staff.regionId, limit: 100 }, { keep: true })
  const lines = list.items.map((one): Line => ({ id: one.id, ticketId: one.ticketId, number: one.ticketNumber, state: say(`referral.state.${one.state}`), text: `${one.grounds.map(pick).join('、')} ${one.reason}`, who: name(one.owner), promise: running(one.promises), at: one.referredAt, one: <OneReferral referral={one} /> }))
  return <Lines {...props} lines={lines} pages={list} />
}

function Statements(props: ListProps) {
  const { say, pick } = usePhrases('legal')
  const { staff } = useSession()
  const list = useReadPages(listStatements, { regionId: staff.regionId, limit: 100 }, { keep: true })
  const lines = list.items.map((one): Line => ({ id: one.id, ticketId: one.ticketId, number: one.ticketNumber, state: say(`statement.state.${one.state}`), text: pick(one.template), who: name(one.draftedBy), promise: undefined, at: one.draftedAt, one: <OneStatement statement={one} /> }))
  return <Lines {...props} lines={lines} pages={list} />
}

function Holds(props: ListProps) {
  const { say } = usePhrases('legal')
  const { staff } = useSession()
  const list = useReadPages(listHolds, { regionId: staff.regionId, limit: 100 }, { keep: true })
  const lines = list.items.map((one): Line => ({ id: one.id, ticketId: one.subjectKind === 'ticket' ? one.subjectId : null, number: one.label, state: say(one.liftedAt ? 'hold.lifted' : 'hold.held'), text: `${say(`hold.kind.${one.subjectKind}`)} · ${one.reason}`, who: name(one.placedBy), promise: undefined, at: one.placedAt, one: <OneHold hold={one} /> }))
  return <Lines {...props} lines={lines} pages={list} foot={<Keys />} />
}

function Labels(props: ListProps) {
  const { say } = usePhrases('legal')
  const { staff } = useSession()
  const list = useReadPages(listLabels, { regionId: staff.regionId, limit: 100 }, { keep: true })
  const lines = list.items.map((one): Line => ({ id: one.id, ticketId: one.ticketId, number: one.ticketNumber, state: say(one.endedAt ? 'label.over' : 'label.malicious'), text: one.reason, who: name(one.setBy), promise: undefined, at: one.setAt, one: <OneLabel label={one} /> }))
  return <Lines {...props} lines={lines} pages={list} />
}

const lists = { cases: Cases, referrals: Referrals, statements: Statements, holds: Holds, labels: Labels } satisfies Record<Show, unknown>

function Lines({ show, open, bar, onOpen, lines, pages, foot }: ListProps & { lines: Line[]; pages: Pages; foot?: ReactNode }) {
  const { say } = usePhrases('legal')
  const opened = lines.find(({ id }) => id === open)
  const columns = useMemo<Column<Line>[]>(
    () => [
      { id: 'number', title: say('column.number'), width: '190px', phone: 'title', cell: (row) => row.number },
      { id: 'state', title: say('column.state'), width: '130px', phone: 'corner', cell: (row) => row.state },
      { id: 'due', title: say('column.due'), width: '150px', cell: (row) => (row.promise ? <ExplainedPromise promise={row.promise} size="small" /> : '—') },
      { id: 'text', title: say('column.text'), width: 'minmax(180px, 2fr)', cell: (row) => row.text },
      { id: 'who', title: say('column.who'), width: '130px', phone: 'hidden', cell: (row) => row.who },
      { id: 'at', title: say('column.at'), width: '110px', phone: 'hidden', cell: (row) => <RelativeTime at={row.at} /> }
    ],
    [say]
  )
  return (
    <Page
      title={say('title')}
      fill
      bar={bar}
      panel={
        opened ? (
          <DetailPanel
            title={opened.number}
            onClose={() => onOpen(undefined)}
            actions={
              opened.ticketId ? (
                <Link to="/complaints/$ticketId" params={{ ticketId: opened.ticketId }} search={{ tab: 'legal' }}>
                  {say('to-complaint')}
                </Link>
              ) : undefined
            }
          >
            <div className={style.section}>{opened.one}</div>
          </DetailPanel>
        ) : undefined
      }
    >
      <DataList
        id={`legal-${show}`}
        main
        label={say(`show.${show}`)}
        columns={columns}
        rows={lines}
        rowId={(row) => row.id}
        openId={opened?.id}
        onOpen={(row) => onOpen(row.id)}
        isLoading={pages.isLoading}
        error={pages.error}
        onRetry={pages.retry}
        hasMore={pages.hasMore}
        isReadingMore={pages.isReadingMore}
        onReadMore={pages.readMore}
        empty={<EmptyState kind="done" title={say(`none.${show}`)} />}
      />
      {foot}
    </Page>
  )
}

/** The fingerprints whoever receives a pack compares with. @norm TK-60 */
function Keys() {
  const { say } = usePhrases('legal')
  const { data } = useRead(readEvidenceKey, {})
  if (!data || data.keys.length === 0) return null
  return (
    <section className={style.keys} aria-label={say('key.title')}>
      <h2>{say('key.title')}</h2>
      <p className={style.small}>{say('key.what')}</p>
      {data.keys.map((key) => (
        <p key={key.fingerprint} className={style.hash}>
          {key.fingerprint}
        </p>
      ))}
    </section>
  )
}
