import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { TicketForm } from '@shouwen/contract/ticket-schemas'
import type { resolveTicket as contract } from '@shouwen/contract/ticket-work'
import { type Call, staffId } from '#platform/action'
import { refuse } from '#platform/refusal'
import { letChildrenFollow } from './children-follow.ts'
import { missingFields } from './forms.ts'
import { type Happening, happened } from './happened.ts'
import { type Ticket, type TicketRef, ticketFor } from './load-ticket.ts'
import { askResolveHooks } from './resolve-hooks.ts'
import { takenBy } from './take-ticket.ts'
import { checkVerb } from './ticket.ts'
import { stateOf } from './ticket-state.ts'
import { withdrawTasks } from './withdraw-tasks.ts'

type Input = Omit<InputOf<typeof contract>, 'ticketId'>
export type ResolveOptions = {
  at?: Date
  /** The trouble was one for many: what this one's form lacks is known from the parent. */
  withParentId?: string
}

/**
 * The matter is solved, and the customer is still to be asked. A complaint names its root cause; a fault that nobody said was restored
 * is restored by now.
 * @norm TK-15 SP-04
 */
export async function resolveTicket(
  call: Call,
  which: TicketRef | string,
  input: Input,
  options: ResolveOptions = {}
): Promise<OutputOf<typeof contract>> {
  const at = options.at ?? call.now
  const ticket = await ticketFor(call, 'ticket.resolve', which)
  checkVerb('resolve', ticket.status)
  const rootCause = options.withParentId ? input.rootCause : await concluded(call, ticket, input)
  await withdrawTasks(call, ticket)
  const solver = staffId(call.actor)
  const change = {
    ...(solver && !ticket.assignee_id ? takenBy(ticket, ticket.owner_id ?? solver, at) : {}),
    resolved_at: at,
    restored_at: ticket.kind === 'fault' ? (ticket.restored_at ?? at) : ticket.restored_at,
    resolution: input.resolution,
    root_cause: rootCause ?? ticket.root_cause
  }
  const after = await happened(call, ticket, [...wayTo(ticket), solved(ticket, { ...input, rootCause }, options)], change, at)
  if (input.withChildren) await letChildrenFollow(call, ticket, 'resolve')
  return stateOf(after)
}

/** What must happen before: somebody took it, it went on, the service works. */
function wayTo(ticket: Ticket): Happening[] {
  const begun: Happening[] =
    ticket.status === 'acknowledged'
      ? [{ name: 'ticket.accepted', to: 'inProgress' }]
      : ticket.status === 'inProgress'
        ? []
        : [{ name: 'ticket.resumed', to: 'inProgress' }]
  const restored: Happening[] = ticket.kind === 'fault' && !ticket.restored_at ? [{ name: 'ticket.restored' }] : []
  return [...begun, ...restored]
}

function solved(ticket: Ticket, { resolution, rootCause }: Input, { withParentId }: ResolveOptions): Happening {
  return {
    name: 'ticket.resolved',
    to: 'resolved',
    detail: resolution,
    data: { rootCause: rootCause ?? ticket.root_cause, ...(withParentId ? { parentId: withParentId } : {}) }
  }
}

/** The form is filled, the facts were checked, and for a complaint a root cause is known: answers it. @norm TK-21 */
async function concluded(call: Call, ticket: Ticket, input: Input): Promise<Input['rootCause']> {
  const found = await askResolveHooks(call, ticket, input)
  const rootCause = input.rootCause ?? found.rootCause
  checkFilled(ticket, { ...input, rootCause })
  return rootCause
}

function checkFilled(ticket: Ticket, { rootCause }: Input): void {
  const missing = missingFields(ticket.kind, ticket.form as TicketForm)
  if (missing.length > 0) throw refuse('required-field-missing', { fields: missing.map((field) => `form.${field}`) })
  if (ticket.kind === 'complaint' && !rootCause && !ticket.root_cause) throw refuse('root-cause-missing')
}
