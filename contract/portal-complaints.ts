import { ComplaintProof } from './legal-evidence.ts'
import { Id, Instant, Maybe, OneOf, type Operation, operation, PhraseSchema, Type } from './operation.ts'

// What a customer sees of their own complaint beside its ticket: which departments work on it, and where else they may turn.

const TicketId = { ticketId: Id }

export const readMyComplaint = operation({
  id: 'readMyComplaint',
  method: 'GET',
  path: '/api/portal/complaints/{ticketId}',
  summary: { zh: '我的投诉：办理部门与申诉途径', en: 'My complaint: who works on it, and where else to turn' },
  permission: 'customer',
  input: Type.Object(TicketId),
  output: Type.Object({
    /** Departments asked for something, oldest first; never who. */
    departments: Type.Array(Type.Object({ ...PhraseSchema.properties, state: OneOf('asked', 'working', 'done'), since: Instant })),
    appeal: Type.Object({
      /** open: the office takes an appeal now; later: once our time to answer is over. */
      state: OneOf('open', 'later'),
      because: Maybe(OneOf('unanswered', 'answered')),
      /** When our time to answer ends; null when no such clock runs. */
      from: Maybe(Instant),
      offices: Type.Array(
        Type.Object({
          code: Type.String(),
          ...PhraseSchema.properties,
          for: PhraseSchema,
          ways: Type.Array(Type.Object({ kind: OneOf('phone', 'web', 'letter'), value: Type.String() }))
        })
      )
    })
  }),
  refusals: ['ticket-not-a-complaint'],
  staleOn: ['ticket.answered', 'ticket.resolved', 'ticket.reopened', 'task.assigned', 'task.accepted', 'task.done', 'task.withdrawn', 'promise.broken']
})

export const readMyProof = operation({
  id: 'readMyProof',
  method: 'GET',
  path: '/api/portal/complaints/{ticketId}/proof',
  summary: { zh: '我的投诉证明', en: 'Proof of my complaint' },
  permission: 'customer',
  input: Type.Object(TicketId),
  output: ComplaintProof
})

export const portalComplaintOperations: readonly Operation[] = [readMyComplaint, readMyProof]
