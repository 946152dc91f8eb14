import { sql } from 'kysely'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { listSurveys as listSurveysOperation } from '@shouwen/contract/surveys'
import { customerNames, maskCustomer } from '#capabilities/customers'
import { staffNames } from '#capabilities/people'
import type { Call } from '#platform/action'
import { openTimeCursor, pageOf } from '#platform/paging'
import { surveysFor } from './survey-filter.ts'

type View = OutputOf<typeof listSurveysOperation>

/** Surveys the actor may read, newest first; customers' names in part or in full as the roles say. @norm KP-12 @norm GV-03 */
export async function listSurveys(call: Call, input: InputOf<typeof listSurveysOperation>): Promise<View> {
  const limit = input.limit ?? 50
  const after = openTimeCursor(input.cursor)
  const rows = await surveysFor(call, input)
    .selectAll('s')
    .$if(input.customerId !== undefined, (query) => query.where('s.customer_id', '=', input.customerId as string))
    .$if(input.ticketId !== undefined, (query) => query.where('s.ticket_id', '=', input.ticketId as string))
    .$if(input.answered !== undefined, (query) => query.where('s.answered_at', input.answered ? 'is not' : 'is', null))
    .$if(input.low !== undefined, (query) => query.where('s.low_at', input.low ? 'is not' : 'is', null))
    .$if(input.scoreAtMost !== undefined, (query) => query.where('s.score', '<=', input.scoreAtMost as number))
    .$if(input.scoreAtLeast !== undefined, (query) => query.where('s.score', '>=', input.scoreAtLeast as number))
    .$if(after !== null, (query) => query.where(sql<boolean>`(s.asked_at, s.id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`))
    .orderBy('s.asked_at', 'desc')
    .orderBy('s.id', 'desc')
    .limit(limit + 1)
    .execute()
  const staff = await staffNames(call.tx, rows.map((row) => row.staff_id))
  const customers = await namesOf(call, rows)
  return pageOf(
    rows,
    limit,
    (row) => {
      const person = staff.get(row.staff_id ?? '')
      return {
        regionId: row.region_id,
        id: row.id,
        ticketId: row.ticket_id,
        ticketNumber: row.ticket_number,
        ticketKind: row.ticket_kind as View['items'][number]['ticketKind'],
        customer: customers.get(row.customer_id ?? '') ?? null,
        channel: row.channel as View['items'][number]['channel'],
        staff: row.staff_id && person ? { id: row.staff_id, ...person } : null,
        unitId: row.unit_id,
        askedAt: row.asked_at.toISOString(),
        expiresAt: row.expires_at.toISOString(),
        answeredAt: row.answered_at?.toISOString() ?? null,
        answeredBy: row.answered_by as 'thread' | 'link' | null,
        process: row.process_score,
        result: row.result_score,
        score: row.score,
        reasons: row.reasons,
        comment: row.comment,
        lowAt: row.low_at?.toISOString() ?? null,
        followUpTicketId: row.follow_up_ticket_id
      }
    },
    (row) => [row.asked_at.toISOString(), row.id]
  )
}

/** Names of the customers of one page, region by region. */
async function namesOf(call: Call, rows: { region_id: number; customer_id: string | null }[]) {
  const named = new Map<string, { id: string; name: string; grade: string; vip: boolean }>()
  for (const [regionId, group] of Map.groupBy(rows, (row) => row.region_id)) {
    const briefs = await customerNames(call.tx, regionId, group.flatMap((row) => row.customer_id ?? []))
    for (const brief of briefs.values()) {
      const { id, name, grade, vip } = maskCustomer(call.actor, brief)
      named.set(id, { id, name, grade, vip })
    }
  }
  return named
}
