import { listClauses } from '@shouwen/contract/norms'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useReadPages } from '#lib/read.ts'
import { useCan } from '#lib/session.ts'
import { type Column, DataList } from '#ui/data-list.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { Page } from '#ui/page.tsx'
import { SearchBox } from '#ui/search-box.tsx'
import { useShortcut } from '#ui/shortcuts.ts'
import { StatusTag } from '#ui/status-tag.tsx'
import style from './clause-list.module.css'
import type { ClauseLine } from './clause-content.ts'
import { ClauseStateTag, NormIds, stateOf, TrustMark } from './clause-marks.tsx'
import { NewClause } from './new-clause.tsx'
import { clauseKinds, type ClauseListSearch, clauseStates, trusts } from './rulebook-search.ts'
import { RulebookTabs } from './rulebook-tabs.tsx'

/** Every clause of the rulebook. It is small, so all of it is read and filtered here. */
export function ClauseList() {
  const { say, pick } = usePhrases('norms')
  const search: ClauseListSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const may = useCan()
  const finder = useRef<HTMLInputElement>(null)
  const [words, setWords] = useState('')
  const clauses = useReadPages(listClauses, { limit: 200, ...(words ? { search: words } : {}) }, { keep: true })
  const { hasMore, isReadingMore, readMore } = clauses
  useEffect(() => {
    if (hasMore && !isReadingMore) readMore()
  }, [hasMore, isReadingMore, readMore])
  useShortcut('/', say('find'), () => finder.current?.focus(), { group: say('title') })

  const groups = useMemo(
    () =>
      [
        ...new Set(clauses.items.flatMap((line) => (line.norms.length > 0 ? line.norms.map(groupOf) : ['none'])))
      ].sort(),
    [clauses.items]
  )
  const rows = useMemo(
    () => clauses.items.filter((line) => fits(line, search)).sort(byCatalogue),
    [clauses.items, search]
  )
  const columns = useMemo<Column<ClauseLine>[]>(
    () => [
      {
        id: 'title',
        title: say('column.title'),
        width: 'minmax(240px, 2fr)',
        phone: 'title',
        cell: (line) => (
          <span className={style.title}>
            <span>{pick(line.title)}</span>
            <small>{line.id}</small>
          </span>
        )
      },
      {
        id: 'state',
        title: say('column.state'),
        width: '150px',
        phone: 'corner',
        cell: (line) => (
          <span className={style.states}>
            <ClauseStateTag state={stateOf(line)} />
            {line.waiting ? <StatusTag tone="info">{say('state.waiting')}</StatusTag> : null}
          </span>
        )
      },
      {
        id: 'kind',
        title: say('column.kind'),
        width: '104px',
        cell: (line) => (line.promise ? say(`promise.${line.promise}`) : say(`kind.${line.kind}`))
      },
      {
        id: 'norms',
        title: say('column.norms'),
        width: 'minmax(130px, 1fr)',
        cell: (line) => <NormIds ids={line.norms} />
      },
      { id: 'trust', title: say('column.trust'), width: '116px', cell: (line) => <TrustMark trust={line.trust} /> },
      {
        id: 'version',
        title: say('column.version'),
        width: '84px',
        phone: 'hidden',
        cell: (line) => (
          <span className="number">
            {line.versionInForce === null ? '—' : `v${line.versionInForce}`}
            {line.newestVersion !== line.versionInForce ? (
              <span className={style.newer} title={say('newer')}>{` → v${line.newestVersion}`}</span>
            ) : null}
          </span>
        )
      }
    ],
    [say, pick]
  )
  const change = (next: ClauseListSearch) => void navigate({ to: '.', search: { ...search, ...next }, replace: true })
  const isFiltered = words !== '' || Object.values(search).some(Boolean)
  const clear = () => {
    setWords('')
    void navigate({ to: '.', search: {}, replace: true })
  }
  return (
    <Page
      title={say('title')}
      meta={clauses.isLoading ? undefined : say('count', { count: rows.length })}
      fill
      bar={<RulebookTabs here="clauses" />}
      actions={may('norm.draft') ? <NewClause /> : undefined}
      error={clauses.error?.code === 'not-permitted' ? clauses.error : undefined}
    >
      <DataList
        id="clauses"
        main
        label={say('title')}
        columns={columns}
        rows={rows}
        rowId={(line) => line.id}
        onOpen={(line) => void navigate({ to: '/rulebook/clauses/$clauseId', params: { clauseId: line.id } })}
        isLoading={clauses.isLoading}
        error={clauses.error}
        onRetry={clauses.retry}
        empty={
          <EmptyState
            kind={isFiltered ? 'nothing' : 'empty'}
            title={say(isFiltered ? 'none-found' : 'none')}
            actions={isFiltered ? <Button onClick={clear}>{say('clear')}</Button> : undefined}
          />
        }
        tools={
          <FilterBar
            search={<SearchBox ref={finder} keys="/" value={words} label={say('find')} onChange={setWords} />}
            filters={[
              {
                id: 'group',
                label: say('column.group'),
                value: list(search.group),
                options: groups.map((group) => ({
                  value: group,
                  label: group === 'none' ? say('group.none') : `${group} ${say(`group.${group}`)}`
                }))
              },
              {
                id: 'kind',
                label: say('column.kind'),
                value: list(search.kind),
                options: clauseKinds.map((kind) => ({ value: kind, label: say(`kind.${kind}`) }))
              },
              {
                id: 'state',
                label: say('column.state'),
                value: list(search.state),
                options: clauseStates.map((state) => ({ value: state, label: say(`state.${state}`) }))
              },
              {
                id: 'trust',
                label: say('column.trust'),
                value: list(search.trust),
                options: trusts.map((trust) => ({ value: trust, label: say(`trust.${trust}`) }))
              }
            ]}
            onChange={(id, [value]) => change({ [id]: value })}
          />
        }
      />
    </Page>
  )
}

const list = (value: string | undefined) => (value ? [value] : [])
const groupOf = (norm: string) => norm.slice(0, 2)

function fits(line: ClauseLine, { group, kind, state, trust }: ClauseListSearch): boolean {
  if (group === 'none' ? line.norms.length > 0 : group && !line.norms.some((norm) => groupOf(norm) === group))
    return false
  if (kind && line.kind !== kind) return false
  if (trust && line.trust !== trust) return false
  if (state === 'waiting') return line.waiting
  return !state || stateOf(line) === state
}

/** In the order of the catalogue; what has no id comes last. */
function byCatalogue(one: ClauseLine, other: ClauseLine): number {
  const place = (line: ClauseLine) => line.norms[0] ?? `~${line.id}`
  return place(one) < place(other) ? -1 : place(one) > place(other) ? 1 : one.id < other.id ? -1 : 1
}
