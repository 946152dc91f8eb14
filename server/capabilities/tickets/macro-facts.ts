import type { Call } from '#platform/action'
import { findCustomer, maskerFor, shownName } from '#capabilities/customers'
import { staffNames } from '#capabilities/people'
import type { Ticket } from './load-ticket.ts'
import type { MacroFacts } from './macro-text.ts'
import { getRegion, localDay } from './region.ts'

/** The facts a text may name, as the actor may see them: nobody learns a name by having it written into a reply. */
export async function macroFactsOf(call: Call, ticket: Ticket): Promise<MacroFacts> {
  const masker = maskerFor(call.actor)
  const region = await getRegion(call, ticket.region_id)
  const customer = ticket.customer_id ? await findCustomer(call.tx, ticket.region_id, ticket.customer_id) : null
  const agent =
    call.actor.kind === 'staff' ? (await staffNames(call.tx, [call.actor.id])).get(call.actor.id) : undefined
  const contact = masker.show(ticket.contact_name, 'name')
  return {
    'ticket.number': ticket.number,
    'ticket.title': ticket.title,
    'customer.name': customer ? shownName(masker, customer) : contact,
    'contact.name': contact ?? (customer ? shownName(masker, customer) : null),
    'agent.name': agent?.name ?? null,
    'agent.jobNumber': agent?.jobNumber ?? null,
    'promise.dueAt': ticket.next_due_at ? localTime(region.timeZone, ticket.next_due_at) : null,
    today: localDay(region, call.now)
  }
}

/** `2026-11-24 18:30` on the clocks of the region. */
function localTime(timeZone: string, at: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(at)
}
