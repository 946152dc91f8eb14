import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { answerMySurvey as mineOperation, answerSurvey as linkOperation, readSurvey as readOperation } from '@shouwen/contract/surveys'
import { customerOf } from '#capabilities/customers'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { giveAnswer, ownSurvey } from './give-answer.ts'
import { openToken } from './survey-link.ts'
import { surveyForm } from './survey-rules.ts'

/** What the link shows: the questions, and the answer if one was given. The token is all that is needed, and nothing personal comes back. */
export async function readSurvey(call: Call, { token }: InputOf<typeof readOperation>): Promise<OutputOf<typeof readOperation>> {
  const row = await byToken(call, token).executeTakeFirst()
  if (!row) throw refuse('not-found')
  return { form: surveyForm(), survey: ownSurvey(row, call.now), language: row.language === 'en' ? 'en' : 'zh-CN' }
}

/** An answer by the link. Whoever holds it answers for the customer, also in a browser where staff are signed in. */
export async function answerSurvey(call: Call, { token, ...answer }: InputOf<typeof linkOperation>): Promise<OutputOf<typeof linkOperation>> {
  const row = await byToken(call, token).forUpdate().executeTakeFirst()
  if (!row) throw refuse('not-found')
  const holder: Call = { ...call, actor: call.actor.kind === 'customer' ? call.actor : { kind: 'anonymous' } }
  return giveAnswer(holder, row, answer, 'link')
}

/** An answer of the signed-in customer, in the thread. */
export async function answerMySurvey(call: Call, { surveyId, ...answer }: InputOf<typeof mineOperation>): Promise<OutputOf<typeof mineOperation>> {
  const { regionId, id } = customerOf(call)
  const row = await call.tx
    .selectFrom('surveys.survey')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('id', '=', surveyId)
    .where('customer_id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw refuse('not-found')
  return giveAnswer(call, row, answer, 'thread')
}

function byToken(call: Call, token: string) {
  const { regionId, hash } = openToken(token)
  return call.tx.selectFrom('surveys.survey').selectAll().where('region_id', '=', regionId).where('token_hash', '=', hash)
}
