import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { previewBulkChange as contract } from '@shouwen/contract/ticket-bulk'
import type { MacroStep } from '@shouwen/contract/ticket-macros'
import type { Call } from '#platform/action'
import { stepsFor, ticketsSelected } from './bulk-selection.ts'
import { personCalling } from './list-views.ts'
import { type Ticket, ticketColumns } from './load-ticket.ts'
import { stepRefusal } from './macro-steps.ts'

/** How many tickets a bulk change would reach, and how many of them by permission and status it could change. */
export async function previewBulkChange(
  call: Call,
  input: InputOf<typeof contract>
): Promise<OutputOf<typeof contract>> {
  const me = personCalling(call)
  const steps = await stepsFor(call, input)
  const ids = await ticketsSelected(call, me, input)
  const counts = { possible: 0, notPermitted: 0, statusNotPossible: 0 }
  for (let from = 0; from < ids.length; from += 1_000) {
    const tickets = await call.tx
      .selectFrom('tickets.ticket')
      .select(ticketColumns)
      .where('region_id', '=', me.regionId)
      .where((is) => is('id', '=', is.fn.any(is.val(ids.slice(from, from + 1_000)))))
      .execute()
    for (const ticket of tickets) counts[standing(call, ticket, steps)]++
  }
  return { total: ids.length, ...counts }
}

/** The first step decides about the status, because it may change it for the others; permission is asked for each. */
function standing(
  call: Call,
  ticket: Ticket,
  steps: readonly MacroStep[]
): 'possible' | 'notPermitted' | 'statusNotPossible' {
  const refusals = steps.map((step) => stepRefusal(call, ticket, step))
  if (refusals.includes('not-permitted')) return 'notPermitted'
  return refusals[0] === 'ticket-status-not-possible' ? 'statusNotPossible' : 'possible'
}
