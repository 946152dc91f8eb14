import { Id, Instant, Line, Maybe, Nothing, OneOf, operation, Page, Paging, Text, Type } from './operation.ts'
import { TicketState } from './ticket-schemas.ts'
import { Priority, TicketStatus } from './ticket-words.ts'
import { ticketChanged } from './tickets.ts'

const TicketId = { ticketId: Id }

export const linkTickets = operation({
  id: 'linkTickets',
  method: 'POST',
  path: '/api/tickets/{ticketId}/links',
  summary: { zh: '关联工单', en: 'Link tickets' },
  permission: 'ticket.note',
  input: Type.Object({ ...TicketId, otherId: Id, kind: OneOf('duplicate', 'related', 'caused-by') }),
  output: Nothing,
  refusals: ['ticket-other-region']
})

export const unlinkTickets = operation({
  id: 'unlinkTickets',
  method: 'DELETE',
  path: '/api/tickets/{ticketId}/links/{otherId}',
  summary: { zh: '取消关联', en: 'Remove a link' },
  permission: 'ticket.note',
  input: Type.Object({ ...TicketId, otherId: Id }),
  output: Nothing
})

export const mergeTickets = operation({
  id: 'mergeTickets',
  method: 'POST',
  path: '/api/tickets/{ticketId}/merge',
  summary: { zh: '并入另一张工单', en: 'Merge into another ticket' },
  permission: 'ticket.merge',
  /** The ticket of the path ends; `intoId` goes on and keeps both histories. */
  input: Type.Object({ ...TicketId, intoId: Id, reason: Line(300) }),
  output: TicketState,
  refusals: ['ticket-status-not-possible', 'ticket-already-merged', 'ticket-other-region', 'under-legal-hold']
})

export const splitTicket = operation({
  id: 'splitTicket',
  method: 'POST',
  path: '/api/tickets/{ticketId}/split',
  summary: { zh: '拆分工单', en: 'Split a ticket' },
  permission: 'ticket.merge',
  input: Type.Object({ ...TicketId, title: Line(200), description: Text(20_000), reason: Line(300) }),
  output: TicketState,
  refusals: ['ticket-status-not-possible']
})

export const setParent = operation({
  id: 'setParent',
  method: 'PUT',
  path: '/api/tickets/{ticketId}/parent',
  summary: { zh: '挂到主工单', en: 'Put below a parent ticket' },
  permission: 'ticket.merge',
  input: Type.Object({ ...TicketId, parentId: Maybe(Id) }),
  output: TicketState,
  refusals: ['ticket-status-not-possible', 'ticket-parent-loop', 'ticket-other-region']
})

export const listChildren = operation({
  id: 'listChildren',
  method: 'GET',
  path: '/api/tickets/{ticketId}/children',
  summary: { zh: '子工单', en: 'Children of a ticket' },
  permission: 'ticket.read',
  input: Type.Object({ ...TicketId, ...Paging }),
  output: Page(
    Type.Object({
      id: Id,
      number: Type.String(),
      title: Type.String(),
      status: TicketStatus,
      priority: Priority,
      customerName: Maybe(Type.String()),
      nextDueAt: Maybe(Instant)
    })
  ),
  staleOn: ticketChanged
})
