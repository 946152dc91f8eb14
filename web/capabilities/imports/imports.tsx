import type { ImportView } from '@shouwen/contract/import-words'
import { listImports } from '@shouwen/contract/imports'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useMemo } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useReadPages } from '#lib/read.ts'
import { useSession } from '#lib/session.ts'
import { type Column, DataList } from '#ui/data-list.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Icon } from '#ui/icon.tsx'
import { Page } from '#ui/page.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { useShortcut } from '#ui/shortcuts.ts'
import { ImportPanel } from './import-panel.tsx'
import type { ImportSearch } from './import-search.ts'
import { ImportState } from './import-state.tsx'

/** Everything that was brought in from other systems, newest first. */
export function Imports() {
  const { say } = usePhrases('imports')
  const { staff } = useSession()
  const search: ImportSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const imports = useReadPages(listImports, { regionId: staff.regionId, limit: 50 })
  const change = (next: ImportSearch) => void navigate({ to: '/imports', search: next, replace: true })
  const begin = () => void navigate({ to: '/imports/new' })
  useShortcut('n', say('new.title'), begin, { group: say('title') })
  const columns = useMemo<Column<ImportView>[]>(
    () => [
      {
        id: 'file',
        title: say('column.file'),
        width: 'minmax(180px, 2fr)',
        phone: 'title',
        cell: (row) => <span title={row.fileName}>{row.fileName}</span>
      },
      {
        id: 'state',
        title: say('column.state'),
        width: '130px',
        phone: 'corner',
        cell: (row) => <ImportState one={row} />
      },
      { id: 'kind', title: say('column.kind'), width: '76px', phone: 'hidden', cell: (row) => say(`kind.${row.kind}`) },
      {
        id: 'imported',
        title: say('column.imported'),
        width: '90px',
        align: 'right',
        cell: (row) => <span className="number">{row.imported}</span>
      },
      {
        id: 'repeated',
        title: say('column.repeated'),
        width: '90px',
        align: 'right',
        phone: 'hidden',
        cell: (row) => <span className="number">{row.repeated}</span>
      },
      {
        id: 'failed',
        title: say('column.failed'),
        width: '90px',
        align: 'right',
        phone: 'hidden',
        cell: (row) => (
          <span className="number" style={row.failed > 0 ? { color: 'var(--risk)' } : undefined}>
            {row.failed}
          </span>
        )
      },
      {
        id: 'by',
        title: say('column.by'),
        width: 'minmax(100px, 1fr)',
        phone: 'hidden',
        cell: (row) => (row.createdBy ? `${row.createdBy.name} ${row.createdBy.jobNumber}` : say('by-command'))
      },
      {
        id: 'at',
        title: say('column.at'),
        width: '120px',
        cell: (row) => <RelativeTime at={row.createdAt} />
      }
    ],
    [say]
  )
  const newButton = (
    <Button type="primary" icon={<Icon name="plus" size={15} />} onClick={begin}>
      {say('new.title')}
    </Button>
  )
  const panel =
    search.open !== undefined && search.region !== undefined ? (
      <ImportPanel key={search.open} importId={search.open} regionId={search.region} onClose={() => change({})} />
    ) : undefined
  return (
    <Page
      title={say('title')}
      fill
      actions={newButton}
      panel={panel}
      error={imports.error?.code === 'not-permitted' ? imports.error : undefined}
    >
      <DataList
        id="imports"
        main
        label={say('title')}
        columns={panel ? columns.filter(({ id }) => ['file', 'state', 'imported', 'at'].includes(id)) : columns}
        rows={imports.items}
        rowId={(row) => row.id}
        openId={search.open}
        onOpen={(row) => change({ open: row.id, region: row.regionId })}
        isLoading={imports.isLoading}
        error={imports.error}
        onRetry={imports.retry}
        hasMore={imports.hasMore}
        isReadingMore={imports.isReadingMore}
        onReadMore={imports.readMore}
        empty={
          <EmptyState title={say('none')} actions={newButton}>
            {say('none-text')}
          </EmptyState>
        }
      />
    </Page>
  )
}
