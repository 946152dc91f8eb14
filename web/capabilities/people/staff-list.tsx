import type { listStaff } from '@shouwen/contract/people'
import type { OutputOf } from '@shouwen/contract/operation'
import { listRoles, listSkills } from '@shouwen/contract/units'
import { Button } from 'antd'
import { type RefObject, useMemo } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { type useReadPages, useRead } from '#lib/read.ts'
import { Avatar } from '#ui/avatar.tsx'
import { type Column, DataList } from '#ui/data-list.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { SearchBox } from '#ui/search-box.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import type { PeopleSearch } from './people-search.ts'

type StaffLine = OutputOf<typeof listStaff>['items'][number]

/** People, filtered by name or job number, role, skill and whether they still work here. */
export function StaffList({
  staff,
  search,
  isNarrow,
  words,
  onWords,
  finder,
  onChange,
  onOpen,
  onNew
}: {
  staff: ReturnType<typeof useReadPages<typeof listStaff>>
  search: PeopleSearch
  /** A panel stands beside: the state is then told by the face alone. */
  isNarrow: boolean
  words: string
  onWords: (words: string) => void
  finder: RefObject<HTMLInputElement | null>
  onChange: (next: PeopleSearch) => void
  onOpen: (staffId: string) => void
  onNew: (() => void) | undefined
}) {
  const { say, pick, language } = usePhrases('people')
  const roles = useRead(listRoles, {}).data?.items
  const skills = useRead(listSkills, {}).data?.items
  const columns = useMemo<Column<StaffLine>[]>(() => {
    const roleName = new Map(roles?.map((role) => [role.code, pick(role)]))
    const rolesOf = (line: StaffLine) =>
      [...new Set(line.roles.map((held) => roleName.get(held.role) ?? held.role))].join(language === 'en' ? ', ' : '、')
    return [
      {
        id: 'name',
        title: say('staff.name'),
        width: 'minmax(130px, 1.2fr)',
        phone: 'title',
        cell: (line) => (
          <span style={{ display: 'inline-flex', gap: 8, alignItems: 'center' }}>
            <Avatar name={line.name} size={24} away={line.status !== 'active'} />
            {line.name}
          </span>
        )
      },
      {
        id: 'jobNumber',
        title: say('staff.job-number'),
        width: '90px',
        cell: (line) => <span className="number">{line.jobNumber}</span>
      },
      {
        id: 'unit',
        title: say('staff.unit'),
        width: 'minmax(120px, 1.4fr)',
        cell: (line) => <span title={pick(line.unit)}>{pick(line.unit)}</span>
      },
      {
        id: 'roles',
        title: say('staff.roles'),
        width: 'minmax(130px, 2fr)',
        cell: (line) => <span title={rolesOf(line)}>{rolesOf(line) || '—'}</span>
      },
      {
        id: 'status',
        title: say('staff.status'),
        width: '90px',
        phone: 'corner',
        cell: (line) =>
          line.status === 'active' ? (
            <StatusTag tone="good" settled>
              {say('status.active')}
            </StatusTag>
          ) : (
            <StatusTag>{say('status.deactivated')}</StatusTag>
          )
      }
    ]
  }, [say, pick, language, roles])
  const isFiltered = Boolean(words || search.role || search.skill || search.unit)
  return (
    <DataList
      id="people"
      main
      label={say('staff.title')}
      columns={isNarrow ? columns.filter((column) => column.id !== 'status') : columns}
      rows={staff.items}
      rowId={(line) => line.id}
      openId={search.staff}
      onOpen={(line) => onOpen(line.id)}
      isLoading={staff.isLoading}
      error={staff.error}
      onRetry={staff.retry}
      hasMore={staff.hasMore}
      isReadingMore={staff.isReadingMore}
      onReadMore={staff.readMore}
      empty={
        <EmptyState
          kind={isFiltered ? 'nothing' : 'empty'}
          title={isFiltered ? say('staff.none-found') : say('staff.none')}
          actions={onNew ? <Button onClick={onNew}>{say('staff.new')}</Button> : undefined}
        >
          {isFiltered ? say('staff.none-found-text') : undefined}
        </EmptyState>
      }
      tools={
        <FilterBar
          search={<SearchBox ref={finder} keys="/" value={words} label={say('staff.find')} onChange={onWords} />}
          filters={[
            {
              id: 'role',
              label: say('staff.roles'),
              value: search.role ? [search.role] : [],
              options: (roles ?? []).map((role) => ({ value: role.code, label: pick(role) }))
            },
            {
              id: 'skill',
              label: say('staff.skill'),
              value: search.skill ? [search.skill] : [],
              options: (skills ?? []).map((skill) => ({ value: skill.code, label: pick(skill) }))
            },
            {
              id: 'status',
              label: say('status.active'),
              value: search.status ? [search.status] : [],
              options: (['active', 'deactivated', 'all'] as const).map((each) => ({
                value: each,
                label: say(`status.${each}`)
              }))
            }
          ]}
          onChange={(id, [value]) => onChange({ [id]: value === 'active' ? undefined : value })}
        />
      }
    />
  )
}
