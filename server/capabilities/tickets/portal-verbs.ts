import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import * as portal from '@shouwen/contract/portal-tickets'
import { type Call, type Route, serve } from '#platform/action'
import { refuse } from '#platform/refusal'
import { changeStatus } from './change-status.ts'
import { confirmWithCustomer } from './confirm-with-customer.ts'
import { readTicketFor } from './load-ticket.ts'
import { myRef } from './portal-actor.ts'
import { attachToMyTicket, downloadMyTicketFile } from './portal-files.ts'
import { listMyTickets, readMyTicket } from './portal-tickets.ts'
import { reopenTicket } from './reopen-ticket.ts'
import { customerWrote } from './tell-customer.ts'
import { isOpen } from './ticket.ts'

type Done = Record<string, never>

/** The customer's words; what waited for exactly them goes on. Refuses with `ticket-status-not-possible` once it is finished. */
async function writeToMyTicket(
  call: Call,
  { ticketId, body, fileIds }: InputOf<typeof portal.writeToMyTicket>
): Promise<Done> {
  const ticket = await readTicketFor(call, 'ticket.read', myRef(call, ticketId))
  if (!isOpen(ticket.status)) throw refuse('ticket-status-not-possible', { from: ticket.status, verb: 'write' })
  await customerWrote(call, myRef(call, ticketId), { body, channel: 'portal', fileIds })
  return {}
}

/** The customer's word on whether it is solved. @norm IQ-09 TK-17 SP-12 */
async function confirmMyTicket(
  call: Call,
  { ticketId, ...answer }: InputOf<typeof portal.confirmMyTicket>
): Promise<Done> {
  await confirmWithCustomer(call, myRef(call, ticketId), { channel: 'portal', ...answer })
  return {}
}

/** @norm IQ-09 */
async function reopenMyTicket(
  call: Call,
  { ticketId, reason }: InputOf<typeof portal.reopenMyTicket>
): Promise<OutputOf<typeof portal.reopenMyTicket>> {
  const { followUp, ticket } = await reopenTicket(call, myRef(call, ticketId), { reason })
  return { ticketId: ticket.id, followUp }
}

async function withdrawMyTicket(
  call: Call,
  { ticketId, reason }: InputOf<typeof portal.withdrawMyTicket>
): Promise<Done> {
  await changeStatus(call, myRef(call, ticketId), { to: 'cancelled', reason: reason ?? '客户撤回' })
  return {}
}

export const portalRoutes: Route[] = [
  serve(portal.listMyTickets, listMyTickets),
  serve(portal.readMyTicket, readMyTicket),
  serve(portal.writeToMyTicket, writeToMyTicket),
  serve(portal.attachToMyTicket, attachToMyTicket),
  serve(portal.downloadMyTicketFile, downloadMyTicketFile),
  serve(portal.confirmMyTicket, confirmMyTicket),
  serve(portal.reopenMyTicket, reopenMyTicket),
  serve(portal.withdrawMyTicket, withdrawMyTicket)
]
