import { Id, Line, Maybe, Nothing, OneOf, operation, PhraseSchema, Type } from './operation.ts'
import { Person } from './ticket-schemas.ts'
import { TicketCount, TicketFilter, TicketSort } from './ticket-lists.ts'
import { promiseChanged, ticketChanged } from './tickets.ts'

/** Key of a view: the name of one that comes with the product, or the id of a saved one. */
const ViewKey = Type.String({ minLength: 1, maxLength: 40, pattern: '^[a-z0-9][a-z0-9-]*$' })
/** me: only its maker sees it · unit: the maker's unit and all below · region: everybody in the region. */
export const Sharing = OneOf('me', 'unit', 'region')
/** Columns of the list beside number, title and promise. */
export const ViewColumn = OneOf(
  'kind',
  'status',
  'priority',
  'category',
  'channel',
  'customer',
  'assignee',
  'owner',
  'queue',
  'unit',
  'openedAt',
  'updatedAt',
  'closedAt',
  'tags'
)

const ViewContent = {
  name: Line(60),
  filter: TicketFilter,
  sort: TicketSort,
  columns: Type.Array(ViewColumn, { maxItems: 14, uniqueItems: true })
}

export const ViewView = Type.Object({
  key: ViewKey,
  /** Comes with the product; cannot be changed, but hidden and moved. */
  builtIn: Type.Boolean(),
  name: PhraseSchema,
  filter: TicketFilter,
  sort: TicketSort,
  columns: Type.Array(ViewColumn),
  sharing: Sharing,
  unitId: Maybe(Id),
  owner: Maybe(Person),
  mine: Type.Boolean(),
  /** I may change and remove it. */
  editable: Type.Boolean(),
  hidden: Type.Boolean(),
  version: Type.Integer()
})

export const listViews = operation({
  id: 'listViews',
  method: 'GET',
  path: '/api/views',
  summary: { zh: '视图', en: 'Views' },
  permission: 'ticket.read',
  input: Nothing,
  /** In the order the reader has put them. */
  output: Type.Object({ items: Type.Array(ViewView) }),
  staleOn: ['view.changed']
})

export const countViews = operation({
  id: 'countViews',
  method: 'GET',
  path: '/api/views/counts',
  summary: { zh: '各视图的工单数', en: 'How many tickets the views hold' },
  permission: 'ticket.read',
  /** Absent: every view the reader has not hidden. Counts are at most five seconds old. */
  input: Type.Object({ keys: Type.Optional(Type.Array(ViewKey, { maxItems: 40, uniqueItems: true })) }),
  output: Type.Object({ items: Type.Array(Type.Object({ key: ViewKey, ...TicketCount.properties })) }),
  staleOn: [...ticketChanged, ...promiseChanged, 'view.changed']
})

export const saveView = operation({
  id: 'saveView',
  method: 'POST',
  path: '/api/views',
  summary: { zh: '保存视图', en: 'Save a view' },
  permission: 'ticket.read',
  /** Sharing with others needs `view.share` there. */
  input: Type.Object({ ...ViewContent, sharing: Sharing, unitId: Type.Optional(Id) }),
  output: ViewView,
  refusals: ['too-many-views']
})

export const editView = operation({
  id: 'editView',
  method: 'PUT',
  path: '/api/views/{viewId}',
  summary: { zh: '修改视图', en: 'Change a view' },
  permission: 'ticket.read',
  input: Type.Object({
    viewId: Id,
    version: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
    ...ViewContent,
    sharing: Sharing,
    unitId: Type.Optional(Id)
  }),
  output: ViewView,
  refusals: ['changed-meanwhile']
})

export const removeView = operation({
  id: 'removeView',
  method: 'DELETE',
  path: '/api/views/{viewId}',
  summary: { zh: '删除视图', en: 'Remove a view' },
  permission: 'ticket.read',
  input: Type.Object({ viewId: Id }),
  output: Nothing
})

export const arrangeViews = operation({
  id: 'arrangeViews',
  method: 'PUT',
  path: '/api/my/views',
  summary: { zh: '排列我的视图', en: 'Arrange my views' },
  permission: 'ticket.read',
  /** The whole order as the reader wants it; views not named come after, as they are. */
  input: Type.Object({ order: Type.Array(Type.Object({ key: ViewKey, hidden: Type.Boolean() }), { maxItems: 200 }) }),
  output: Nothing
})
