import type { RootCause, TicketKind } from '@shouwen/contract/ticket-words'
import type { Call } from '#platform/action'
import type { Ticket } from './load-ticket.ts'

export type Conclusion = { rootCause?: RootCause; factCheck?: string }

/** Asked before a ticket of a kind is solved, in the same transaction; may refuse, and may know the root cause. */
export type ResolveHook = (call: Call, ticket: Ticket, said: Conclusion) => Promise<{ rootCause?: RootCause }>

const hooks = new Map<TicketKind, Map<string, ResolveHook>>()

/** A capability of a higher tier has a word before the conclusion (the fact check of complaints). Registering twice under a name replaces. */
export function beforeResolve(kind: TicketKind, name: string, hook: ResolveHook): void {
  const known = hooks.get(kind) ?? new Map<string, ResolveHook>()
  hooks.set(kind, known.set(name, hook))
}

/** What those who registered for the kind know; refuses when one of them does. */
export async function askResolveHooks(call: Call, ticket: Ticket, said: Conclusion): Promise<{ rootCause?: RootCause }> {
  let known: { rootCause?: RootCause } = {}
  for (const hook of hooks.get(ticket.kind)?.values() ?? []) known = { ...known, ...(await hook(call, ticket, said)) }
  return known
}
