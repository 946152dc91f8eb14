import type { MacroStep } from '@shouwen/contract/ticket-macros'
import type { TicketVerb } from '@shouwen/contract/ticket-words'
import { allows } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { refuse } from '#platform/refusal'
import { permissionOf, ticketPlacement } from './access.ts'
import { answerTicket } from './answer-ticket.ts'
import { assignTicket } from './assign-ticket.ts'
import { changeStatus } from './change-status.ts'
import { editTicket } from './edit-ticket.ts'
import { getTicket, type Ticket, type TicketRef } from './load-ticket.ts'
import { macroFactsOf } from './macro-facts.ts'
import { checkVariables, rendered } from './macro-text.ts'
import { noteTicket } from './note-ticket.ts'
import { setPriority } from './set-priority.ts'
import { possibleNext, verbPossible } from './ticket.ts'

/** Refuses texts that name what no ticket has. */
export function checkSteps(steps: readonly MacroStep[]): void {
  for (const step of steps) if (step.do === 'reply' || step.do === 'note') checkVariables(step.body)
}

/** Takes the steps one after the other in the caller's transaction, each by the verb a person would use, with its permission and rules. */
export async function takeSteps(call: Call, ref: TicketRef, steps: readonly MacroStep[]): Promise<Ticket> {
  for (const step of steps) await takeStep(call, ref, step)
  return getTicket(call, ref)
}

/** Takes one step; answers the text that was written, if any. */
export async function takeStep(call: Call, ref: TicketRef, step: MacroStep): Promise<string | null> {
  if (step.do === 'reply' || step.do === 'note') {
    const body = rendered(step.body, await macroFactsOf(call, await getTicket(call, ref)))
    await (step.do === 'reply' ? answerTicket(call, ref, { body }) : noteTicket(call, ref, { body }))
    return body
  }
  if (step.do === 'status') await changeStatus(call, ref, step)
  else if (step.do === 'assign') await assignTicket(call, ref, receiverOf(call, step))
  else if (step.do === 'priority') await setPriority(call, ref, step)
  else await changeTags(call, ref, step)
  return null
}

function receiverOf(
  call: Call,
  { toMe, staffId: to, queueCode, unitId, reason }: Extract<MacroStep, { do: 'assign' }>
) {
  const me = toMe ? (staffId(call.actor) ?? undefined) : undefined
  return { reason, staffId: me ?? to, queueCode, unitId }
}

async function changeTags(
  call: Call,
  ref: TicketRef,
  { add = [], remove = [] }: Extract<MacroStep, { do: 'tags' }>
): Promise<void> {
  const { tags, version } = await getTicket(call, ref)
  const wanted = [...new Set([...tags.filter((tag) => !remove.includes(tag)), ...add])]
  if (wanted.length > 20) throw refuse('invalid-input', { errors: [{ at: '/tags', rule: 'maxItems', limit: 20 }] })
  await editTicket(call, ref, { version, tags: wanted })
}

/** What stands against a step by permission and status alone, without trying it; null = nothing. For counting before a bulk change. */
export function stepRefusal(
  call: Call,
  ticket: Ticket,
  step: MacroStep
): 'not-permitted' | 'ticket-status-not-possible' | null {
  const verb = verbOf(step)
  const permission = step.do === 'priority' ? 'ticket.assign' : permissionOf[verb]
  if (!allows(call.actor, permission, ticketPlacement(ticket))) return 'not-permitted'
  const possible =
    step.do === 'status' ? possibleNext(ticket.status).includes(step.to) : verbPossible(verb, ticket.status)
  return possible ? null : 'ticket-status-not-possible'
}

function verbOf(step: MacroStep): TicketVerb {
  if (step.do === 'reply') return 'answer'
  if (step.do === 'note' || step.do === 'assign') return step.do
  return 'edit'
}
