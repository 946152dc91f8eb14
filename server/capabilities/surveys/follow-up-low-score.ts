import { openRecovery } from '#capabilities/tickets'
import type { Call } from '#platform/action'
import { react } from '#platform/reactions'
import type { SurveyRow } from './give-answer.ts'
import { surveyRules } from './survey-rules.ts'

export const followUpLowScore = react({
  name: 'surveys.follow-up-low-score',
  events: ['survey.answered'],
  async handle(call, event) {
    await followUp(call, event.regionId, event.subjectId)
  }
})

/**
 * A low score opens a ticket of its own, whose promise counts from the moment the customer gave it; once per survey, whatever the
 * customer says afterwards. The id of that ticket, or null when nothing had to be opened. @norm SP-20 @norm KP-13
 */
export async function followUp(call: Call, regionId: number, surveyId: string): Promise<string | null> {
  const survey = await lockSurvey(call, regionId, surveyId)
  if (!survey?.low_at || survey.follow_up_ticket_id) return null
  const ticket = await openRecovery(call, { regionId: survey.region_id, id: survey.ticket_id }, {
    title: `低分回访：${survey.ticket_number}`,
    description: accountOf(survey),
    at: survey.low_at,
    data: { surveyId: survey.id, score: survey.score }
  })
  await call.tx
    .updateTable('surveys.survey')
    .set({ follow_up_ticket_id: ticket.id })
    .where('region_id', '=', survey.region_id)
    .where('id', '=', survey.id)
    .execute()
  return ticket.id
}

function lockSurvey(call: Call, regionId: number, id: string) {
  return call.tx.selectFrom('surveys.survey').selectAll().where('region_id', '=', regionId).where('id', '=', id).forUpdate().executeTakeFirst()
}

/** What whoever calls back must know, in the words of the rulebook. */
export function accountOf(survey: Pick<SurveyRow, 'ticket_number' | 'process_score' | 'result_score' | 'reasons' | 'comment'>): string {
  const rules = surveyRules()
  const said = (question: string, score: number | null) => (score === null ? [] : [`${rules.questions[question]?.zh ?? question} ${score} 分（${rules.scores[score]?.zh ?? ''}）`])
  const reasons = survey.reasons.map((code) => rules.reasons[code]?.zh ?? code)
  return [
    `客户对工单 ${survey.ticket_number} 的评价：`,
    ...said('process', survey.process_score),
    ...said('result', survey.result_score),
    ...(reasons.length > 0 ? [`原因：${reasons.join('、')}`] : []),
    ...(survey.comment ? [`意见：${survey.comment}`] : [])
  ].join('\n')
}
