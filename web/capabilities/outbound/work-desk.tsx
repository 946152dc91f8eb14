import { listMyTargets, takeNextTarget, type TargetView } from '@shouwen/contract/outbound'
import type { Static } from '@shouwen/contract/operation'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import type { Campaign } from './campaign-list.tsx'
import { CampaignState, doneOf } from './campaign-list.tsx'
import style from './outbound.module.css'
import { TargetCard } from './target-card.tsx'

export type Target = Static<typeof TargetView>

/** One takes the next customer of a list, sees who and why, calls, and records what came of it; at the side whom one promised to call again. @norm CC-33 */
export function WorkDesk({ campaigns, isLoading, chosen, onChoose }: { campaigns: readonly Campaign[]; isLoading: boolean; chosen: string | undefined; onChoose: (id: string) => void }) {
  const { say } = usePhrases('outbound')
  const mine = useRead(listMyTargets, {})
  const take = useAct(takeNextTarget, { refreshes: [listMyTargets] })
  const [isDone, setDone] = useState(false)
  const workable = campaigns.filter((one) => one.can.work || (one.state === 'paused' && one.members.length > 0))
  const campaign = workable.find(({ id }) => id === chosen) ?? workable[0]
  const inHand = mine.data?.items.filter((one) => one.state === 'taken') ?? []
  const later = mine.data?.items.filter((one) => one.state === 'later') ?? []
  const next = async () => {
    if (!campaign) return
    const taken = await take.act({ regionId: campaign.regionId, campaignId: campaign.id })
    setDone(taken?.target === null)
  }
  if (isLoading || !mine.data) return <div className={style.desk}><Skeleton lines={8} height={16} /></div>
  if (!campaign && inHand.length === 0 && later.length === 0)
    return <EmptyState title={say('no-list')}>{say('no-list-text')}</EmptyState>
  return (
    <div className={style.desk}>
      <section className={style.main}>
        {campaign ? (
          <div className={style.chooser}>
            <Select
              aria-label={say('choose')}
              value={campaign.id}
              onChange={onChoose}
              popupMatchSelectWidth={false}
              options={workable.map((one) => ({ value: one.id, label: one.name }))}
            />
            <CampaignState campaign={campaign} />
            <span className={style.quiet}>{say('progress', { done: doneOf(campaign) })}</span>
            <Button type="primary" disabled={!campaign.can.work || !campaign.openNow || inHand.length > 0} loading={take.isBusy} onClick={() => void next()}>
              {say('next')}
            </Button>
          </div>
        ) : null}
        {campaign && !campaign.openNow ? (
          <p className={style.notice}>
            {say('closed-now')} {campaign.nextOpenAt ? <RelativeTime at={campaign.nextOpenAt} exact /> : null}
          </p>
        ) : null}
        {take.refusal ? <RefusalNotice refusal={take.refusal} inline /> : null}
        {inHand.map((target) => (
          <TargetCard key={target.id} target={target} />
        ))}
        {inHand.length === 0 && isDone ? <EmptyState kind="done" compact title={say('nobody-left')}>{say('nobody-left-text')}</EmptyState> : null}
        {inHand.length === 0 && !isDone && campaign?.can.work ? <EmptyState compact title={say('ready')}>{say('ready-text')}</EmptyState> : null}
      </section>
      <aside className={style.side} aria-label={say('later')}>
        <h2>{say('later')}</h2>
        {later.length === 0 ? <p className={style.quiet}>{say('later-none')}</p> : null}
        <ul>
          {later.map((one) => (
            <li key={one.id}>
              <strong>{one.customer.name}</strong>
              <span>{one.campaignName}</span>
              {one.dueAt ? <RelativeTime at={one.dueAt} exact /> : null}
            </li>
          ))}
        </ul>
      </aside>
    </div>
  )
}
