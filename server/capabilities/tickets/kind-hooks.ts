import type { TicketKind } from '@shouwen/contract/ticket-words'
import type { Call } from '#platform/action'
import type { Ticket } from './load-ticket.ts'

/** Told in the transaction in which a ticket is opened as, or becomes, of a kind. */
export type KindHook = (call: Call, ticket: Ticket) => Promise<void>

const hooks = new Map<TicketKind, Map<string, KindHook>>()

/** A capability of a higher tier keeps rows beside tickets of a kind: its row exists exactly when the ticket does. Registering twice under a name replaces. */
export function whenOfKind(kind: TicketKind, name: string, hook: KindHook): void {
  const known = hooks.get(kind) ?? new Map<string, KindHook>()
  hooks.set(kind, known.set(name, hook))
}

/** Tells whoever registered for the kind of this ticket. */
export async function tellKindHooks(call: Call, ticket: Ticket): Promise<void> {
  for (const hook of hooks.get(ticket.kind)?.values() ?? []) await hook(call, ticket)
}
