import { useNavigate, useSearch } from '@tanstack/react-router'
import { usePhrases } from '#lib/phrases.ts'
import { useCan } from '#lib/session.ts'
import { Page } from '#ui/page.tsx'
import { Segments } from '#ui/segments.tsx'
import { MessageDesk } from './message-desk.tsx'
import type { SecretarySearch } from './secretary-search.ts'
import { SubscriberPanel } from './subscriber-panel.tsx'
import { Subscribers } from './subscribers.tsx'

/** The secretary desk: a call is found, a message written down step by step, and what became of those before. @norm CC-30 CC-31 */
export function Secretary() {
  const { say } = usePhrases('secretary')
  const may = useCan()
  const search: SecretarySearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const change = (next: SecretarySearch) => void navigate({ to: '.', search: { ...search, ...next }, replace: true })
  const tab = search.tab ?? 'desk'
  const canManage = may('secretary.manage')
  return (
    <Page
      title={say('title')}
      fill
      bar={
        <Segments
          label={say('title')}
          value={tab}
          options={[
            { id: 'desk', label: say('tab.desk') },
            { id: 'subscribers', label: say('tab.subscribers') }
          ]}
          onChange={(id) => change({ tab: id === 'subscribers' ? 'subscribers' : undefined, open: undefined })}
        />
      }
      panel={tab === 'subscribers' && search.open && canManage ? <SubscriberPanel key={search.open} id={search.open} onClose={() => change({ open: undefined })} /> : undefined}
    >
      {tab === 'desk' ? <MessageDesk /> : <Subscribers openId={search.open} canManage={canManage} onOpen={(open) => change({ open })} />}
    </Page>
  )
}
