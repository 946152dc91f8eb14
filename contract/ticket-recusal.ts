import { Id, Instant, Line, Maybe, OneOf, operation, type Operation, Type } from './operation.ts'
import { Person, TicketState } from './ticket-schemas.ts'

export const RecusalCause = OneOf('dispute', 'complained-about', 'own-wish', 'conflict', 'carried-over')

/** Somebody who is kept away from a ticket (TK-26). */
export const RecusalView = Type.Object({
  person: Person,
  cause: RecusalCause,
  reason: Type.String(),
  /** Null when the customer or the product did it. */
  by: Maybe(Person),
  at: Instant
})

export const recuseFromTicket = operation({
  id: 'recuseFromTicket',
  method: 'POST',
  path: '/api/tickets/{ticketId}/recusals',
  summary: { zh: '当事人回避', en: 'Keep people away from a ticket' },
  permission: 'ticket.recuse',
  input: Type.Object({
    ticketId: Id,
    staffIds: Type.Array(Id, { minItems: 1, maxItems: 10, uniqueItems: true }),
    cause: OneOf('complained-about', 'own-wish', 'conflict'),
    reason: Line(300)
  }),
  output: TicketState,
  refusals: ['assignee-unknown', 'too-many-recused']
})

export const disputeHandler = operation({
  id: 'disputeHandler',
  method: 'POST',
  path: '/api/tickets/{ticketId}/dispute',
  summary: { zh: '客户投诉处理人，立即换人', en: 'The customer complains about the handler: somebody else at once' },
  permission: 'ticket.note',
  input: Type.Object({ ticketId: Id, reason: Line(300) }),
  output: TicketState,
  refusals: ['nobody-to-recuse', 'too-many-recused']
})

export const listRecusals = operation({
  id: 'listRecusals',
  method: 'GET',
  path: '/api/tickets/{ticketId}/recusals',
  summary: { zh: '回避名单', en: 'Who is kept away from a ticket' },
  permission: 'ticket.read',
  input: Type.Object({ ticketId: Id }),
  output: Type.Object({ items: Type.Array(RecusalView), canRecuseOthers: Type.Boolean(), canRecuseSelf: Type.Boolean() }),
  staleOn: ['ticket.recused']
})

export const recusalOperations: readonly Operation[] = [recuseFromTicket, disputeHandler, listRecusals]
