import { listMailboxes, type MailboxView } from '@shouwen/contract/mail'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useMemo } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useSession } from '#lib/session.ts'
import { type Column, DataList } from '#ui/data-list.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Icon } from '#ui/icon.tsx'
import { Page } from '#ui/page.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { useShortcut } from '#ui/shortcuts.ts'
import type { MailboxSearch } from './mail-search.ts'
import { MailboxForm } from './mailbox-form.tsx'
import { MailboxPanel } from './mailbox-panel.tsx'
import { MailboxState } from './mailbox-state.tsx'
import { DetailPanel } from '#ui/detail-panel.tsx'

/** The addresses customers write to: how each is read and answered from, and how it is. */
export function Mailboxes() {
  const { say } = usePhrases('mail')
  const search: MailboxSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const { staff } = useSession()
  const boxes = useRead(listMailboxes, { regionId: staff.regionId }, { everyMs: 15_000 })
  const change = (next: MailboxSearch) => void navigate({ to: '/mailboxes', search: next, replace: true })
  useShortcut('n', say('box.new'), () => change({ panel: 'new' }), { group: say('box.title') })
  const items = boxes.data?.items ?? []
  const open = items.find(({ id }) => id === search.open)
  const columns = useMemo<Column<MailboxView>[]>(
    () => [
      {
        id: 'address',
        title: say('column.address'),
        width: 'minmax(180px, 1.4fr)',
        phone: 'title',
        cell: (row) => <strong style={{ fontWeight: 500 }}>{row.address}</strong>
      },
      {
        id: 'state',
        title: say('column.state'),
        width: '130px',
        phone: 'corner',
        cell: (row) => <MailboxState box={row} />
      },
      { id: 'name', title: say('column.name'), width: 'minmax(120px, 1fr)', cell: (row) => row.name },
      {
        id: 'queue',
        title: say('column.queue'),
        width: '120px',
        phone: 'hidden',
        cell: (row) => row.queueCode ?? say('box.by-category')
      },
      {
        id: 'checked',
        title: say('column.checked'),
        width: '120px',
        phone: 'hidden',
        cell: (row) => (row.checkedAt ? <RelativeTime at={row.checkedAt} /> : '—')
      }
    ],
    [say]
  )
  const newButton = (
    <Button type="primary" icon={<Icon name="plus" size={15} />} onClick={() => change({ panel: 'new' })}>
      {say('box.new')}
    </Button>
  )
  const panel =
    search.panel === 'new' ? (
      <DetailPanel title={say('box.new')} width={480} onClose={() => change({})}>
        <MailboxForm onDone={(box) => change(box ? { open: box.id } : {})} />
      </DetailPanel>
    ) : open ? (
      <MailboxPanel key={open.id} box={open} onClose={() => change({})} />
    ) : undefined
  return (
    <Page
      title={say('box.title')}
      fill
      actions={newButton}
      panel={panel}
      error={boxes.error?.code === 'not-permitted' ? boxes.error : undefined}
    >
      <DataList
        id="mailboxes"
        main
        label={say('box.title')}
        columns={panel ? columns.filter(({ id }) => ['address', 'state'].includes(id)) : columns}
        rows={items}
        rowId={(row) => row.id}
        openId={open?.id}
        onOpen={(row) => change({ open: row.id })}
        isLoading={boxes.isPending}
        error={boxes.error}
        onRetry={() => void boxes.refetch()}
        empty={
          <EmptyState title={say('box.none')} actions={newButton}>
            {say('box.none-text')}
          </EmptyState>
        }
      />
    </Page>
  )
}
