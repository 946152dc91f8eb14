import type { TicketForm } from '@shouwen/contract/ticket-schemas'
import type { Call } from '#platform/action'
import { clocksOf } from '#capabilities/norms'
import { type Ticket, ticketPast } from '#capabilities/tickets'
import { rulebook } from '#server/rulebook'
import type { Complaint } from './complaint-row.ts'
import { sources } from './complaint-source.ts'
import { type ScoreFacts, wordFacts } from './score-complaint.ts'

const DAY = 86_400_000

/** Everything the rules of complaint-focus.yaml ask about a complaint, as it stands now. */
export async function factsForScore(call: Call, ticket: Ticket, row: Complaint): Promise<ScoreFacts> {
  const { focus, leaves } = rulebook().complaints
  const ref = { regionId: ticket.region_id, id: ticket.id }
  const [past, clocks, repeats] = await Promise.all([
    ticketPast(call.tx, ref),
    clocksOf(call, ticket.region_id, 'ticket', [ticket.id]),
    recentComplaints(call, ticket, focus.repeat_days)
  ])
  const promises = clocks.get(ticket.id) ?? []
  const form = ticket.form as TicketForm
  const party = ticket.facts as Record<string, string | boolean>
  const leaf = leaves.leaves[ticket.category ?? '']
  const answers = { ...(row.source_fields as Record<string, unknown>), ...(row.leaf_form as Record<string, unknown>) }
  const words = wordFacts(focus, [ticket.title, ticket.description, form.demand ?? '', form.scene ?? '', ...past.customerWords])
  return {
    severity: ticket.severity,
    scope: ticket.scope,
    emotion: form.emotion ?? 'calm',
    'customer.grade': ticket.customer_grade ?? 'ordinary',
    'customer.kind': (party['customer.kind'] as string | undefined) ?? 'person',
    'customer.vip': party['customer.vip'] === true,
    'leaf.legal': leaf?.legal === true,
    'leaf.nopolicy': leaf?.nopolicy === true,
    ...words,
    outside: sources()[row.source_code]?.outside === true,
    media: ticket.source === 'media' || answers['published'] === true,
    'demand.yuan': numberOf(answers['demandYuan'] ?? answers['chargedYuan']),
    'repeat.count': Math.min(repeats, 1000),
    'reopened.count': Math.min(ticket.reopened_count, 1000),
    'social.reach': numberOf(answers['reach']),
    'external.level': row.external_level ? Number(row.external_level.slice(1)) : 0,
    'promises.broken': promises.filter(({ state }) => state === 'broken').length,
    'promises.atrisk': promises.filter(({ state, atRisk }) => state === 'running' && atRisk).length,
    'transfers.count': Math.min(past.transfers, 1000),
    'days.open': Math.max(0, Math.min(10_000, Math.floor((call.now.getTime() - ticket.opened_at.getTime()) / DAY))),
    answered: ticket.first_answered_at !== null
  }
}

const numberOf = (value: unknown): number => (typeof value === 'number' && value > 0 ? value : 0)

/** Complaints of the customer in the days before this one. @norm TK-05 */
async function recentComplaints(call: Call, ticket: Ticket, days: number): Promise<number> {
  if (!ticket.customer_id) return 0
  const since = new Date(ticket.opened_at.getTime() - days * DAY)
  const row = await call.tx
    .selectFrom('tickets.ticket')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('region_id', '=', ticket.region_id)
    .where('customer_id', '=', ticket.customer_id)
    .where('kind', '=', 'complaint')
    .where('id', '!=', ticket.id)
    .where('opened_at', '>=', since)
    .where('opened_at', '<=', ticket.opened_at)
    .where('status', 'not in', ['cancelled', 'rejected'])
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}
