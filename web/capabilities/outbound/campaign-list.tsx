import type { CampaignView, listCampaigns } from '@shouwen/contract/outbound'
import type { Static } from '@shouwen/contract/operation'
import { useMemo } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import type { useReadPages } from '#lib/read.ts'
import { type Column, DataList } from '#ui/data-list.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { StatusTag, type Tone } from '#ui/status-tag.tsx'
import { useOutboundWords } from './outbound-words.ts'

export type Campaign = Static<typeof CampaignView>
export const campaignTones: Record<Campaign['state'], Tone> = { draft: 'neutral', running: 'good', paused: 'warn', ended: 'neutral' }

/** How many of those one may turn to are done. */
export function doneOf({ counts }: Campaign): string {
  const all = counts.waiting + counts.taken + counts.later + counts.done
  return `${counts.done} / ${all}`
}

/** Campaigns, the newest first. */
export function CampaignList({
  campaigns,
  openId,
  isNarrow,
  onOpen
}: {
  campaigns: ReturnType<typeof useReadPages<typeof listCampaigns>>
  openId: string | undefined
  isNarrow: boolean
  onOpen: (id: string) => void
}) {
  const { say } = usePhrases('outbound')
  const { purpose } = useOutboundWords()
  const columns = useMemo<Column<Campaign>[]>(
    () => [
      { id: 'name', title: say('column.name'), width: 'minmax(160px, 2fr)', phone: 'title', cell: (row) => row.name },
      { id: 'state', title: say('column.state'), width: '130px', phone: 'corner', cell: (row) => <CampaignState campaign={row} /> },
      { id: 'purpose', title: say('column.purpose'), width: '110px', cell: (row) => purpose(row.purpose) },
      { id: 'channel', title: say('column.channel'), width: '80px', phone: 'hidden', cell: (row) => say(`channel.${row.channel}`) },
      { id: 'done', title: say('column.done'), width: '110px', cell: (row) => (row.listedAt ? <span className="number">{doneOf(row)}</span> : '—') },
      { id: 'left', title: say('column.left-out'), width: '90px', phone: 'hidden', cell: (row) => (row.listedAt ? <span className="number">{row.counts.leftOut}</span> : '—') },
      { id: 'people', title: say('column.people'), width: '70px', phone: 'hidden', cell: (row) => <span className="number">{row.members.length}</span> },
      { id: 'days', title: say('column.days'), width: '190px', phone: 'hidden', cell: (row) => <span className="number">{`${row.startsOn} – ${row.endsOn}`}</span> }
    ],
    [say, purpose]
  )
  return (
    <DataList
      id="campaigns"
      main
      label={say('tab.campaigns')}
      columns={isNarrow ? columns.filter(({ id }) => !['channel', 'people', 'days'].includes(id)) : columns}
      rows={campaigns.items}
      rowId={(row) => row.id}
      openId={openId}
      onOpen={(row) => onOpen(row.id)}
      isLoading={campaigns.isLoading}
      error={campaigns.error}
      onRetry={campaigns.retry}
      hasMore={campaigns.hasMore}
      isReadingMore={campaigns.isReadingMore}
      onReadMore={campaigns.readMore}
      empty={<EmptyState title={say('none')}>{say('none-text')}</EmptyState>}
    />
  )
}

/** Where a campaign stands; a pause says whether a person or the surge ladder made it. */
export function CampaignState({ campaign: { state, pausedBecause } }: { campaign: Campaign }) {
  const { say } = usePhrases('outbound')
  return (
    <StatusTag tone={campaignTones[state]} settled={state === 'ended'}>
      {say(pausedBecause === 'seats-moved' ? 'state.seats-moved' : `state.${state}`)}
    </StatusTag>
  )
}
