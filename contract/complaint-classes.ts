import { AskedValues, Coded, ComplaintView, LevelView } from './complaint-schemas.ts'
import { Code, Id, Line, Maybe, operation, Type } from './operation.ts'

// How a complaint is classed, and what is known of it.

export const readComplaintChoices = operation({
  id: 'readComplaintChoices',
  method: 'GET',
  path: '/api/complaint-choices',
  summary: { zh: '投诉用词', en: 'Words complaints are described with' },
  permission: 'ticket.read',
  input: Type.Object({}),
  output: Type.Object({
    causes: Type.Array(Coded),
    channelLevels: Type.Array(Coded),
    triggers: Type.Array(Coded),
    levels: Type.Object({ internal: Type.Array(LevelView), external: Type.Array(LevelView) }),
    /** How soon and how late the customer may be told to hear again. */
    nextContact: Type.Object({ leastMinutes: Type.Integer(), mostMinutes: Type.Integer() })
  })
})

export const readComplaint = operation({
  id: 'readComplaint',
  method: 'GET',
  path: '/api/complaints/{ticketId}',
  summary: { zh: '投诉案卷', en: 'The file of a complaint' },
  permission: 'ticket.read',
  input: Type.Object({ ticketId: Id }),
  output: ComplaintView,
  refusals: ['ticket-not-a-complaint'],
  staleOn: [
    'ticket.edited', 'ticket.resolved', 'ticket.reopened', 'ticket.transferred', 'ticket.accepted', 'ticket.file-attached', 'ticket.merged', 'complaint.taken', 'complaint.classified', 'complaint.scored', 'complaint.focused',
    'complaint.escalated', 'complaint.submitted', 'complaint.handed-to-city', 'complaint.city-answered', 'complaint.taken-back'
  ]
})

export const classifyComplaint = operation({
  id: 'classifyComplaint',
  method: 'PATCH',
  path: '/api/complaints/{ticketId}',
  summary: { zh: '投诉定性', en: 'Classify a complaint' },
  permission: 'complaint.classify',
  input: Type.Object({
    ticketId: Id,
    cause: Type.Optional(Maybe(Code)),
    /** The form of the category, whole; unfinished is allowed. */
    leafForm: Type.Optional(AskedValues)
  }),
  output: ComplaintView,
  refusals: ['ticket-not-a-complaint', 'complaint-cause-unknown', 'complaint-has-no-leaf', 'ticket-avoids-person']
})

export const confirmEvidence = operation({
  id: 'confirmEvidence',
  method: 'PUT',
  path: '/api/complaints/{ticketId}/evidence/{code}',
  summary: { zh: '确认证据', en: 'Confirm a piece of evidence' },
  permission: 'complaint.classify',
  input: Type.Object({ ticketId: Id, code: Code, there: Type.Boolean(), note: Type.Optional(Line(200)) }),
  output: ComplaintView,
  refusals: ['ticket-not-a-complaint', 'complaint-evidence-unknown', 'complaint-has-no-leaf', 'ticket-avoids-person']
})
