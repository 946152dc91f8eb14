import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { recordArrival as arrival, recordRestoration as restoration } from '@shouwen/contract/ticket-work'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { happened } from './happened.ts'
import { insertNote } from './insert-note.ts'
import { type TicketRef, ticketFor } from './load-ticket.ts'
import { checkVerb, possibleNext } from './ticket.ts'
import { stateOf } from './ticket-state.ts'

type Told = { note?: string }

/** Somebody stands at the customer's door. The first arrival counts. @norm SP-03 */
export function recordArrival(
  call: Call,
  which: TicketRef | string,
  input: Omit<InputOf<typeof arrival>, 'ticketId'>,
  at: Date = call.now
): Promise<OutputOf<typeof arrival>> {
  return milestone(call, which, 'arrived_at', input, at)
}

/** The service works again; the ticket itself is solved when the work is finished. @norm SP-04 FS-01 */
export function recordRestoration(
  call: Call,
  which: TicketRef | string,
  input: Omit<InputOf<typeof restoration>, 'ticketId'>,
  at: Date = call.now
): Promise<OutputOf<typeof restoration>> {
  return milestone(call, which, 'restored_at', input, at)
}

async function milestone(
  call: Call,
  which: TicketRef | string,
  column: 'arrived_at' | 'restored_at',
  { note }: Told,
  at: Date
) {
  const ticket = await ticketFor(call, 'ticket.status', which)
  checkVerb(column === 'arrived_at' ? 'arrive' : 'restore', ticket.status)
  if (ticket.kind !== 'fault')
    throw refuse('ticket-status-not-possible', {
      kind: ticket.kind,
      from: ticket.status,
      possible: possibleNext(ticket.status)
    })
  if (ticket[column]) return stateOf(ticket)
  if (note) await insertNote(call, ticket, { kind: 'note', body: note, visibleToCustomer: false, at })
  const name = column === 'arrived_at' ? ('ticket.arrived' as const) : ('ticket.restored' as const)
  return stateOf(await happened(call, ticket, [{ name }], { [column]: at }, at))
}
