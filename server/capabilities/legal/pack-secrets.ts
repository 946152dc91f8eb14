import { sql } from 'kysely'
import type { Call } from '#platform/action'
import { findCustomer, matchCustomer } from '#capabilities/customers'
import type { Ticket } from '#capabilities/tickets'
import type { PackChoice } from './pack-records.ts'
import type { PackSection } from './pack-sections.ts'
import { digitsOf, phonesIn, type RedactionRules } from './redact.ts'

const MOST_LOOKED_UP = 200

/** Whose numbers stay in the pack, and which other customers' names and numbers must not be in it. */
export async function rulesOf(
  call: Call,
  ticket: Ticket,
  sections: readonly [string, PackSection][],
  { hideNumbers, hideOthers, hideNotes }: PackChoice
): Promise<RedactionRules> {
  const ownNumbers = await numbersOf(call, ticket)
  if (!hideOthers) return { hideNumbers, hideNotes, ownNumbers, others: [] }
  const text = JSON.stringify(sections.map(([, { data, moments }]) => ({ data, moments })))
  const strangers = [...new Set(phonesIn(text))].filter((phone) => !ownNumbers.has(phone)).slice(0, MOST_LOOKED_UP)
  const others = new Set<string>()
  for (const phone of strangers) {
    const match = await matchCustomer(call.tx, { phone })
    const found =
      match && match.id !== ticket.customer_id ? await findCustomer(call.tx, match.regionId, match.id) : null
    if (found) others.add(found.name).add(found.number)
  }
  for (const id of idsOfOthers(text, ticket.customer_id)) {
    const found = await findCustomer(call.tx, ticket.region_id, id)
    if (found) others.add(found.name).add(found.number)
  }
  const own = ticket.customer_id ? await findCustomer(call.tx, ticket.region_id, ticket.customer_id) : null
  if (own) others.delete(own.name)
  return { hideNumbers, hideNotes, ownNumbers, others: [...others] }
}

/** Customers a section names by id beside the one the case is about. */
function idsOfOthers(text: string, customerId: string | null): string[] {
  const ids = [...text.matchAll(/"customer_?[iI]d":"([0-9a-f-]{36})"/g)].map(([, id]) => id as string)
  return [...new Set(ids)].filter((id) => id !== customerId).slice(0, MOST_LOOKED_UP)
}

async function numbersOf(call: Call, ticket: Ticket): Promise<Set<string>> {
  const numbers = new Set<string>()
  if (ticket.contact_phone) numbers.add(digitsOf(ticket.contact_phone))
  if (!ticket.customer_id) return numbers
  const { rows } = await sql<{ number: string }>`
    select service_number as number from customers.service_line where region_id = ${ticket.region_id} and customer_id = ${ticket.customer_id}
    union all select value from customers.contact_means where region_id = ${ticket.region_id} and customer_id = ${ticket.customer_id} and kind = 'phone'`.execute(
    call.tx
  )
  for (const { number } of rows) numbers.add(digitsOf(number))
  return numbers
}
