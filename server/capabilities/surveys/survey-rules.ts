import type { SurveyForm } from '@shouwen/contract/surveys'
import type { Static } from '@shouwen/contract/operation'
import { refuse } from '#platform/refusal'
import { rulebook } from '#server/rulebook'
import type { SurveyRules } from '#server/rulebook-types'

export type Question = 'process' | 'result'
export type Scores = Partial<Record<Question, number | null>>

/** rulebook/survey.yaml. @norm KP-01 @norm SP-20 */
export const surveyRules = (): SurveyRules => rulebook().survey

/** The questionnaire as the screens show it. */
export function surveyForm(rules: SurveyRules = surveyRules()): Static<typeof SurveyForm> {
  return {
    scale: { ...rules.scale },
    scores: Object.entries(rules.scores).map(([score, { zh, en }]) => ({ score: Number(score), zh, en })),
    questions: (['process', 'result'] as const).flatMap((code) => {
      const words = rules.questions[code]
      return words ? [{ code, zh: words.zh, en: words.en }] : []
    }),
    reasons: Object.entries(rules.reasons).map(([code, { zh, en, good }]) => ({ code, zh, en, good: good ?? false })),
    lowAtMost: rules.low_score.at_most,
    commentMaxLength: rules.comment_max_length
  }
}

/** The lower of the scores given: who is unhappy with either is unhappy. Null when none was given. */
export function overallScore(scores: Scores): number | null {
  const given = [scores.process, scores.result].filter((score) => typeof score === 'number')
  return given.length === 0 ? null : Math.min(...given)
}

export const isLow = (score: number, rules: SurveyRules = surveyRules()) => score <= rules.low_score.at_most

/** Refuses scores off the scale, unknown reasons and comments longer than the rulebook allows. Answers the overall score. */
export function checkAnswer(answer: Scores & { reasons: string[]; comment: string | null }, rules: SurveyRules = surveyRules()): number {
  for (const question of ['process', 'result'] as const) {
    const score = answer[question]
    if (typeof score === 'number' && (score < rules.scale.from || score > rules.scale.to))
      throw refuse('invalid-input', { errors: [{ at: `/${question}`, rule: 'scale', limit: rules.scale }] })
  }
  const overall = overallScore(answer)
  if (overall === null) throw refuse('survey-score-missing')
  const unknown = answer.reasons.filter((code) => !Object.hasOwn(rules.reasons, code))
  if (unknown.length > 0) throw refuse('survey-reason-unknown', { reasons: unknown })
  if ([...(answer.comment ?? '')].length > rules.comment_max_length) throw refuse('survey-comment-too-long', { limit: rules.comment_max_length })
  return overall
}
