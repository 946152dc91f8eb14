import { countViews, listViews } from '@shouwen/contract/ticket-views'
import { listTickets, type TicketFilter, type TicketSort } from '@shouwen/contract/ticket-lists'
import { useNavigate, useRouterState, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useRead, useReadPages } from '#lib/read.ts'
import { useCan } from '#lib/session.ts'
import { DataList } from '#ui/data-list.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Icon } from '#ui/icon.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Keycap } from '#ui/keycap.tsx'
import { Page } from '#ui/page.tsx'
import { useShortcut } from '#ui/shortcuts.ts'
import { usePhone } from '#ui/use-phone.ts'
import { BulkBar } from './bulk-bar.tsx'
import type { BulkVerb } from './bulk-steps.tsx'
import { rememberedList, rememberList } from './list-memory.ts'
import type { ListSearch } from './routes.ts'
import { SaveView } from './save-view.tsx'
import { useTicketColumns } from './ticket-columns.tsx'
import { TicketFilters } from './ticket-filters.tsx'
import style from './ticket-list.module.css'
import { useFoundTickets } from './ticket-search.ts'
import { ViewArrange } from './view-arrange.tsx'
import { ViewRail } from './view-rail.tsx'

const BulkPanel = lazy(() => import('./bulk-panel.tsx').then((part) => ({ default: part.BulkPanel })))
const ExportPanel = lazy(() => import('./export-panel.tsx').then((part) => ({ default: part.ExportPanel })))

const foundColumns = ['status', 'customer', 'openedAt'] as const
const noColumns = [] as const

type ListPanel = { name: 'export' } | { name: 'bulk'; verb: BulkVerb; whole: boolean }

