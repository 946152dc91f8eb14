import { ComplaintView } from './complaint-schemas.ts'
import { events } from './events.ts'
import { Id, type Operation, operation, Type } from './operation.ts'
import type { RefusalEntry } from './refusals.ts'

// Complaints beside their tickets: intake from every source, several axes, focus, levels of handling and escalation.

export const readComplaint = operation({
  id: 'readComplaint',
  method: 'GET',
  path: '/api/complaints/{ticketId}',
  summary: { zh: '投诉案卷', en: 'The file of a complaint' },
  permission: 'ticket.read',
  input: Type.Object({ ticketId: Id }),
  output: ComplaintView,
  refusals: ['ticket-not-a-complaint'],
  staleOn: ['ticket.edited', 'complaint.taken']
})

export const complaintRefusals = {
  'ticket-not-a-complaint': { status: 422, zh: '这张工单不是投诉', en: 'This ticket is not a complaint' }
} as const satisfies Record<string, RefusalEntry>

export const complaintEvents = events({
  'complaint.taken': { subject: 'ticket', zh: '登记投诉来源', en: 'complaint taken from its source' }
})

export const complaintOperations: readonly Operation[] = [readComplaint]
