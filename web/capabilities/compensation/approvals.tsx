import { listCompensation, listSpClaims } from '@shouwen/contract/compensation'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { Page } from '#ui/page.tsx'
import { Segments } from '#ui/segments.tsx'
import style from '#web/complaints/case-tab.module.css'
import { OfferCard } from './offer-card.tsx'
import { yuan } from './yuan.ts'

const shows = ['mine', 'waiting', 'failed', 'all'] as const

/** What waits for the approver, what failed, the budget that is left, and what SPs owe us. */
export function Approvals() {
  const { say } = usePhrases('compensation')
  const [show, setShow] = useState<(typeof shows)[number]>('mine')
  const { data, error, refetch } = useRead(listCompensation, { show })
  const claims = useRead(listSpClaims, {})
  const bar = <Segments label={say('show.label')} value={show} options={shows.map((id) => ({ id, label: say(`show.${id}`) }))} onChange={(id) => setShow(id as (typeof shows)[number])} />
  return (
    <Page title={say('approvals')} isLoading={!data && !error} error={error} onRetry={() => void refetch()} bar={bar}>
      <div className={style.case}>
        <div className={style.column}>
          {data?.items.length === 0 ? <EmptyState title={say('nothing-waits')} /> : null}
          {data?.items.map((offer) => (
            <div key={offer.id}>
              <Link to="/complaints/$ticketId" params={{ ticketId: offer.ticketId }} search={{ tab: 'compensation' }}>
                {offer.ticketNumber} {offer.ticketTitle}
              </Link>
              <OfferCard offer={offer} regulator="" />
            </div>
          ))}
        </div>
        <div className={style.column}>
          <section className={style.part}>
            <h2>{say('information')}</h2>
            {data ? <p className={style.hint}>{say('budget-left', { left: yuan(data.budget.remainingFen), of: yuan(data.budget.budgetFen) })}</p> : null}
          </section>
          <section className={style.part}>
            <h2>{say('sp-claims')}</h2>
            {claims.data?.providers.length ? claims.data.providers.map((one) => <p key={one.provider} className={style.text}>{one.provider} ¥{yuan(one.amountFen)} × {one.claims}</p>) : <p className={style.quiet}>{say('no-claims')}</p>}
          </section>
        </div>
      </div>
    </Page>
  )
}
