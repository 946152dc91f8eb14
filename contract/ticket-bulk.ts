import { Id, Instant, Maybe, OneOf, operation, Page, Paging, Type } from './operation.ts'
import { TicketFilter } from './ticket-lists.ts'
import { MacroSteps } from './ticket-macros.ts'
import { Person } from './ticket-schemas.ts'

/** Which tickets: those named, those a filter holds now, or those of a view. Exactly one of the three. */
const Selection = {
  ids: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 500, uniqueItems: true })),
  filter: Type.Optional(TicketFilter),
  viewKey: Type.Optional(Type.String({ minLength: 1, maxLength: 40, pattern: '^[a-z0-9][a-z0-9-]*$' }))
}
/** What is done to each: steps, or those of a macro. Exactly one of the two. */
const Order = { steps: Type.Optional(MacroSteps), macroId: Type.Optional(Id) }
const wrong = ['bulk-selection-unclear', 'bulk-too-many', 'macro-variable-unknown'] as const

export const previewBulkChange = operation({
  id: 'previewBulkChange',
  method: 'POST',
  path: '/api/bulk-changes/preview',
  summary: { zh: '预览批量操作', en: 'Preview a bulk change' },
  permission: 'ticket.bulk',
  input: Type.Object({ ...Selection, ...Order }),
  output: Type.Object({
    total: Type.Integer(),
    /** By permission and status; what only the ticket itself can tell shows when it is done. */
    possible: Type.Integer(),
    notPermitted: Type.Integer(),
    statusNotPossible: Type.Integer()
  }),
  refusals: wrong
})

export const BulkChangeView = Type.Object({
  id: Id,
  state: OneOf('running', 'done', 'undoing', 'undone'),
  steps: MacroSteps,
  by: Maybe(Person),
  total: Type.Integer(),
  /** How many tickets stand how. */
  outcomes: Type.Object({
    waiting: Type.Integer(),
    done: Type.Integer(),
    refused: Type.Integer(),
    undone: Type.Integer(),
    partly: Type.Integer(),
    kept: Type.Integer()
  }),
  createdAt: Instant,
  finishedAt: Maybe(Instant),
  /** Until then it can be undone. */
  undoUntil: Maybe(Instant)
})

export const startBulkChange = operation({
  id: 'startBulkChange',
  method: 'POST',
  path: '/api/bulk-changes',
  summary: { zh: '批量操作', en: 'Change tickets in bulk' },
  permission: 'ticket.bulk',
  input: Type.Object({ ...Selection, ...Order }),
  output: BulkChangeView,
  refusals: wrong
})

export const listBulkChanges = operation({
  id: 'listBulkChanges',
  method: 'GET',
  path: '/api/bulk-changes',
  summary: { zh: '我的批量操作', en: 'My bulk changes' },
  permission: 'ticket.bulk',
  input: Type.Object({ limit: Paging.limit }),
  output: Type.Object({ items: Type.Array(BulkChangeView) }),
  staleOn: ['bulk.changed']
})

export const readBulkChange = operation({
  id: 'readBulkChange',
  method: 'GET',
  path: '/api/bulk-changes/{bulkId}',
  summary: { zh: '批量操作进度', en: 'How a bulk change goes' },
  permission: 'ticket.bulk',
  input: Type.Object({ bulkId: Id }),
  output: BulkChangeView,
  staleOn: ['bulk.changed']
})

export const listBulkItems = operation({
  id: 'listBulkItems',
  method: 'GET',
  path: '/api/bulk-changes/{bulkId}/items',
  summary: { zh: '批量操作明细', en: 'What became of each ticket' },
  permission: 'ticket.bulk',
  input: Type.Object({
    bulkId: Id,
    outcome: Type.Optional(OneOf('waiting', 'done', 'refused', 'undone', 'partly', 'kept')),
    ...Paging
  }),
  output: Page(
    Type.Object({
      ticketId: Id,
      number: Type.String(),
      title: Type.String(),
      outcome: OneOf('waiting', 'done', 'refused', 'undone', 'partly', 'kept'),
      /** Code of the refusal. */
      refusal: Maybe(Type.String()),
      /** Fields that were not put back when it was undone. */
      kept: Type.Array(Type.String())
    })
  ),
  staleOn: ['bulk.changed']
})

export const undoBulkChange = operation({
  id: 'undoBulkChange',
  method: 'POST',
  path: '/api/bulk-changes/{bulkId}/undoing',
  summary: { zh: '撤销批量操作', en: 'Undo a bulk change' },
  permission: 'ticket.bulk',
  input: Type.Object({ bulkId: Id }),
  output: BulkChangeView,
  refusals: ['bulk-undo-not-possible']
})
