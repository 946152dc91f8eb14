import { sql } from 'kysely'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { listCustomerSurveys as customerOperation, listMySurveys as mineOperation } from '@shouwen/contract/surveys'
import { customerOf, findCustomer } from '#capabilities/customers'
import { permit } from '#platform/access'
import type { Call } from '#platform/action'
import { openTimeCursor, pageOf } from '#platform/paging'
import { refuse } from '#platform/refusal'
import { ownSurvey } from './give-answer.ts'
import { surveyForm } from './survey-rules.ts'

type Paged = { limit?: number; cursor?: string; ticketId?: string }

/** What the signed-in customer was asked, newest first, with the questionnaire. */
export async function listMySurveys(call: Call, input: InputOf<typeof mineOperation>): Promise<OutputOf<typeof mineOperation>> {
  const { regionId, id } = customerOf(call)
  return { form: surveyForm(), ...(await surveysOf(call, regionId, id, input)) }
}

/** What one customer was asked and said, for staff who may read the customer. */
export async function listCustomerSurveys(call: Call, input: InputOf<typeof customerOperation>): Promise<OutputOf<typeof customerOperation>> {
  const customer = await findCustomer(call.tx, input.regionId, input.customerId)
  if (!customer) throw refuse('not-found')
  permit(call, 'customer.read', { regionId: customer.regionId, unitId: customer.unitId, staffIds: [customer.managerId] }, 'customer.read')
  return surveysOf(call, input.regionId, input.customerId, input)
}

async function surveysOf(call: Call, regionId: number, customerId: string, input: Paged) {
  const limit = input.limit ?? 20
  const after = openTimeCursor(input.cursor)
  const rows = await call.tx
    .selectFrom('surveys.survey')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('customer_id', '=', customerId)
    .$if(input.ticketId !== undefined, (query) => query.where('ticket_id', '=', input.ticketId as string))
    .$if(after !== null, (query) => query.where(sql<boolean>`(asked_at, id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`))
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  return pageOf(rows, limit, (row) => ownSurvey(row, call.now), (row) => [row.asked_at.toISOString(), row.id])
}
