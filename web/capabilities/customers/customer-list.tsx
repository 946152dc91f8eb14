import { listCustomers } from '@shouwen/contract/customers'
import type { OutputOf } from '@shouwen/contract/operation'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useMemo, useRef, useState } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useReadPages } from '#lib/read.ts'
import { useCan, useSession } from '#lib/session.ts'
import { useUnitOptions } from '#lib/unit-options.ts'
import { UnitSelect } from '#lib/unit-select.tsx'
import { type Column, DataList } from '#ui/data-list.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { Icon } from '#ui/icon.tsx'
import { Page } from '#ui/page.tsx'
import { SearchBox } from '#ui/search-box.tsx'
import { useShortcut } from '#ui/shortcuts.ts'
import { GradeMark } from './customer-marks.tsx'
import style from './customer-list.module.css'
import { customerKinds, type CustomerListSearch, grades } from './customer-search.ts'
import { NewCustomerPanel } from './new-customer-panel.tsx'

type Line = OutputOf<typeof listCustomers>['items'][number]

/** Customers, newest first; found by a part of the name or customer number, or by a whole telephone or service number. */
export function CustomerList() {
  const { say } = usePhrases('customers')
  const search: CustomerListSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const may = useCan()
  const { staff } = useSession()
  const finder = useRef<HTMLInputElement>(null)
  const [words, setWords] = useState('')
  const { unitName, regions, regionName } = useUnitOptions()
  const customers = useReadPages(
    listCustomers,
    {
      limit: 100,
      regionId: staff.regionId,
      ...(words ? { q: words } : {}),
      ...(search.kind ? { kind: search.kind } : {}),
      ...(search.grade ? { grade: search.grade } : {}),
      ...(search.vip ? { vip: true } : {}),
      ...(search.unit ? { unitId: search.unit } : {})
    },
    { keep: true }
  )
  const change = (next: CustomerListSearch) => void navigate({ to: '.', search: { ...search, ...next }, replace: true })
  const open = (regionId: number, customerId: string) =>
    void navigate({ to: '/customers/$regionId/$customerId', params: { regionId: String(regionId), customerId } })
  const canWrite = may('customer.write')
  useShortcut('/', say('find'), () => finder.current?.focus(), { group: say('title') })
  useShortcut('n', say('new.title'), () => change({ panel: 'new' }), { group: say('title'), enabled: canWrite })
  const hasRegions = regions.length > 1
  const columns = useMemo<Column<Line>[]>(
    () => [
      {
        id: 'name',
        title: say('column.name'),
        width: 'minmax(180px, 1.6fr)',
        phone: 'title',
        cell: (line) => (
          <span className={style.name}>
            <Icon
              name={line.kind === 'organisation' ? 'hall' : 'customer'}
              size={15}
              label={say(`kind.${line.kind}`)}
            />
            <span>{line.name}</span>
            <GradeMark grade={line.grade} vip={line.vip} />
          </span>
        )
      },
      {
        id: 'number',
        title: say('column.number'),
        width: '104px',
        phone: 'corner',
        cell: (line) => <span className="number">{line.number}</span>
      },
      {
        id: 'phone',
        title: say('column.phone'),
        width: '128px',
        cell: (line) => <span className="number">{line.phone ?? '—'}</span>
      },
      {
        id: 'service',
        title: say('column.service'),
        width: '140px',
        phone: 'hidden',
        cell: (line) => <span className="number">{line.serviceNumber ?? '—'}</span>
      },
      {
        id: 'lines',
        title: say('column.lines'),
        width: '64px',
        phone: 'hidden',
        cell: (line) => line.lineCount
      },
      {
        id: 'unit',
        title: say('column.unit'),
        width: 'minmax(120px, 1fr)',
        cell: (line) => unitName(line.unitId) ?? '—'
      },
      {
        id: 'region',
        title: say('column.region'),
        width: '110px',
        optional: !hasRegions,
        phone: 'hidden',
        cell: (line) => regionName(line.regionId)
      },
      {
        id: 'status',
        title: say('column.status'),
        width: '76px',
        phone: 'hidden',
        cell: (line) => say(`status.${line.status}`)
      }
    ],
    [say, unitName, regionName, hasRegions]
  )
  const isFiltered = words !== '' || Boolean(search.kind || search.grade || search.vip || search.unit)
  const panel =
    search.panel === 'new' && canWrite ? (
      <NewCustomerPanel onClose={() => change({ panel: undefined })} onMade={open} />
    ) : undefined
  return (
    <Page
      title={say('title')}
      meta={say('audited')}
      fill
      actions={
        canWrite ? (
          <Button type="primary" icon={<Icon name="plus" size={15} />} onClick={() => change({ panel: 'new' })}>
            {say('new.title')}
          </Button>
        ) : undefined
      }
      panel={panel}
      error={customers.error?.code === 'not-permitted' ? customers.error : undefined}
    >
      <DataList
        id="customers"
        main
        label={say('title')}
        columns={panel ? columns.filter(({ id }) => !['region', 'status', 'service'].includes(id)) : columns}
        rows={customers.items}
        rowId={(line) => line.id}
        onOpen={(line) => open(line.regionId, line.id)}
        isLoading={customers.isLoading}
        error={customers.error}
        onRetry={customers.retry}
        hasMore={customers.hasMore}
        isReadingMore={customers.isReadingMore}
        onReadMore={customers.readMore}
        empty={
          <EmptyState
            kind={isFiltered ? 'nothing' : 'empty'}
            title={say(isFiltered ? 'none-found' : 'none')}
            actions={
              canWrite ? <Button onClick={() => change({ panel: 'new' })}>{say('new.title')}</Button> : undefined
            }
          >
            {isFiltered ? say('none-found-text') : undefined}
          </EmptyState>
        }
        tools={
          <FilterBar
            search={<SearchBox ref={finder} keys="/" value={words} label={say('find')} onChange={setWords} />}
            filters={[
              {
                id: 'kind',
                label: say('column.kind'),
                value: search.kind ? [search.kind] : [],
                options: customerKinds.map((kind) => ({ value: kind, label: say(`kind.${kind}`) }))
              },
              {
                id: 'grade',
                label: say('grade.label'),
                value: search.grade ? [search.grade] : [],
                options: grades.map((grade) => ({ value: grade, label: say(`grade.${grade}`) }))
              },
              {
                id: 'vip',
                label: 'VIP',
                value: search.vip ? ['vip'] : [],
                options: [{ value: 'vip', label: say('vip-only') }]
              }
            ]}
            onChange={(id, [value]) => change(id === 'vip' ? { vip: value ? true : undefined } : { [id]: value })}
          >
            <UnitSelect
              small
              label={say('column.unit')}
              placeholder={say('column.unit')}
              value={search.unit}
              onChange={(unit) => change({ unit })}
            />
          </FilterBar>
        }
      />
    </Page>
  )
}
