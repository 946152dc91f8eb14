import type { OwnSurvey } from '@shouwen/contract/surveys'
import type { Static } from '@shouwen/contract/operation'
import type { Selectable } from 'kysely'
import type { Call } from '#platform/action'
import { record } from '#platform/events'
import { refuse } from '#platform/refusal'
import type { SurveysSurvey } from '#platform/schema.gen'
import { checkAnswer, isLow, type Scores } from './survey-rules.ts'

export type SurveyRow = Selectable<SurveysSurvey>
export type GivenAnswer = Scores & { reasons?: string[]; comment?: string }

/**
 * Writes what the customer says, as a whole or piece by piece: one tap first, reasons and words later. What is not given again stays.
 * A score that is low for the first time is remembered; the follow-up is opened by a reaction, whatever the customer says afterwards.
 * `survey` must be locked. Refuses with `survey-expired` and as `checkAnswer` does. @norm KP-01 @norm SP-20
 */
export async function giveAnswer(call: Call, survey: SurveyRow, answer: GivenAnswer, by: 'thread' | 'link'): Promise<Static<typeof OwnSurvey>> {
  if (survey.expires_at <= call.now) throw refuse('survey-expired')
  const process = answer.process ?? survey.process_score
  const result = answer.result ?? survey.result_score
  const reasons = answer.reasons ?? survey.reasons
  const comment = answer.comment?.trim() || survey.comment
  const score = checkAnswer({ process, result, reasons, comment })
  const low_at = survey.low_at ?? (isLow(score) ? call.now : null)
  const row = await call.tx
    .updateTable('surveys.survey')
    .set({
      process_score: process,
      result_score: result,
      score,
      reasons,
      comment,
      low_at,
      answered_by: by,
      answered_at: survey.answered_at ?? call.now,
      changed_at: survey.answered_at ? call.now : null
    })
    .where('region_id', '=', survey.region_id)
    .where('id', '=', survey.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await record(call, {
    name: 'survey.answered',
    regionId: row.region_id,
    subjectKind: 'survey',
    subjectId: row.id,
    data: { ticketId: row.ticket_id, customerId: row.customer_id, score, low: isLow(score), first: survey.answered_at === null }
  })
  return ownSurvey(row, call.now)
}

/** A survey as its customer sees it. */
export function ownSurvey(row: SurveyRow, now: Date): Static<typeof OwnSurvey> {
  return {
    id: row.id,
    state: row.answered_at ? 'answered' : row.expires_at <= now ? 'expired' : 'open',
    ticketId: row.ticket_id,
    ticketNumber: row.ticket_number,
    closedAt: row.closed_at.toISOString(),
    askedAt: row.asked_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    given: row.answered_at
      ? { process: row.process_score, result: row.result_score, reasons: row.reasons, comment: row.comment, answeredAt: row.answered_at.toISOString() }
      : null
  }
}