/** Tickets by view: the views at the left with how many each holds, filters over the rows, and a search through all of them. */
export function TicketList() {
  const { say, pick } = usePhrases('tickets')
  const navigate = useNavigate()
  const may = useCan()
  const phone = usePhone()
  const search: ListSearch = useSearch({ strict: false })
  const address = useRouterState({ select: (state) => state.location.href })
  const [query, setQuery] = useState(rememberedList().query)
  const searchField = useRef<HTMLInputElement>(null)

  const views = useRead(listViews, {})
  const counts = useRead(countViews, {})
  const shown = views.data?.items.filter((each) => !each.hidden) ?? []
  const view = shown.find((each) => each.key === search.view) ?? shown[0]
  const sort = search.sort ?? view?.sort ?? 'due'

  const isSearching = query !== ''
  // A search goes through everything unless it is narrowed by hand; a view's own filter does not hold there.
  const filter = search.filter ?? (isSearching ? {} : (view?.filter ?? {}))
  const listed = useReadPages(
    listTickets,
    { ...filter, sort, limit: 50 },
    { enabled: view !== undefined && !isSearching, keep: true }
  )
  const found = useFoundTickets(query, search.filter)
  const list = isSearching ? found : listed
  const [selection, select] = useState<ReadonlySet<string>>(new Set())
  const [panel, setPanel] = useState<ListPanel>()
  const columns = useTicketColumns(isSearching ? foundColumns : (view?.columns ?? noColumns), isSearching)

  const goTo = (next: ListSearch) => void navigate({ to: '/tickets', search: next, replace: true })
  const open = (ticketId: string) => {
    rememberList({ ids: list.items.map((row) => row.id), back: address, lastId: ticketId, query })
    void navigate({ to: '/tickets/$ticketId', params: { ticketId } })
  }
  const change = (next: TicketFilter, order: TicketSort = sort) => goTo({ view: view?.key, filter: next, sort: order })

  const exactId = isSearching ? found.exact?.id : undefined
  useEffect(() => {
    if (!exactId) return
    // A whole number was typed: go there, and do not come back to be sent there again.
    rememberList({ ids: [exactId], back: address, lastId: exactId, query: '' })
    void navigate({ to: '/tickets/$ticketId', params: { ticketId: exactId } })
  }, [exactId, address, navigate])

  const here = say('keys.list')
  const step = (by: number) => {
    const next =
      shown[(shown.findIndex((each) => each.key === view?.key) + by + shown.length) % Math.max(1, shown.length)]
    if (next) goTo({ view: next.key })
  }
  useShortcut('/', say('list.search'), () => searchField.current?.focus(), { group: here })
  useShortcut('c', say('list.new'), () => void navigate({ to: '/tickets/new' }), {
    group: here,
    enabled: may('ticket.open')
  })
  useShortcut(']', say('list.next-view'), () => step(1), { group: here })
  useShortcut('[', say('list.former-view'), () => step(-1), { group: here })

  const title = isSearching ? say('list.found', { query }) : view ? pick(view.name) : say('list.title')
  const isChanged = search.filter !== undefined || search.sort !== undefined
  return (
    <Page
      title={title}
      fill
      error={views.data ? undefined : views.error}
      onRetry={() => void views.refetch()}
      meta={isSearching ? <span>{say('list.search-order')}</span> : <ViewMeta view={view} />}
      panel={
        panel === undefined ? undefined : (
          <Suspense fallback={null}>
            {panel.name === 'export' ? (
              <ExportPanel filter={filter} sort={sort} onClose={() => setPanel(undefined)} />
            ) : (
              <BulkPanel
                key={panel.verb}
                verb={panel.verb}
                selection={panel.whole ? { filter } : { ids: [...selection].slice(0, 500) }}
                count={panel.whole ? undefined : selection.size}
                onStarted={() => select(new Set())}
                onClose={() => setPanel(undefined)}
              />
            )}
          </Suspense>
        )
      }
      actions={
        <>
          {may('ticket.note') && !phone ? (
            <IconButton
              icon="bolt"
              label={say('macro.title')}
              onClick={() => void navigate({ to: '/tickets/macros' })}
            />
          ) : null}
          {may('ticket.export') && !isSearching ? (
            <IconButton icon="export" label={say('export.title')} onClick={() => setPanel({ name: 'export' })} />
          ) : null}
          {may('ticket.open') ? (
            <Button
              type="primary"
              icon={<Icon name="plus" size={15} />}
              onClick={() => void navigate({ to: '/tickets/new' })}
            >
              {say('list.new')} {phone ? null : <Keycap keys="c" />}
            </Button>
          ) : null}
        </>
      }
    >
      <div className={style.columns}>
        <ViewRail
          views={shown}
          counts={counts.data?.items}
          current={isSearching ? undefined : view?.key}
          onChoose={() => setQuery('')}
        >
          <ViewArrange views={views.data?.items ?? []} />
        </ViewRail>
        <DataList
          key={isSearching ? 'found' : view?.key}
          id={`tickets.${isSearching ? 'found' : (view?.key ?? '')}`}
          main
          label={title}
          columns={columns}
          rows={list.items}
          rowId={(row) => row.id}
          onOpen={(row) => open(row.id)}
          openId={rememberedList().lastId}
          isLoading={list.isLoading || views.isLoading}
          error={list.items.length > 0 ? undefined : list.error}
          onRetry={list.retry}
          hasMore={list.hasMore}
          isReadingMore={list.isReadingMore}
          onReadMore={list.readMore}
          selection={may('ticket.bulk') ? selection : undefined}
          onSelection={may('ticket.bulk') ? select : undefined}
          bulk={
            <BulkBar
              canWhole={!isSearching && list.hasMore && selection.size >= list.items.length}
              onChoose={(verb, whole) => setPanel({ name: 'bulk', verb, whole })}
            />
          }
          tools={
            <TicketFilters
              query={query}
              onQuery={(next) => {
                setQuery(next)
                rememberList({ query: next })
              }}
              searchField={searchField}
              filter={filter}
              onFilter={change}
              sort={isSearching ? undefined : sort}
              onSort={(next) => change(filter, next)}
            >
              {isChanged && view && !isSearching ? (
                <>
                  <button type="button" className={style.quiet} onClick={() => goTo({ view: view.key })}>
                    {say('view.reset')}
                  </button>
                  <SaveView view={view} filter={filter} sort={sort} onSaved={(key) => goTo({ view: key })} />
                </>
              ) : null}
            </TicketFilters>
          }
          empty={<Nothing isSearching={isSearching} isFiltered={isChanged} viewKey={view?.key} />}
        />
      </div>
    </Page>
  )
}

/** Whose view it is, when it is not the product's own. */
function ViewMeta({
  view
}: {
  view: { builtIn: boolean; mine: boolean; owner: { name: string } | null; sharing: string } | undefined
}) {
  const { say } = usePhrases('tickets')
  if (!view || view.builtIn) return null
  if (view.mine) return <span>{say(`view.sharing-${view.sharing}`)}</span>
  return <span>{say('view.by', { name: view.owner?.name ?? '' })}</span>
}

function Nothing({
  isSearching,
  isFiltered,
  viewKey
}: {
  isSearching: boolean
  isFiltered: boolean
  viewKey: string | undefined
}) {
  const { say } = usePhrases('tickets')
  if (isSearching)
    return (
      <EmptyState kind="nothing" title={say('list.none-found')}>
        {say('list.none-found-text')}
      </EmptyState>
    )
  if (isFiltered)
    return (
      <EmptyState kind="nothing" title={say('list.none-fit')}>
        {say('list.none-fit-text')}
      </EmptyState>
    )
  const done =
    viewKey === 'my-open' || viewKey === 'at-risk' || viewKey === 'broken' || viewKey === 'unassigned-in-my-queues'
  return (
    <EmptyState kind={done ? 'done' : 'empty'} title={say(done ? `list.done-${viewKey}` : 'list.empty')}>
      {done ? say('list.done-text') : null}
    </EmptyState>
  )
}
