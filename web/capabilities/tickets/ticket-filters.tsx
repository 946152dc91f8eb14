import type { TicketFilter, TicketSort } from '@shouwen/contract/ticket-lists'
import { Select } from 'antd'
import type { ReactNode, Ref } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { type Filter, FilterBar } from '#ui/filter-bar.tsx'
import { SearchBox } from '#ui/search-box.tsx'
import { useOrganisationNames } from './organisation-names.ts'
import style from './ticket-filters.module.css'
import { channels, kinds, optionsOf, priorities, statuses, useTicketChoices } from './ticket-words.ts'

const promises = ['broken', 'at-risk', 'on-track', 'none'] as const
const sorts = ['due', 'priority', 'newest', 'oldest', 'stale', 'closed'] as const

/** The line over the list: search, what the rows are narrowed by, their order, and the views' own buttons. */
export function TicketFilters({
  query,
  onQuery,
  searchField,
  filter,
  onFilter,
  sort,
  onSort,
  children
}: {
  query: string
  onQuery: (query: string) => void
  searchField: Ref<HTMLInputElement>
  filter: TicketFilter
  onFilter: (filter: TicketFilter) => void
  /** Undefined while searching: what is found comes newest first. */
  sort: TicketSort | undefined
  onSort: (sort: TicketSort) => void
  children?: ReactNode
}) {
  const { say } = usePhrases('tickets')
  const { categoryOptions } = useTicketChoices()
  const { queues, nameOf } = useOrganisationNames()
  const onlyKind = filter.kinds?.length === 1 ? filter.kinds[0] : undefined
  const filters: Filter[] = [
    { id: 'statuses', label: say('column.status'), many: true, value: filter.statuses ?? [], options: optionsOf(statuses, 'status', say) },
    { id: 'kinds', label: say('column.kind'), many: true, value: filter.kinds ?? [], options: optionsOf(kinds, 'kind', say) },
    { id: 'priorities', label: say('column.priority'), many: true, value: filter.priorities ?? [], options: priorities.map((each) => ({ value: each, label: `${each} ${say(`priority.${each}`)}` })) },
    { id: 'promise', label: say('column.promise'), value: filter.promise ? [filter.promise] : [], options: optionsOf(promises, 'filter.promise', say) },
    { id: 'assignee', label: say('column.assignee'), value: filter.assignee ? [filter.assignee] : [], options: optionsOf(['me', 'none'], 'filter.assignee', say) },
    { id: 'category', label: say('column.category'), value: filter.category ? [filter.category] : [], options: categoryOptions(onlyKind) },
    { id: 'queueCodes', label: say('column.queue'), many: true, value: filter.queueCodes ?? [], options: queues.map((each) => ({ value: each.code, label: nameOf(each) })) },
    { id: 'channels', label: say('column.channel'), many: true, value: filter.channels ?? [], options: optionsOf(channels, 'channel', say) }
  ]
  return (
    <FilterBar
      search={<SearchBox ref={searchField} value={query} onChange={onQuery} label={say('list.search')} placeholder={say('list.search-hint')} keys="/" />}
      filters={filters.filter((each) => each.options.length > 0)}
      onChange={(id, value) => onFilter(changed(filter, id, value))}
    >
      {sort ? (
        <Select
          size="small"
          variant="borderless"
          className={style.sort}
          aria-label={say('sort.label')}
          value={sort}
          popupMatchSelectWidth={false}
          options={optionsOf(sorts, 'sort', say)}
          onChange={onSort}
        />
      ) : null}
      {children}
    </FilterBar>
  )
}

const single: readonly string[] = ['promise', 'assignee', 'category']

/** The filter with one member set, or left out when nothing is chosen. */
export function changed(filter: TicketFilter, id: string, value: string[]): TicketFilter {
  const rest = Object.fromEntries(Object.entries(filter).filter(([name]) => name !== id))
  if (value.length === 0) return rest
  return { ...rest, [id]: single.includes(id) ? value[0] : value }
}
