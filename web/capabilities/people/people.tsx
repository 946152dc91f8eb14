import { listStaff } from '@shouwen/contract/people'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { lazy, Suspense, useRef, useState } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useReadPages } from '#lib/read.ts'
import { useCan } from '#lib/session.ts'
import { Icon } from '#ui/icon.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Page } from '#ui/page.tsx'
import { Segments } from '#ui/segments.tsx'
import { useShortcut } from '#ui/shortcuts.ts'
import { usePhone } from '#ui/use-phone.ts'
import style from './people.module.css'
import type { PeopleSearch } from './people-search.ts'
import { StaffList } from './staff-list.tsx'
import { UnitTree } from './unit-tree.tsx'
import { useUnits } from './use-units.ts'

// What stands in the panel is fetched when it is first opened: the list is what everybody waits for.
const NewPersonPanel = lazy(() =>
  import('./new-person-panel.tsx').then((module) => ({ default: module.NewPersonPanel }))
)
const NewUnitPanel = lazy(() => import('./new-unit-panel.tsx').then((module) => ({ default: module.NewUnitPanel })))
const StaffPanel = lazy(() => import('./staff-panel.tsx').then((module) => ({ default: module.StaffPanel })))
const UnitPanel = lazy(() => import('./unit-panel.tsx').then((module) => ({ default: module.UnitPanel })))

/** Units at the left, the people of the chosen one and all below it beside, one person or unit in the panel. */
export function People() {
  const { say } = usePhrases('people')
  const search: PeopleSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const may = useCan()
  const phone = usePhone()
  const [words, setWords] = useState('')
  const finder = useRef<HTMLInputElement>(null)
  const { read, units, byId, nameOf, pathOf } = useUnits()
  const change = (next: PeopleSearch) => void navigate({ to: '.', search: { ...search, ...next }, replace: true })
  const staff = useReadPages(
    listStaff,
    {
      limit: 100,
      ...(search.unit ? { unitId: search.unit } : {}),
      ...(words ? { search: words } : {}),
      ...(search.role ? { role: search.role } : {}),
      ...(search.skill ? { skill: search.skill } : {}),
      ...(search.status === 'all' ? {} : { status: search.status ?? 'active' })
    },
    { keep: true }
  )
  const unit = search.unit ? byId.get(search.unit) : undefined
  const canWrite = may('people.write')
  const closePanel = () => change({ staff: undefined, panel: undefined })
  useShortcut('/', say('staff.find'), () => finder.current?.focus(), { group: say('title') })
  useShortcut('n', say('staff.new'), () => change({ panel: 'new-person', staff: undefined }), {
    group: say('title'),
    enabled: canWrite
  })

  const tree = (
    <UnitTree
      units={units}
      nameOf={nameOf}
      chosenId={search.unit}
      onChoose={(unitId) =>
        change({
          unit: unitId === search.unit && !phone ? undefined : unitId,
          ...(search.panel === 'unit' ? {} : { panel: undefined }),
          tab: undefined
        })
      }
    />
  )
  const isTreeShown = phone ? search.tab === 'units' : true
  const isListShown = phone ? search.tab !== 'units' : true
  return (
    <Page
      title={say('title')}
      fill
      isLoading={!read.data}
      error={read.data ? undefined : read.error}
      onRetry={() => void read.refetch()}
      actions={
        <>
          <Button icon={<Icon name="book" size={15} />} onClick={() => void navigate({ to: '/people/roles' })}>
            {say('roles.title')}
          </Button>
          {canWrite ? (
            <>
              <Button
                icon={<Icon name="plus" size={15} />}
                onClick={() => change({ panel: 'new-unit', staff: undefined })}
              >
                {say('units.new')}
              </Button>
              <Button
                type="primary"
                icon={<Icon name="plus" size={15} />}
                onClick={() => change({ panel: 'new-person', staff: undefined })}
              >
                {say('staff.new')}
              </Button>
            </>
          ) : null}
        </>
      }
      bar={
        phone ? (
          <Segments
            label={say('title')}
            value={search.tab ?? 'staff'}
            options={[
              { id: 'staff', label: say('tab.staff') },
              { id: 'units', label: say('tab.units') }
            ]}
            onChange={(tab) => change({ tab: tab === 'units' ? 'units' : undefined })}
          />
        ) : undefined
      }
      panel={
        <Suspense>
          {search.panel === 'new-person' && canWrite ? (
            <NewPersonPanel
              key={search.unit}
              unitId={search.unit}
              onClose={closePanel}
              onOpen={(id) => change({ staff: id, panel: undefined })}
            />
          ) : search.panel === 'new-unit' && canWrite ? (
            <NewUnitPanel
              key={search.unit}
              parentId={search.unit}
              onClose={closePanel}
              onMade={(id) => change({ unit: id, panel: 'unit' })}
            />
          ) : search.panel === 'unit' && unit ? (
            <UnitPanel key={unit.id} unit={unit} onClose={closePanel} />
          ) : search.staff ? (
            <StaffPanel key={search.staff} staffId={search.staff} onClose={closePanel} />
          ) : undefined}
        </Suspense>
      }
    >
      <div className={style.split}>
        {isTreeShown ? (
          <section className={style.units} aria-label={say('units.title')}>
            {tree}
          </section>
        ) : null}
        {isListShown ? (
          <section className={style.staff} aria-label={say('staff.title')}>
            {unit ? (
              <div className={style.unitLine}>
                <span className={style.path} title={pathOf(unit.id)}>
                  {pathOf(unit.id)}
                </span>
                <Button
                  size="small"
                  type="text"
                  icon={<Icon name="note" size={14} />}
                  onClick={() => change({ panel: 'unit', staff: undefined })}
                >
                  {say('units.details')}
                </Button>
                <IconButton
                  icon="close"
                  size="small"
                  label={say('units.leave')}
                  onClick={() => change({ unit: undefined, panel: undefined })}
                />
              </div>
            ) : null}
            <StaffList
              staff={staff}
              search={search}
              isNarrow={Boolean(search.staff || search.panel) && !phone}
              words={words}
              onWords={setWords}
              finder={finder}
              onChange={change}
              onOpen={(id) => change({ staff: id, panel: undefined })}
              onNew={canWrite ? () => change({ panel: 'new-person', staff: undefined }) : undefined}
            />
          </section>
        ) : null}
      </div>
    </Page>
  )
}
