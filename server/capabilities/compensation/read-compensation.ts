import type { compensationWords as wordsOperation, readCompensation as readOperation } from '@shouwen/contract/compensation'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { type Answer, legalMaximum, playbookOf, suggestedBy } from '@shouwen/kernels/compensation/index'
import { allows } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { staffNames } from '#capabilities/people'
import { type Ticket, ticketPlacement } from '#capabilities/tickets'
import { aloneFen } from './approvers.ts'
import { budgetOf } from './budget.ts'
import { caseTicket, compensationRules, findingOf, offersOf } from './case-ticket.ts'
import { disputedFen } from './disputed-price.ts'
import { offerViews } from './offer.ts'
import { precedentsOf } from './precedents.ts'

type View = OutputOf<typeof readOperation>

/** Everything about compensation of one complaint. */
export async function readCompensation(call: Call, { ticketId }: InputOf<typeof readOperation>): Promise<View> {
  return compensationView(call, await caseTicket(call, 'compensation.read', ticketId))
}

/** The same for a ticket that was permitted already. @norm TK-39 @norm TK-47 */
export async function compensationView(call: Call, ticket: Ticket): Promise<View> {
  const rules = compensationRules()
  const finding = await findingOf(call.tx, ticket.region_id, ticket.id)
  const price = await disputedFen(call, ticket)
  const me = staffId(call.actor)
  return {
    finding: finding ? await findingView(call, finding) : null,
    offers: await offerViews(call, await offersOf(call.tx, ticket.region_id, ticket.id)),
    legalMaximumFen: price === null ? null : legalMaximum(price, rules.legal),
    aloneFen: await aloneFen(call, me),
    budget: await budgetOf(call, ticket.region_id, ticket.unit_id),
    precedents: await precedentsOf(call, ticket),
    limitation: limitationOf(finding?.event_on ?? ticket.opened_at.toISOString().slice(0, 10), call.now),
    regulator: rules.regulator,
    settlementEffect: rules.settlement_effect,
    can: { propose: !(me && ticket.avoid_staff_ids.includes(me)) && allows(call.actor, 'compensation.propose', ticketPlacement(ticket)) }
  }
}

async function findingView(call: Call, row: NonNullable<Awaited<ReturnType<typeof findingOf>>>): Promise<NonNullable<View['finding']>> {
  const rules = compensationRules()
  const person = row.found_by ? (await staffNames(call.tx, [row.found_by])).get(row.found_by) : undefined
  const code = playbookOf(row.complaint as Answer, row.demand as Answer)
  const book = rules.playbooks[code]
  return {
    complaint: row.complaint as Answer,
    complaintReason: row.complaint_reason,
    demand: row.demand as Answer,
    demandReason: row.demand_reason,
    checklist: row.checklist,
    score: row.score,
    suggested: suggestedBy(row.score, rules.suggest),
    demandKind: row.demand_kind,
    demandFen: row.demand_fen === null ? null : Number(row.demand_fen),
    demandMultiple: row.demand_multiple,
    eventOn: row.event_on,
    toLegal: row.to_legal,
    foundBy: row.found_by && person ? { id: row.found_by, ...person } : null,
    foundAt: row.found_at.toISOString(),
    playbook: { code, title: book?.title ?? { zh: '', en: '' }, steps: [...(book?.steps ?? [])] }
  }
}

/** When which way ends for something of that day: information, never a reason to refuse by itself. */
export function limitationOf(eventOn: string, now: Date): View['limitation'] {
  const today = now.toISOString().slice(0, 10)
  return Object.entries(compensationRules().limitation).map(([code, { months, zh, en }]) => {
    const until = addMonths(eventOn, months)
    return { code, zh, en, until, passed: until < today }
  })
}

/** The same day so many months later; the last of the month when there is no such day. */
function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0))
  last.setUTCDate(Math.min(date, last.getUTCDate()))
  return last.toISOString().slice(0, 10)
}

/** Rules, goods and words of the rulebook for the forms. */
export async function compensationWords(): Promise<OutputOf<typeof wordsOperation>> {
  const rules = compensationRules()
  const list = (words: Readonly<Record<string, { zh: string; en: string }>>) => Object.entries(words).map(([code, { zh, en }]) => ({ code, zh, en }))
  const phrase = ({ zh, en }: { zh: string; en: string }) => ({ zh, en })
  return {
    rules: Object.entries(rules.rules).map(([code, { zh, en, method, needs, basis }]) => ({ code, zh, en, method, needs: [...needs], basis: phrase(basis) })),
    goods: Object.entries(rules.goods).map(([code, { zh, en, value_fen, most, when }]) => ({ code, zh, en, valueFen: value_fen, most, when })),
    reasons: list(rules.double_refund_reasons),
    demands: list(rules.demands),
    checklist: list(rules.checklist),
    rounding: phrase(rules.rounding)
  }
}
