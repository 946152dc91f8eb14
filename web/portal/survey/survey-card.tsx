import type { OutputOf } from '@shouwen/contract/operation'
import { useEffect, useRef, useState } from 'react'
import { Icon } from '#ui/icon.tsx'
import { useAct } from '../act.ts'
import { at } from '../operations.ts'
import { usePhrases } from '../phrases.tsx'
import { Trouble } from '../states.tsx'
import style from './survey-card.module.css'

type Read = OutputOf<typeof at.readSurvey>
type Given = { process?: number; result?: number; reasons: string[]; comment: string }
type By = { surveyId: string } | { token: string }

/**
 * One tap says how it was, and is kept at once. The rest (the second question, reasons, words) may follow and changes the same answer
 * until the survey expires.
 */
export function SurveyCard({
  form,
  survey,
  by,
  title
}: {
  form: Read['form']
  survey: Read['survey']
  by: By
  title?: string
}) {
  const { say, pick } = usePhrases('portal')
  const own = useAct(at.answerMySurvey)
  const linked = useAct(at.answerSurvey)
  const [given, setGiven] = useState<Given>(() => givenOf(survey))
  const [isKept, setKept] = useState(survey.given !== null)
  const [isThanked, setThanked] = useState(false)
  const refusal = own.refusal ?? linked.refusal
  const card = useRef<HTMLDivElement>(null)
  const isBegun = given.result !== undefined || given.process !== undefined
  const wasBegun = useRef(isBegun)
  useEffect(() => {
    // What a tap unfolds should be seen without looking for it.
    if (isBegun && !wasBegun.current) card.current?.scrollIntoView({ block: 'nearest', behavior: 'smooth' })
    wasBegun.current = isBegun
  }, [isBegun])
  const answer = async (change: Partial<Given>) => {
    const next = { ...given, ...change }
    setGiven(next)
    const comment = next.comment.trim()
    const words = {
      ...(next.process === undefined ? {} : { process: next.process }),
      ...(next.result === undefined ? {} : { result: next.result }),
      reasons: next.reasons,
      ...(comment ? { comment } : {})
    }
    const kept = 'token' in by ? await linked.act({ ...by, ...words }) : await own.act({ ...by, ...words })
    setKept(kept !== undefined)
    return kept !== undefined
  }
  if (survey.state === 'expired') return <p>{say('survey.expired')}</p>
  const low = Math.min(given.process ?? form.scale.to, given.result ?? form.scale.to)
  const isGood = low > form.lowAtMost
  const [first, ...others] = form.questions.toSorted((a) => (a.code === 'result' ? -1 : 1))
  if (!first) return null
  const shown = given[first.code] === undefined ? [first] : [first, ...others]
  return (
    <div className={style.survey} ref={card}>
      <h3>{title ?? say('survey.title')}</h3>
      {shown.map((question) => (
        <fieldset key={question.code} className={style.question}>
          <legend>{pick(question)}</legend>
          <div className={style.scale}>
            {form.scores.map(({ score, ...words }) => (
              <button
                key={score}
                type="button"
                aria-pressed={given[question.code] === score}
                className={score <= form.lowAtMost ? style.low : undefined}
                onClick={() => void answer({ [question.code]: score })}
              >
                <Face share={(score - form.scale.from) / (form.scale.to - form.scale.from)} />
                <span>{pick(words)}</span>
              </button>
            ))}
          </div>
        </fieldset>
      ))}
      {given[first.code] === undefined ? null : (
        <>
          <fieldset className={style.question}>
            <legend>{say(isGood ? 'survey.good-because' : 'survey.bad-because')}</legend>
            <div className={style.reasons}>
              {form.reasons
                .filter((reason) => reason.good === isGood)
                .map((reason) => {
                  const isChosen = given.reasons.includes(reason.code)
                  return (
                    <button
                      key={reason.code}
                      type="button"
                      aria-pressed={isChosen}
                      onClick={() =>
                        void answer({
                          reasons: isChosen
                            ? given.reasons.filter((each) => each !== reason.code)
                            : [...given.reasons, reason.code]
                        })
                      }
                    >
                      {pick(reason)}
                    </button>
                  )
                })}
            </div>
          </fieldset>
          <label className="field">
            <span>{say('survey.comment')}</span>
            <textarea
              rows={2}
              maxLength={Math.min(2000, form.commentMaxLength)}
              value={given.comment}
              onChange={(event) => {
                setGiven({ ...given, comment: event.target.value })
                setThanked(false)
              }}
            />
          </label>
          <div className={style.foot}>
            <p className={style.kept} role="status">
              {isKept ? (
                <>
                  <Icon name="check" size={18} />
                  {say(isThanked ? 'survey.thanks' : 'survey.kept')}
                </>
              ) : null}
            </p>
            <button
              type="button"
              className="quiet"
              disabled={own.isBusy || linked.isBusy}
              onClick={() => void answer({}).then(setThanked)}
            >
              {say('survey.send')}
            </button>
          </div>
        </>
      )}
      {refusal ? <Trouble refusal={refusal} /> : null}
    </div>
  )
}

function givenOf({ given }: Read['survey']): Given {
  return {
    ...(given?.process == null ? {} : { process: given.process }),
    ...(given?.result == null ? {} : { result: given.result }),
    reasons: given?.reasons ?? [],
    comment: given?.comment ?? ''
  }
}

/** A face whose mouth tells the score without colour. `share`: 0 worst, 1 best. */
function Face({ share }: { share: number }) {
  const bend = 15.5 + (share - 0.5) * 7
  return (
    <svg
      width="34"
      height="34"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      aria-hidden
    >
      <circle cx="12" cy="12" r="9" />
      <path d={`M8 ${15.5 - (share - 0.5) * 3}Q12 ${bend + 1} 16 ${15.5 - (share - 0.5) * 3}M9 9.5v.6M15 9.5v.6`} />
    </svg>
  )
}
