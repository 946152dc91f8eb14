import { findComplaintByNumber, listComplaints, listComplaintSources, takeComplaint } from './complaint-intake.ts'
import { ComplaintView } from './complaint-schemas.ts'
import { events } from './events.ts'
import { Id, type Operation, operation, Type } from './operation.ts'
import type { RefusalEntry } from './refusals.ts'

export * from './complaint-intake.ts'

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
  'ticket-not-a-complaint': { status: 422, zh: '这张工单不是投诉', en: 'This ticket is not a complaint' },
  'complaint-source-unknown': { status: 422, zh: '没有这个投诉来源', en: 'There is no such source of complaints' },
  'complaint-number-known': { status: 409, zh: '该来源编号已经登记过', en: "A complaint with this sender's number was taken before" },
  'complaint-received-when': { status: 422, zh: '收到时间晚于现在或过于久远', en: 'The time of receipt is in the future or too long ago' }
} as const satisfies Record<string, RefusalEntry>

export const complaintEvents = events({
  'complaint.scored': { subject: 'ticket', zh: '投诉评分变化', en: 'complaint scored anew' },
  'complaint.escalated': { subject: 'ticket', zh: '投诉升级或降级', en: 'complaint escalated' },
  'complaint.taken': { subject: 'ticket', zh: '登记投诉来源', en: 'complaint taken from its source' }
})

export const complaintOperations: readonly Operation[] = [listComplaintSources, takeComplaint, findComplaintByNumber, listComplaints, readComplaint]
