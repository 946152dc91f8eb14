import type { ComplaintView } from '@shouwen/contract/complaint-schemas'
import { usePhrases } from '#lib/phrases.ts'
import { capital } from './capital.ts'
import style from './case-tab.module.css'
import { ComplaintMarks } from './complaint-marks.tsx'

const axes = ['type', 'customer', 'influence'] as const

/** Why it is a focus or a hard one, and how near it is to going higher: each point with its reason. @norm TK-14 TK-57 */
export function CaseScore({ complaint: { score, risk, escalation, repeatCount } }: { complaint: ComplaintView }) {
  const { say } = usePhrases('complaints')
  return (
    <section className={style.part}>
      <div className={style.head}>
        <h2>{say('score.title')}</h2>
        <ComplaintMarks focus={score.focus} hard={score.hard} internal={escalation.internal?.code ?? null} external={escalation.external?.code ?? null} />
        <span className={style.total}>{say('score.points', { count: score.total })}</span>
      </div>
      <dl className={style.scores}>
        {axes.map((axis) => (
          <div key={axis}>
            <dt>{say(`score.${axis}`)}</dt>
            <dd>
              <Reasons axis={score[axis]} />
            </dd>
          </div>
        ))}
        <div className={risk.points >= risk.taskFrom ? style.high : undefined}>
          <dt>{say('score.risk')}</dt>
          <dd>
            <Reasons axis={risk} />
            <small className={style.quiet}>{say(risk.taskGiven ? 'score.task-given' : 'score.task-from', { count: risk.taskFrom })}</small>
          </dd>
        </div>
      </dl>
      {repeatCount > 0 ? <p className={style.hint}>{say('score.repeats', { count: repeatCount })}</p> : null}
      {score.scoredAt ? null : <p className={style.hint}>{say('score.not-yet')}</p>}
    </section>
  )
}

function Reasons({ axis }: { axis: ComplaintView['score']['type'] }) {
  const { say, pick } = usePhrases('complaints')
  return (
    <>
      <strong>{axis.points}</strong>{' '}
      {axis.reasons.length === 0 ? <span className={style.quiet}>{say('score.none')}</span> : axis.reasons.map((reason) => `${capital(pick(reason))} +${reason.points}`).join(say('take.and'))}
    </>
  )
}
