import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { TicketForm } from '@shouwen/contract/ticket-schemas'
import type { reclassifyTicket as contract } from '@shouwen/contract/tickets'
import type { Call } from '#platform/action'
import { strangeFields } from './forms.ts'
import { happened } from './happened.ts'
import { insertNote } from './insert-note.ts'
import { tellKindHooks } from './kind-hooks.ts'
import { type TicketRef, ticketFor } from './load-ticket.ts'
import { byTheTable } from './set-priority.ts'
import { checkVerb } from './ticket.ts'
import { checkCategory } from './ticket-facts.ts'
import { stateOf } from './ticket-state.ts'

type Input = Omit<InputOf<typeof contract>, 'ticketId'>

/**
 * It is another kind of matter than was thought. Needs a reason and keeps the promises that run: nobody wins time by renaming. What the
 * new form does not know is kept as a note.
 * @norm TK-03
 */
export async function reclassifyTicket(
  call: Call,
  which: TicketRef | string,
  input: Input
): Promise<OutputOf<typeof contract>> {
  const ticket = await ticketFor(call, 'ticket.assign', which)
  checkVerb('edit', ticket.status)
  const category = input.category ?? null
  checkCategory(input.kind, category)
  const form = ticket.form as TicketForm
  const strange = strangeFields(input.kind, form)
  const fitting = Object.fromEntries(Object.entries(form).filter(([field]) => !strange.includes(field)))
  const left = strange.map((field) => `${field}: ${String(form[field as keyof TicketForm])}`)
  await insertNote(call, ticket, {
    kind: 'note',
    body: [`${ticket.kind} → ${input.kind}: ${input.reason}`, ...left].join('\n'),
    visibleToCustomer: false
  })
  const change = { kind: input.kind, category, form: fitting, version: ticket.version + 1 }
  const priority = await byTheTable(call, { ...ticket, ...change })
  const edited = {
    name: 'ticket.edited' as const,
    reason: input.reason,
    data: { fields: ['kind', 'category'], from: ticket.kind, to: input.kind }
  }
  const after = await happened(call, ticket, [edited], { ...change, ...priority })
  if (after.kind !== ticket.kind) await tellKindHooks(call, after)
  return stateOf(after)
}
