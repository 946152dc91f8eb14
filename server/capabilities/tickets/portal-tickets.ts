import type { InputOf, OutputOf, Static } from '@shouwen/contract/operation'
import type * as portal from '@shouwen/contract/portal-tickets'
import type { Call } from '#platform/action'
import { cursorOf, openTimeCursor } from '#platform/paging'
import { clocksOf } from '#capabilities/norms'
import { staffNames } from '#capabilities/people'
import { rulebook } from '#server/rulebook'
import { customerTicketView, nextPromise, promisedToCustomer, stepNames } from './customer-ticket-view.ts'
import { readTicketFor, type Ticket } from './load-ticket.ts'
import { customerOf, myRef } from './portal-actor.ts'
import { filesForCustomer } from './portal-files.ts'
import { verbPossible } from './ticket.ts'
import { ticketsOfCustomer } from './tickets-of-customer.ts'

/** The customer's tickets, newest first, each with its step, its next promise and who answers for it. @norm TK-16 CC-27 */
export async function listMyTickets(
  call: Call,
  input: InputOf<typeof portal.listMyTickets>
): Promise<OutputOf<typeof portal.listMyTickets>> {
  const { id: customerId, regionId } = customerOf(call)
  const limit = input.limit ?? 20
  const { items, more } = await ticketsOfCustomer(
    call,
    { regionId, customerId },
    { openOnly: input.openOnly, before: openTimeCursor(input.cursor), limit }
  )
  const clocks = await clocksOf(
    call,
    regionId,
    'ticket',
    items.map((ticket) => ticket.id)
  )
  const people = await staffNames(
    call.tx,
    items.map((ticket) => ticket.owner_id)
  )
  const item = (ticket: Ticket): Static<typeof portal.MyTicketItem> => ({
    id: ticket.id,
    number: ticket.number,
    title: ticket.title,
    kind: ticket.kind,
    step: stepNames[ticket.status],
    openedAt: ticket.opened_at.toISOString(),
    stepAt: ticket.status_at.toISOString(),
    ownerJobNumber: people.get(ticket.owner_id ?? '')?.jobNumber ?? null,
    nextPromise: nextPromise(clocks.get(ticket.id) ?? [], call.now),
    needed: neededOf(ticket)
  })
  const last = more ? items.at(-1) : undefined
  return { items: items.map(item), nextCursor: last ? cursorOf([last.opened_at.toISOString(), last.id]) : null }
}

/** One ticket as its customer sees it: nothing softened, nothing of ours among ourselves. @norm TK-16 CC-27 IQ-06 */
export async function readMyTicket(
  call: Call,
  { ticketId }: InputOf<typeof portal.readMyTicket>
): Promise<OutputOf<typeof portal.readMyTicket>> {
  const ref = myRef(call, ticketId)
  const ticket = await readTicketFor(call, 'ticket.read', ref)
  const view = await customerTicketView(call, ref)
  const clocks = (await clocksOf(call, ref.regionId, 'ticket', [ticketId])).get(ticketId) ?? []
  return {
    ...view,
    id: ticket.id,
    needed: neededOf(ticket),
    asked: ownWords.has(ticket.channel) ? ticket.description : null,
    promises: clocks
      .filter(promisedToCustomer)
      .map(({ id, title, state, startedAt, dueAt, atRiskAt, stoppedAt, remainingMs }) => ({
        id,
        ...title,
        state,
        startedAt,
        dueAt,
        atRiskAt,
        stoppedAt,
        remainingMs
      })),
    files: await filesForCustomer(call, ticket),
    can: canNow(ticket)
  }
}

/** Channels on which the customer writes; on the others a description is in our words and may hold what is ours. */
const ownWords = new Set(['chat', 'portal', 'email'])

function neededOf({ status, status_reason }: Pick<Ticket, 'status' | 'status_reason'>) {
  if (status !== 'pending') return null
  const reason = rulebook().pauseReasons[status_reason ?? '']
  return reason ? { zh: reason.zh, en: reason.en } : null
}

function canNow({ status, closed_at }: Ticket): ('write' | 'confirm' | 'reopen' | 'withdraw')[] {
  return [
    ...(verbPossible('edit', status) ? (['write'] as const) : []),
    ...(verbPossible('confirm', status) ? (['confirm'] as const) : []),
    ...(closed_at !== null && verbPossible('reopen', status) ? (['reopen'] as const) : []),
    ...(verbPossible('cancel', status) ? (['withdraw'] as const) : [])
  ]
}
