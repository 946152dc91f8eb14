import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { customerFacts } from '#capabilities/customers'
import { rulebook } from '#server/rulebook'
import type { Ticket } from './load-ticket.ts'
import { regionOfNumber } from './numbering.ts'

export type Facts = Record<string, string | boolean>

type Told = Pick<
  Ticket,
  | 'number'
  | 'kind'
  | 'channel'
  | 'source'
  | 'category'
  | 'severity'
  | 'urgency'
  | 'scope'
  | 'priority'
  | 'major'
  | 'facts'
>

/** What clauses and decision tables are asked about a ticket. */
export function factsOf(ticket: Told): Facts {
  return {
    ...(ticket.facts as Facts),
    ...matterFacts(ticket),
    priority: ticket.priority,
    major: ticket.major,
    region: regionOfNumber(ticket.number) ?? ''
  }
}

/** The facts of the matter itself, before a priority is known. */
export function matterFacts(
  ticket: Pick<Told, 'kind' | 'channel' | 'source' | 'category' | 'severity' | 'urgency' | 'scope'>
): Facts {
  const { kind, channel, source, category, severity, urgency, scope } = ticket
  return { kind, channel, source, severity, urgency, scope, ...(category ? { category } : {}) }
}

/** Facts of the customer and the line; refuses with `customer-unknown` when one of them is not there or they do not belong together. */
export async function partyFacts(
  call: Call,
  regionId: number,
  customerId: string | null,
  lineId: string | null
): Promise<Facts> {
  if (!customerId) {
    if (lineId) throw refuse('customer-unknown')
    return {}
  }
  const facts = await customerFacts(call.tx, regionId, customerId, lineId)
  if (!facts['customer.kind'] || (lineId && !facts['line.service'])) throw refuse('customer-unknown')
  return facts
}

/** Refuses with `ticket-category-unknown` when the rulebook has no such category for this kind. @norm IQ-11 @norm TK-03 */
export function checkCategory(kind: Ticket['kind'], category: string | null): void {
  if (category === null) return
  if (!rulebook().categories[category]?.kinds.includes(kind))
    throw refuse('ticket-category-unknown', { kind, category })
}
