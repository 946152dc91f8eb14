import { readCompensation } from '@shouwen/contract/compensation'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import style from '#web/complaints/case-tab.module.css'
import type { CaseTabProps } from '#web/complaints/case-tabs.ts'
import { FindingForm } from './finding-form.tsx'
import { OfferCard } from './offer-card.tsx'
import { ProposeForm } from './propose-form.tsx'
import { yuan } from './yuan.ts'

/** Should we pay, how much, who says so, did it arrive. @norm TK-39 TK-44 TK-47 */
export function CompensationTab({ ticketId, page: { ticket } }: CaseTabProps) {
  const { say, pick } = usePhrases('compensation')
  const { data, error, refetch } = useRead(readCompensation, { ticketId })
  if (error) return <RefusalNotice refusal={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton />
  const { finding, offers, budget, limitation, precedents } = data
  return (
    <div className={style.case}>
      <div className={style.column}>
        <section className={style.part}>
          <h2>{say('findings')}</h2>
          {finding ? (
            <>
              <p className={style.text}>{say('found', { complaint: say(`answer.${finding.complaint}`), demand: say(`answer.${finding.demand}`), score: finding.score, suggested: say(`answer.${finding.suggested}`) })}</p>
              <strong>{pick(finding.playbook.title)}</strong>
              <ul>{finding.playbook.steps.map((step) => <li key={step.en}>{pick(step)}</li>)}</ul>
              {finding.toLegal ? <p className={style.missing}>{say('to-legal')}</p> : null}
            </>
          ) : (
            <p className={style.quiet}>{say('no-finding')}</p>
          )}
          {data.legalMaximumFen !== null ? <p className={style.hint}>{say('legal-maximum', { amount: yuan(data.legalMaximumFen) })}</p> : null}
          {data.can.propose ? <FindingForm ticketId={ticketId} /> : null}
        </section>
        <section className={style.part}>
          <h2>{say('information')}</h2>
          <p className={style.hint}>{say('budget', { left: yuan(budget.remainingFen), of: yuan(budget.budgetFen), alone: yuan(data.aloneFen) })}</p>
          <ul>{limitation.map((one) => <li key={one.code}>{pick(one)}：{one.until}</li>)}</ul>
          <p className={style.hint}>{pick(data.settlementEffect)}</p>
          {precedents.length > 0 ? <p className={style.text}>{say('precedents')} {precedents.map((one) => `${one.ticketNumber} ¥${yuan(one.totalFen)}`).join('、')}</p> : null}
        </section>
      </div>
      <div className={style.column}>
        {data.can.propose && ticket.customerId ? <ProposeForm ticketId={ticketId} regionId={ticket.regionId} customerId={ticket.customerId} /> : null}
        {offers.length === 0 ? <p className={style.quiet}>{say('no-offer')}</p> : offers.map((offer) => <OfferCard key={offer.id} offer={offer} regulator={pick(data.regulator)} />)}
      </div>
    </div>
  )
}
