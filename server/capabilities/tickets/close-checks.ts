import type { Confirmation } from '@shouwen/contract/ticket-schemas'
import type { Call } from '#platform/action'
import { missingForClose } from './close-gate.ts'
import { closeRules } from './close-rules.ts'
import type { Ticket } from './load-ticket.ts'

/** What else stands between this ticket and its end, as codes; none = nothing. Asked in the transaction that would close it. */
export type CloseCheck = (call: Call, ticket: Ticket) => Promise<readonly string[]>

const checks = new Map<string, CloseCheck>()

/** A capability of a higher tier has a say in whether a ticket may be closed. Registering twice under a name replaces. @norm TK-17 */
export function addCloseCheck(name: string, check: CloseCheck): void {
  checks.set(name, check)
}

/** Everything that still stands between a ticket and its end: what the rulebook wants of every one, and what higher capabilities know. */
export async function missingToClose(call: Call, ticket: Ticket, confirmation: Confirmation | null): Promise<string[]> {
  const missing: string[] = [...missingForClose(ticket.kind, confirmation, await closeRules(call))]
  for (const check of checks.values()) missing.push(...(await check(call, ticket)))
  return [...new Set(missing)]
}
