import { listWebhooks } from '@shouwen/contract/integrations'
import type { OutputOf } from '@shouwen/contract/operation'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useMemo } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useReadPages } from '#lib/read.ts'
import { useUnitOptions } from '#lib/unit-options.ts'
import { type Column, DataList } from '#ui/data-list.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Icon } from '#ui/icon.tsx'
import { Page } from '#ui/page.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { useShortcut } from '#ui/shortcuts.ts'
import { NewWebhookPanel } from './new-webhook-panel.tsx'
import { WebhookPanel } from './webhook-panel.tsx'
import type { WebhookSearch } from './webhook-search.ts'
import { WebhookState } from './webhook-state.tsx'

export type Webhook = OutputOf<typeof listWebhooks>['items'][number]

/** Webhooks of other systems, and the hubs that came by the open interfaces. */
export function Webhooks() {
  const { say } = usePhrases('integrations')
  const search: WebhookSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const { regionName } = useUnitOptions()
  const webhooks = useReadPages(listWebhooks, { limit: 100 })
  const change = (next: WebhookSearch) => void navigate({ to: '.', search: next, replace: true })
  useShortcut('n', say('new.title'), () => change({ panel: 'new' }), { group: say('title') })
  const open = webhooks.items.find(({ id }) => id === search.open)
  const columns = useMemo<Column<Webhook>[]>(
    () => [
      {
        id: 'name',
        title: say('column.name'),
        width: 'minmax(140px, 1fr)',
        phone: 'title',
        cell: (row) => <strong style={{ fontWeight: 500 }}>{row.name}</strong>
      },
      {
        id: 'state',
        title: say('column.state'),
        width: '130px',
        phone: 'corner',
        cell: (row) => <WebhookState webhook={row} />
      },
      {
        id: 'url',
        title: say('column.url'),
        width: 'minmax(200px, 2fr)',
        cell: (row) => <span title={row.url}>{row.url}</span>
      },
      {
        id: 'events',
        title: say('column.events'),
        width: 'minmax(140px, 1.2fr)',
        cell: (row) =>
          row.events.length === 0 ? (
            say('events.all')
          ) : (
            <span title={row.events.join('\n')}>{row.events.join(', ')}</span>
          )
      },
      {
        id: 'region',
        title: say('column.region'),
        width: '110px',
        phone: 'hidden',
        cell: (row) => (row.regionId === null ? say('all-regions') : regionName(row.regionId))
      },
      {
        id: 'kind',
        title: say('column.kind'),
        width: '100px',
        phone: 'hidden',
        cell: (row) => (row.kind === 'hub' ? (row.face ?? say('kind.hub')) : say('kind.webhook'))
      },
      {
        id: 'at',
        title: say('column.at'),
        width: '110px',
        phone: 'hidden',
        cell: (row) => <RelativeTime at={row.createdAt} />
      }
    ],
    [say, regionName]
  )
  const newButton = (
    <Button type="primary" icon={<Icon name="plus" size={15} />} onClick={() => change({ panel: 'new' })}>
      {say('new.title')}
    </Button>
  )
  const panel =
    search.panel === 'new' ? (
      <NewWebhookPanel onClose={() => change({})} onMade={(id) => change({ open: id })} />
    ) : open ? (
      <WebhookPanel
        key={open.id}
        webhook={open}
        state={search.state}
        onState={(state) => change({ open: open.id, state })}
        onClose={() => change({})}
      />
    ) : undefined
  return (
    <Page
      title={say('title')}
      fill
      actions={newButton}
      panel={panel}
      error={webhooks.error?.code === 'not-permitted' ? webhooks.error : undefined}
    >
      <DataList
        id="webhooks"
        main
        label={say('title')}
        columns={panel ? columns.filter(({ id }) => ['name', 'state', 'url'].includes(id)) : columns}
        rows={webhooks.items}
        rowId={(row) => row.id}
        openId={open?.id}
        onOpen={(row) => change({ open: row.id })}
        isLoading={webhooks.isLoading}
        error={webhooks.error}
        onRetry={webhooks.retry}
        hasMore={webhooks.hasMore}
        isReadingMore={webhooks.isReadingMore}
        onReadMore={webhooks.readMore}
        empty={
          <EmptyState title={say('none')} actions={newButton}>
            {say('none-text')}
          </EmptyState>
        }
      />
    </Page>
  )
}
