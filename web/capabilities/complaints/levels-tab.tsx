import { readComplaint } from '@shouwen/contract/complaint-classes'
import { listEscalations } from '@shouwen/contract/complaint-levels'
import type { ComplaintView } from '@shouwen/contract/complaint-schemas'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useUnitOptions } from '#lib/unit-options.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { capital } from './capital.ts'
import type { CaseTabProps } from './case-tabs.ts'
import { EscalationItem, SubmissionItem } from './escalation-items.tsx'
import style from './levels-tab.module.css'

const LevelForm = lazy(() => import('./level-form.tsx').then((part) => ({ default: part.LevelForm })))

/** Which form stands beside: `analyse` with the escalation it is of. */
export type Panel = 'escalate' | 'submit' | 'city' | 'city-answer' | 'take-back' | `analyse ${string}`

/** How high the complaint stands inside and outside, who handles it, and every step with who was told and what came of it. @norm TK-06 TK-56 TK-57 TK-58 */
export function LevelsTab({ ticketId }: CaseTabProps) {
  const { say } = usePhrases('complaints')
  const complaint = useRead(readComplaint, { ticketId })
  const list = useRead(listEscalations, { ticketId })
  const [panel, setPanel] = useState<Panel>()
  const error = complaint.error ?? list.error
  if (error) return <RefusalNotice refusal={error} onRetry={() => void Promise.all([complaint.refetch(), list.refetch()])} />
  if (!complaint.data || !list.data) return <Skeleton />
  const { items, submissions } = list.data
  return (
    <div className={style.tab}>
      <div className={style.main}>
        <Standing complaint={complaint.data} onPanel={setPanel} />
        {submissions.length > 0 ? (
          <section className={style.part}>
            <h2>{say('levels.submissions')}</h2>
            <ul className={style.items}>
              {submissions.map((submission) => (
                <SubmissionItem key={submission.id} submission={submission} />
              ))}
            </ul>
          </section>
        ) : null}
        <section className={style.part}>
          <h2>{say('levels.steps')}</h2>
          {items.length === 0 ? <p className={style.quiet}>{say('levels.none')}</p> : null}
          <ul className={style.items}>
            {items.map((step) => (
              <EscalationItem key={step.id} step={step} canAnalyse={complaint.data.can.analyse} onAnalyse={() => setPanel(`analyse ${step.id}`)} />
            ))}
          </ul>
        </section>
      </div>
      {panel ? (
        <Suspense fallback={<aside className={style.aside} aria-busy="true" />}>
          <LevelForm key={panel} panel={panel} complaint={complaint.data} onClose={() => setPanel(undefined)} />
        </Suspense>
      ) : null}
    </div>
  )
}

/** Both sides, never one for the other, and whose hands it is in. */
function Standing({ complaint, onPanel }: { complaint: ComplaintView; onPanel: (panel: Panel) => void }) {
  const { say, pick } = usePhrases('complaints')
  const { unitName } = useUnitOptions()
  const { escalation, can } = complaint
  return (
    <section className={style.part}>
      <div className={style.sides}>
        {(['internal', 'external'] as const).map((side) => {
          const level = escalation[side]
          return (
            <div key={side} className={level ? style.raised : style.side}>
              <span className={style.quiet}>{say(`levels.${side}`)}</span>
              <strong>{level ? `${level.code} ${capital(pick(level))}` : say('levels.not-escalated')}</strong>
              <span className={style.quiet}>{level ? pick(level.definition) : ''}</span>
            </div>
          )
        })}
        <div className={style.side}>
          <span className={style.quiet}>{say('levels.handled')}</span>
          <strong>{complaint.handledBy === 'city' ? (unitName(complaint.cityUnitId) ?? say('list.by.city')) : say('list.by.province')}</strong>
          <span className={style.quiet}>{complaint.citySince ? <RelativeTime at={complaint.citySince} /> : say('levels.province-takes')}</span>
        </div>
      </div>
      <div className={style.acts}>
        {can.submit ? <Button onClick={() => onPanel('submit')}>{say('levels.submit')}</Button> : null}
        {can.escalate ? <Button onClick={() => onPanel('escalate')}>{say('levels.escalate')}</Button> : null}
        {can.delegate && complaint.handledBy === 'province' ? <Button onClick={() => onPanel('city')}>{say('levels.city')}</Button> : null}
        {can.answerForCity ? <Button type="primary" onClick={() => onPanel('city-answer')}>{say('levels.city-answer')}</Button> : null}
        {can.delegate && complaint.handledBy === 'city' ? <Button onClick={() => onPanel('take-back')}>{say('levels.take-back')}</Button> : null}
      </div>
    </section>
  )
}
