import type { TicketFilter, TicketSort } from '@shouwen/contract/ticket-lists'
import { Button, Popover, Select } from 'antd'
import type { ReactNode, Ref } from 'react'
import { useState } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { type Filter, FilterBar } from '#ui/filter-bar.tsx'
import { Icon } from '#ui/icon.tsx'
import { Labelled } from '#ui/labelled.tsx'
import { SearchBox } from '#ui/search-box.tsx'
import { useShortcut } from '#ui/shortcuts.ts'
import { usePhone } from '#ui/use-phone.ts'
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
  const phone = usePhone()
  const filters = useFilters(filter)
  // What is most often changed stands in the line, as long as there is room; the rest one press away.
  const inLine = phone ? [] : filters.filter((each) => ['statuses', 'kinds', 'priorities', 'promise'].includes(each.id))
  const behind = filters.filter((each) => !inLine.includes(each) && each.options.length > 0)
  const change = (id: string, value: string[]) => onFilter(changed(filter, id, value))
  return (
    <FilterBar
      search={
        <SearchBox
          ref={searchField}
          value={query}
          onChange={onQuery}
          label={say('list.search')}
          placeholder={say('list.search-hint')}
          keys="/"
        />
      }
      filters={inLine}
      onChange={change}
      onClear={null}
    >
      <MoreFilters filters={behind} onChange={change} />
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

function useFilters(filter: TicketFilter): Filter[] {
  const { say } = usePhrases('tickets')
  const { categoryOptions } = useTicketChoices()
  const { queues, nameOf } = useOrganisationNames()
  const onlyKind = filter.kinds?.length === 1 ? filter.kinds[0] : undefined
  const priorityOptions = priorities.map((each) => ({ value: each, label: `${each} ${say(`priority.${each}`)}` }))
  const queueOptions = queues.map((each) => ({ value: each.code, label: nameOf(each) }))
  const assigned = filter.assignee ? [filter.assignee] : []
  return [
    several('statuses', say('column.status'), filter.statuses, optionsOf(statuses, 'status', say)),
    several('kinds', say('column.kind'), filter.kinds, optionsOf(kinds, 'kind', say)),
    several('priorities', say('column.priority'), filter.priorities, priorityOptions),
    one('promise', say('column.promise'), filter.promise, optionsOf(promises, 'filter.promise', say)),
    {
      id: 'assignee',
      label: say('column.assignee'),
      value: assigned,
      options: optionsOf(['me', 'none'], 'filter.assignee', say)
    },
    one('category', say('column.category'), filter.category, categoryOptions(onlyKind)),
    several('queueCodes', say('column.queue'), filter.queueCodes, queueOptions),
    several('channels', say('column.channel'), filter.channels, optionsOf(channels, 'channel', say))
  ]
}

type Options = Filter['options']

function several(id: string, label: string, value: readonly string[] | undefined, options: Options): Filter {
  return { id, label, many: true, value: value ?? [], options }
}

function one(id: string, label: string, value: string | undefined, options: Options): Filter {
  return { id, label, value: value ? [value] : [], options }
}

function MoreFilters({
  filters,
  onChange
}: {
  filters: readonly Filter[]
  onChange: (id: string, value: string[]) => void
}) {
  const { say } = usePhrases('tickets')
  const [open, setOpen] = useState(false)
  const used = filters.filter((each) => each.value.length > 0).length
  useShortcut('f', say('filter.more'), () => setOpen(true), { group: say('keys.list') })
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomLeft"
      arrow={false}
      content={
        <div className={style.more}>
          {filters.map((filter) => (
            <Labelled key={filter.id} label={filter.label}>
              {(ids) => (
                <Select
                  {...ids}
                  mode={filter.many ? 'multiple' : undefined}
                  allowClear
                  maxTagCount="responsive"
                  showSearch={{ optionFilterProp: 'label' }}
                  value={filter.many ? [...filter.value] : (filter.value[0] ?? null)}
                  options={[...filter.options]}
                  onChange={(value: string | string[] | null | undefined) =>
                    onChange(filter.id, value ? [value].flat() : [])
                  }
                />
              )}
            </Labelled>
          ))}
        </div>
      }
    >
      <Button size="small" icon={<Icon name="filter" size={14} />} aria-expanded={open}>
        {say('filter.more')}
        {used > 0 ? <span className={style.used}>{used}</span> : null}
      </Button>
    </Popover>
  )
}

const single: readonly string[] = ['promise', 'assignee', 'category']

/** The filter with one member set, or left out when nothing is chosen. */
export function changed(filter: TicketFilter, id: string, value: string[]): TicketFilter {
  const rest = Object.fromEntries(Object.entries(filter).filter(([name]) => name !== id))
  if (value.length === 0) return rest
  return { ...rest, [id]: single.includes(id) ? value[0] : value }
}
