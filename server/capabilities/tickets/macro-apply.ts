import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { applyMacro as contract } from '@shouwen/contract/ticket-macros'
import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { macroFor } from './macro-records.ts'
import { takeSteps } from './macro-steps.ts'
import { ticketToRead } from './read-permission.ts'
import { stateOf } from './ticket-state.ts'

/** Applies a macro to a ticket: every step with its own permission and rules, all of them or none. */
export async function applyMacro(call: Call, input: InputOf<typeof contract>): Promise<OutputOf<typeof contract>> {
  const ticket = await ticketToRead(call, input.ticketId)
  const macro = await macroFor(call, input.macroId)
  const after = await takeSteps(call, { regionId: ticket.region_id, id: ticket.id }, macro.steps)
  await audited(call, {
    verb: 'macro.applied',
    regionId: ticket.region_id,
    subjectKind: 'ticket',
    subjectId: ticket.id,
    detail: { macroId: macro.id }
  })
  return stateOf(after)
}
