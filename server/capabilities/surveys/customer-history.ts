import { sql } from 'kysely'
import type { TimelineSource } from '#capabilities/contacts'
import { findCustomer } from '#capabilities/customers'
import { staffNames } from '#capabilities/people'
import { allows } from '#platform/access'
import { ownSurvey } from './give-answer.ts'

/** What a customer was asked and said, in the customer's one history; for those who may read the customer. @norm CC-08 */
export const surveysInHistory: TimelineSource = async (call, { regionId, customerId }, before, limit) => {
  const customer = await findCustomer(call.tx, regionId, customerId)
  if (
    !customer ||
    !allows(call.actor, 'customer.read', { regionId, unitId: customer.unitId, staffIds: [customer.managerId] })
  )
    return []
  const rows = await call.tx
    .selectFrom('surveys.survey')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('customer_id', '=', customerId)
    .$if(before !== null, (query) =>
      query.where(sql<boolean>`(asked_at, id) < (${before?.at}::timestamptz, ${before?.id}::uuid)`)
    )
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  const names = await staffNames(
    call.tx,
    rows.map((row) => row.staff_id)
  )
  return rows.map((row) => {
    const { state } = ownSurvey(row, call.now)
    const person = names.get(row.staff_id ?? '')
    return {
      id: row.id,
      type: 'survey',
      at: row.asked_at.toISOString(),
      what: state,
      state,
      title: '',
      preview: row.comment,
      ticketId: row.ticket_id,
      ticketNumber: row.ticket_number,
      staff: row.staff_id && person ? { id: row.staff_id, ...person } : null,
      messages: null,
      score: row.score,
      endedAt: row.answered_at?.toISOString() ?? null
    }
  })
}
