import { improvementWords, listImprovements } from '@shouwen/contract/improvement-register'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { lazy, Suspense, useMemo, useState } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useRead, useReadPages } from '#lib/read.ts'
import { useCan, useSession } from '#lib/session.ts'
import { useUnitOptions } from '#lib/unit-options.ts'
import { UnitSelect } from '#lib/unit-select.tsx'
import { ExplainedPromise } from '#lib/explained-promise.tsx'
import { type Column, DataList } from '#ui/data-list.tsx'
import { DetailPanel } from '#ui/detail-panel.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Page } from '#ui/page.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { Segments } from '#ui/segments.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { type RegisterSearch, shows } from './improvement-search.ts'
import style from './improvement.module.css'
import { type Item, OneImprovement, tones } from './one-improvement.tsx'

const NewImprovement = lazy(() => import('./new-improvement.tsx').then((part) => ({ default: part.NewImprovement })))

const asked = {
  open: { open: true },
  overdue: { overdue: true },
  mine: { mine: true, open: true },
  verify: { state: 'done' },
  all: {}
} as const

/** What is to be changed so that it does not happen again: cause, measure, owner, due date, and whether it helped. @norm QI-13 IM-08 */
export function Register() {
  const { say, pick } = usePhrases('improvement')
  const { staff } = useSession()
  const may = useCan()
  const units = useUnitOptions()
  const search: RegisterSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const [isNew, setNew] = useState(false)
  const show = search.show ?? 'open'
  const words = useRead(improvementWords, {})
  const list = useReadPages(listImprovements, { regionId: staff.regionId, limit: 100, ...asked[show], ...(search.origin ? { origin: search.origin } : {}), ...(search.unit ? { unitId: search.unit } : {}) }, { keep: true })
  const change = (next: RegisterSearch) => void navigate({ to: '.', search: { ...search, ...next }, replace: true })
  const opened = list.items.find(({ id }) => id === search.open)
  const columns = useMemo<Column<Item>[]>(
    () => [
      { id: 'state', title: say('register.state'), width: '108px', phone: 'corner', cell: (row) => <StateTag item={row} /> },
      { id: 'title', title: say('register.what'), width: 'minmax(200px, 2fr)', phone: 'title', cell: (row) => row.title },
      { id: 'origin', title: say('register.origin'), width: '110px', phone: 'hidden', cell: (row) => { const word = words.data?.origins.find(({ code }) => code === row.origin); return word ? pick(word) : row.origin } },
      { id: 'unit', title: say('register.unit'), width: '130px', phone: 'hidden', cell: (row) => (row.unitId ? (units.unitName(row.unitId) ?? '—') : '—') },
      { id: 'owner', title: say('register.owner'), width: '130px', cell: (row) => (row.owner ? `${row.owner.name} ${row.owner.jobNumber}` : '—') },
      { id: 'due', title: say('register.due'), width: '150px', cell: (row) => { const [first] = row.promises.filter((one) => one.stoppedAt === null); return first ? <ExplainedPromise promise={first} size="small" /> : row.dueOn ? <span className={row.overdue ? style.late : undefined}>{row.dueOn}</span> : '—' } },
      { id: 'times', title: say('register.times'), width: '70px', phone: 'hidden', cell: (row) => row.timesSaid },
      { id: 'at', title: say('register.at'), width: '110px', phone: 'hidden', cell: (row) => <RelativeTime at={row.registeredAt} /> }
    ],
    [say, pick, units, words.data]
  )
  return (
    <Page
      title={say('register.title')}
      fill
      actions={may('improvement.write') ? <Button type="primary" size="small" onClick={() => setNew(true)}>{say('register.new')}</Button> : undefined}
      bar={
        <div className={style.bar}>
          <Segments label={say('register.title')} value={show} options={shows.map((id) => ({ id, label: say(`register.show.${id}`) }))} onChange={(id) => change({ show: id as 'all', open: undefined })} />
          <Select
            size="small"
            allowClear
            aria-label={say('register.origin')}
            placeholder={say('register.origin')}
            style={{ width: 140 }}
            value={search.origin ?? null}
            onChange={(origin: string | null) => change({ origin: origin ?? undefined, open: undefined })}
            options={(words.data?.origins ?? []).map((one) => ({ value: one.code, label: pick(one) }))}
          />
          <UnitSelect small regionId={staff.regionId} label={say('register.unit')} placeholder={say('register.unit')} value={search.unit} onChange={(unit) => change({ unit, open: undefined })} />
        </div>
      }
      panel={
        isNew ? (
          <Suspense>
            <NewImprovement onClose={() => setNew(false)} onDone={(id) => { setNew(false); change({ show: 'all', open: id }) }} />
          </Suspense>
        ) : opened ? (
          <DetailPanel title={opened.title} onClose={() => change({ open: undefined })}>
            <OneImprovement key={opened.id} item={opened} />
          </DetailPanel>
        ) : undefined
      }
    >
      <DataList
        id="improvements"
        main
        label={say('register.title')}
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
        empty={<EmptyState kind="done" title={say(`register.none.${show}`)}>{say('register.none-text')}</EmptyState>}
      />
    </Page>
  )
}

function StateTag({ item }: { item: Item }) {
  const { say } = usePhrases('improvement')
  return (
    <StatusTag tone={item.overdue ? 'bad' : tones[item.state]} settled={item.state === 'effective' || item.state === 'declined'}>
      {item.overdue ? say('register.overdue') : say(`item-state.${item.state}`)}
    </StatusTag>
  )
}
