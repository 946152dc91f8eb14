import type { OutputOf } from '@shouwen/contract/operation'
import { listMacros } from '@shouwen/contract/ticket-macros'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { type Column, DataList } from '#ui/data-list.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Icon } from '#ui/icon.tsx'
import { Keycap } from '#ui/keycap.tsx'
import { Page } from '#ui/page.tsx'
import { SearchBox } from '#ui/search-box.tsx'
import { useShortcut } from '#ui/shortcuts.ts'
import { usePhone } from '#ui/use-phone.ts'
import { useOrganisationNames } from './organisation-names.ts'

const MacroEditor = lazy(() => import('./macro-editor.tsx').then((part) => ({ default: part.MacroEditor })))

export type Macro = OutputOf<typeof listMacros>['items'][number]

/** Macros one has: one's own and those shared with one. What stands in the panel is changed there, or looked at where it may not be. */
export function MacroList() {
  const { say } = usePhrases('tickets')
  const phone = usePhone()
  const [looked, setLooked] = useState('')
  const [openId, setOpen] = useState<string>()
  const macros = useRead(listMacros, {})
  const columns = useColumns()
  const wanted = looked.trim().toLowerCase()
  const rows = (macros.data?.items ?? []).filter((each) => each.name.toLowerCase().includes(wanted))
  const open = openId === 'new' ? undefined : macros.data?.items.find((each) => each.id === openId)
  const begin = () => setOpen('new')
  useShortcut('c', say('macro.new'), begin, { group: say('macro.title') })
  return (
    <Page
      title={say('macro.title')}
      fill
      trail={<Link to="/tickets">{say('list.title')}</Link>}
      error={macros.data ? undefined : macros.error}
      onRetry={() => void macros.refetch()}
      actions={
        <Button type="primary" icon={<Icon name="plus" size={15} />} onClick={begin}>
          {say('macro.new')} {phone ? null : <Keycap keys="c" />}
        </Button>
      }
      panel={
        openId === 'new' || open ? (
          <Suspense fallback={null}>
            <MacroEditor
              key={openId}
              macro={open}
              onKept={(macro) => setOpen(macro.id)}
              onClose={() => setOpen(undefined)}
            />
          </Suspense>
        ) : undefined
      }
    >
      <DataList
        id="macros"
        main
        label={say('macro.title')}
        columns={columns}
        rows={rows}
        rowId={(row) => row.id}
        onOpen={(row) => setOpen(row.id)}
        openId={openId}
        isLoading={macros.isLoading}
        tools={<SearchBox label={say('macro.look')} value={looked} onChange={setLooked} />}
        empty={
          <EmptyState kind={wanted ? 'nothing' : 'empty'} title={say(wanted ? 'macro.none-found' : 'macro.none-yet')}>
            {wanted ? null : say('macro.none-yet-text')}
          </EmptyState>
        }
      />
    </Page>
  )
}

function useColumns(): Column<Macro>[] {
  const { say } = usePhrases('tickets')
  const { unit } = useOrganisationNames()
  return [
    { id: 'name', title: say('macro.name'), width: 'minmax(200px, 1.2fr)', phone: 'title', cell: (row) => row.name },
    {
      id: 'steps',
      title: say('macro.steps'),
      width: 'minmax(200px, 2fr)',
      cell: (row) => row.steps.map((step) => say(`macro.step-${step.do}`)).join(' · ')
    },
    {
      id: 'sharing',
      title: say('macro.sharing'),
      width: '180px',
      phone: 'corner',
      cell: (row) => (row.sharing === 'unit' && unit(row.unitId)) || say(`view.sharing-${row.sharing}`)
    },
    {
      id: 'owner',
      title: say('macro.owner'),
      width: '140px',
      cell: (row) => (row.owner ? `${row.owner.name} ${row.owner.jobNumber}` : '—')
    }
  ]
}
