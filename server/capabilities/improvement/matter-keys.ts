import type { Call } from '#platform/action'
import { findCustomer, planOfLine } from '#capabilities/customers'
import type { Ticket } from '#capabilities/tickets'
import type { MatterPart } from '#server/rulebook-improvement'
import { patternRules } from './rules.ts'

export type Parts = Record<MatterPart, string | null>
export type MatterKey = { dimension: string; key: string; parts: Partial<Parts> }

/** What a ticket has in common with others: its category and branch, the branch office that looks after the customer, the plan of the line. */
export async function partsOf(call: Call, ticket: Pick<Ticket, 'region_id' | 'category' | 'customer_id' | 'line_id'>): Promise<Parts> {
  const leaf = ticket.category
  const customer = ticket.customer_id ? await findCustomer(call.tx, ticket.region_id, ticket.customer_id) : null
  const product = ticket.line_id ? await planOfLine(call.tx, ticket.region_id, ticket.line_id) : null
  return { leaf, branch: leaf ? leaf.split('.').slice(0, 2).join('.') : null, place: customer?.unitId ?? null, product }
}

/** The keys under which a ticket is counted, in the order of the rulebook; a dimension of which a part is not known is left out. */
export function keysOf(parts: Parts): MatterKey[] {
  return Object.entries(patternRules().surge.dimensions).flatMap(([dimension, { parts: wanted }]) => {
    const values = wanted.map((part) => parts[part])
    if (values.includes(null)) return []
    return { dimension, key: values.join('|'), parts: Object.fromEntries(wanted.map((part) => [part, parts[part]])) }
  })
}
