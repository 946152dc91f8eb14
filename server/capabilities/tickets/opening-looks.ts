import type { InputOf } from '@shouwen/contract/operation'
import type { openTicket } from '@shouwen/contract/tickets'
import type { Call } from '#platform/action'
import type { Ticket } from './load-ticket.ts'

/** A matter about to be opened. */
export type Opening = Pick<InputOf<typeof openTicket>, 'kind' | 'title' | 'description' | 'category' | 'customerId' | 'contactPhone' | 'source'> & { regionId: number; at: Date }

/** What a look found: that it is a repetition, to whom queues do not give it, and what is to be written once the ticket stands. */
export type Found = { repeat?: boolean; notTo?: readonly string[]; onceOpened?: (ticket: Ticket) => Promise<void> }

/** Looks at a matter in the transaction that opens it, before its priority and its place are decided. */
export type OpeningLook = (call: Call, opening: Opening) => Promise<Found | null>

const looks = new Map<string, OpeningLook>()

/** A capability of a higher tier looks at every ticket a customer comes with, before it is opened. Registering twice under a name replaces. */
export function lookBeforeOpening(name: string, look: OpeningLook): void {
  looks.set(name, look)
}

/** What all looks found. */
export async function lookAt(call: Call, opening: Opening): Promise<Found[]> {
  const found: Found[] = []
  for (const look of looks.values()) found.push((await look(call, opening)) ?? {})
  return found
}
