import { Id, Instant, Line, Maybe, Nothing, OneOf, operation, Type } from './operation.ts'
import { TicketFilter, TicketSort } from './ticket-lists.ts'

export const ExportColumn = OneOf(
  'number',
  'kind',
  'status',
  'title',
  'description',
  'priority',
  'category',
  'channel',
  'customerName',
  'customerGrade',
  'contactName',
  'contactPhone',
  'contactEmail',
  'assignee',
  'owner',
  'firstOwner',
  'queue',
  'unit',
  'openedAt',
  'acceptedAt',
  'firstAnsweredAt',
  'resolvedAt',
  'closedAt',
  'nextDueAt',
  'tags',
  'resolution',
  'rootCause'
)

export const ExportView = Type.Object({
  id: Id,
  state: OneOf('running', 'done', 'failed', 'expired'),
  format: OneOf('csv', 'xlsx'),
  columns: Type.Array(ExportColumn),
  purpose: Type.String(),
  /** Classes of personal data that stand masked in the file. */
  masked: Type.Array(Type.String()),
  total: Maybe(Type.Integer()),
  done: Type.Integer(),
  bytes: Maybe(Type.Integer()),
  createdAt: Instant,
  finishedAt: Maybe(Instant),
  /** Until then it can be fetched, by who asked for it alone. */
  expiresAt: Instant
})

export const startExport = operation({
  id: 'startTicketExport',
  method: 'POST',
  path: '/api/exports',
  summary: { zh: '导出工单', en: 'Export tickets' },
  permission: 'ticket.export',
  input: Type.Object({
    filter: Type.Optional(TicketFilter),
    viewKey: Type.Optional(Type.String({ minLength: 1, maxLength: 40, pattern: '^[a-z0-9][a-z0-9-]*$' })),
    sort: Type.Optional(TicketSort),
    columns: Type.Array(ExportColumn, { minItems: 1, maxItems: 27, uniqueItems: true }),
    format: OneOf('csv', 'xlsx'),
    language: OneOf('zh-CN', 'en'),
    /** Written to the audit. */
    purpose: Line(200)
  }),
  output: ExportView,
  refusals: ['bulk-selection-unclear', 'export-already-running', 'export-too-large']
})

export const listExports = operation({
  id: 'listTicketExports',
  method: 'GET',
  path: '/api/exports',
  summary: { zh: '我的导出', en: 'My exports' },
  permission: 'ticket.export',
  input: Nothing,
  output: Type.Object({ items: Type.Array(ExportView) }),
  staleOn: ['export.changed']
})

export const downloadExport = operation({
  id: 'downloadTicketExport',
  method: 'GET',
  path: '/api/exports/{exportId}/file',
  summary: { zh: '下载导出文件', en: 'Fetch an export' },
  permission: 'ticket.export',
  input: Type.Object({ exportId: Id }),
  output: Nothing,
  refusals: ['export-not-ready', 'file-missing'],
  transport: 'stream'
})

export const removeExport = operation({
  id: 'removeTicketExport',
  method: 'DELETE',
  path: '/api/exports/{exportId}',
  summary: { zh: '删除导出文件', en: 'Remove an export' },
  permission: 'ticket.export',
  input: Type.Object({ exportId: Id }),
  output: Nothing
})
