import { listCampaigns } from '@shouwen/contract/outbound'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { lazy, Suspense } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useReadPages } from '#lib/read.ts'
import { useCan, useSession } from '#lib/session.ts'
import { Page } from '#ui/page.tsx'
import { Segments } from '#ui/segments.tsx'
import { CampaignList } from './campaign-list.tsx'
import { CampaignPanel } from './campaign-panel.tsx'
import { Exceptions } from './exceptions.tsx'
import { type OutboundSearch, type OutboundTab, tabs } from './outbound-search.ts'
import { WorkDesk } from './work-desk.tsx'

const CampaignForm = lazy(() => import('./campaign-form.tsx').then((part) => ({ default: part.CampaignForm })))

/** Outbound work: the list in hand, the campaigns and what came of them, and calls by exception. @norm CC-33 CC-20 */
export function Outbound() {
  const { say } = usePhrases('outbound')
  const { staff } = useSession()
  const may = useCan()
  const manages = may('outbound.manage')
  const search: OutboundSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const tab: OutboundTab = search.tab ?? (manages ? 'campaigns' : 'work')
  const campaigns = useReadPages(listCampaigns, { regionId: staff.regionId, limit: 100 }, { keep: true })
  const change = (next: OutboundSearch) => void navigate({ to: '.', search: { ...search, ...next }, replace: true })
  const opened = campaigns.items.find(({ id }) => id === search.campaign)
  const close = () => change({ campaign: undefined, panel: undefined })
  return (
    <Page
      title={say('title')}
      fill
      actions={
        tab === 'campaigns' && manages ? (
          <Button type="primary" onClick={() => change({ panel: 'new', campaign: undefined })}>
            {say('new')}
          </Button>
        ) : undefined
      }
      bar={
        <Segments
          label={say('title')}
          value={tab}
          options={tabs.filter((id) => id !== 'campaigns' || manages).map((id) => ({ id, label: say(`tab.${id}`) }))}
          onChange={(id) => change({ tab: id as OutboundTab, panel: undefined })}
        />
      }
      panel={
        tab !== 'campaigns' ? undefined : search.panel && (search.panel === 'new' || opened) ? (
          <Suspense fallback={null}>
            <CampaignForm key={opened?.id ?? 'new'} campaign={search.panel === 'edit' ? opened : undefined} onDone={(id) => change({ panel: undefined, campaign: id })} onClose={() => change({ panel: undefined })} />
          </Suspense>
        ) : opened ? (
          <CampaignPanel campaign={opened} onEdit={() => change({ panel: 'edit' })} onWork={() => change({ tab: 'work' })} onClose={close} />
        ) : undefined
      }
    >
      {tab === 'work' ? (
        <WorkDesk campaigns={campaigns.items} isLoading={campaigns.isLoading} chosen={search.campaign} onChoose={(campaign) => change({ campaign })} />
      ) : tab === 'campaigns' ? (
        <CampaignList campaigns={campaigns} openId={opened?.id} isNarrow={opened !== undefined || search.panel !== undefined} onOpen={(campaign) => change({ campaign, panel: undefined })} />
      ) : (
        <Exceptions />
      )}
    </Page>
  )
}
