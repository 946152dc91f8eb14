import type { recordFindings as recordOperation } from '@shouwen/contract/compensation'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { legalMaximum, scoreOf } from '@shouwen/kernels/compensation/index'
import { sql } from 'kysely'
import { type Call, staffId } from '#platform/action'
import { audited } from '#platform/audit'
import { record } from '#platform/events'
import { prove } from '#platform/evidence'
import { refuse } from '#platform/refusal'
import { noteTicket } from '#capabilities/tickets'
import { caseTicket, compensationRules, findingOf } from './case-ticket.ts'
import { disputedFen } from './disputed-price.ts'
import { compensationView } from './read-compensation.ts'

type Input = InputOf<typeof recordOperation>

/**
 * Two findings apart, each with its reason: is the complaint justified, is the demand justified; with the scored checklist. A demand of so many times the
 * price, or beyond what the law can give, is brought to legal. @norm TK-43 @norm TK-44 @norm TK-45
 */
export async function recordFindings(call: Call, input: Input): Promise<OutputOf<typeof recordOperation>> {
  const ticket = await caseTicket(call, 'compensation.propose', input.ticketId)
  const rules = compensationRules()
  if (!Object.hasOwn(rules.demands, input.demandKind) || input.checklist.some((code) => !Object.hasOwn(rules.checklist, code))) throw refuse('compensation-word-unknown')
  const before = await findingOf(call.tx, ticket.region_id, ticket.id)
  const price = await disputedFen(call, ticket)
  const toLegal = (input.demandMultiple ?? 0) >= rules.legal.from_multiple || (input.demandFen !== undefined && price !== null && input.demandFen > legalMaximum(price, rules.legal))
  const found = {
    complaint: input.complaint,
    complaint_reason: input.complaintReason,
    demand: input.demand,
    demand_reason: input.demandReason,
    checklist: [...new Set(input.checklist)],
    score: scoreOf(rules.checklist, input.checklist),
    demand_kind: input.demandKind,
    demand_fen: input.demandFen ?? null,
    demand_multiple: input.demandMultiple ?? null,
    event_on: input.eventOn ?? null,
    to_legal: toLegal,
    found_by: staffId(call.actor),
    found_at: call.now
  }
  await call.tx
    .insertInto('compensation.finding')
    .values({ region_id: ticket.region_id, ticket_id: ticket.id, ...found })
    .onConflict((conflict) => conflict.columns(['region_id', 'ticket_id']).doUpdateSet({ ...found, version: sql`compensation.finding.version + 1` }))
    .execute()
  const about = { regionId: ticket.region_id, subjectKind: 'ticket', subjectId: ticket.id }
  const said = { complaint: input.complaint, demand: input.demand, score: found.score, toLegal }
  await record(call, { name: 'compensation.found', ...about, data: said })
  await prove(call, { kind: 'compensation.found', ...about, payload: { ...said, complaintReason: input.complaintReason, demandReason: input.demandReason, checklist: found.checklist } })
  await audited(call, { verb: 'compensation.found', ...about })
  if (toLegal && !before?.to_legal) {
    await record(call, { name: 'compensation.legal-asked', ...about, data: { multiple: input.demandMultiple ?? null } })
    await noteTicket(call, { regionId: ticket.region_id, id: ticket.id }, { body: '【法务】索赔要求超出法定范围或倍数过高，已提请法务研判；请勿自行答应任何金额。' })
  }
  return compensationView(call, ticket)
}
