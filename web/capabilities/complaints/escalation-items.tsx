import type { EscalationView, SubmissionView } from '@shouwen/contract/complaint-levels'
import type { Static } from '@shouwen/contract/operation'
import { Button } from 'antd'
import { ExplainedPromise } from '#lib/explained-promise.tsx'
import { usePhrases } from '#lib/phrases.ts'
import { RelativeTime } from '#ui/relative-time.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { capital } from './capital.ts'
import style from './levels-tab.module.css'

/** One step up or down: why, who was told, who took it over, and what was found to have set it off. @norm TK-56 TK-57 */
export function EscalationItem({ step, canAnalyse, onAnalyse }: { step: Static<typeof EscalationView>; canAnalyse: boolean; onAnalyse: () => void }) {
  const { say, pick } = usePhrases('complaints')
  const names = step.told.map(({ name }) => name).join(say('and'))
  return (
    <li className={style.item}>
      <div className={style.line}>
        <StatusTag tone={step.up ? 'warn' : 'good'}>{say(step.up ? 'levels.up' : 'levels.down')}</StatusTag>
        <strong>
          {step.from?.code ?? '—'} → {step.to?.code ?? '—'}
        </strong>
        <span>{step.to ? capital(pick(step.to)) : say('levels.off')}</span>
        <span className={style.quiet}>
          {step.by ? `${step.by.name} ${step.by.jobNumber}` : say('levels.by-rule')} <RelativeTime at={step.at} />
        </span>
      </div>
      <p className={style.text}>{step.reason}</p>
      <p className={style.quiet}>
        {step.owner ? say('levels.owner', { who: step.owner.name }) : null}
        {names ? ` · ${say('levels.told', { who: names })}` : null}
      </p>
      {step.analysis ? (
        <dl className={style.analysis}>
          <div>
            <dt>{say('analysis.triggers')}</dt>
            <dd>{step.analysis.triggers.map((trigger) => pick(trigger)).join(say('and'))}</dd>
          </div>
          <div>
            <dt>{say('analysis.cause')}</dt>
            <dd>{step.analysis.cause}</dd>
          </div>
          <div>
            <dt>{say('analysis.measures')}</dt>
            <dd>
              {step.analysis.measures.map((measure) => (
                <div key={measure.text}>
                  {measure.text} <small className={style.quiet}>{`${measure.owner?.name ?? '—'} · ${measure.dueOn}`}</small>
                </div>
              ))}
            </dd>
          </div>
        </dl>
      ) : step.needsAnalysis ? (
        <div className={style.acts}>
          {step.promises.map((promise) => (
            <ExplainedPromise key={promise.id} promise={promise} size="small" named />
          ))}
          {canAnalyse ? (
            <Button size="small" onClick={onAnalyse}>
              {say('analysis.do')}
            </Button>
          ) : null}
        </div>
      ) : null}
    </li>
  )
}

/** What went up because it could not be handled, and when the customer hears next. @norm TK-27 TK-58 */
export function SubmissionItem({ submission }: { submission: Static<typeof SubmissionView> }) {
  const { say } = usePhrases('complaints')
  const tone = submission.state === 'waiting' ? 'warn' : submission.state === 'accepted' ? 'good' : 'neutral'
  return (
    <li className={style.item}>
      <div className={style.line}>
        <StatusTag tone={tone} settled={submission.state !== 'waiting'}>
          {say(`submission.${submission.state}`)}
        </StatusTag>
        <strong>{say('submission.to', { who: submission.to?.name ?? '—' })}</strong>
        <span className={style.quiet}>
          {submission.from?.name} <RelativeTime at={submission.at} />
        </span>
      </div>
      <p className={style.text}>{submission.reason}</p>
      <p className={style.quiet}>{say('submission.tried', { what: submission.tried })}</p>
      <p className={style.quiet}>
        {say(`submission.${submission.toldBy}`)} <RelativeTime at={submission.nextContactAt} exact />
      </p>
    </li>
  )
}
