import { events } from './events.ts'
import { Id, Instant, Line, Maybe, OneOf, type Operation, operation, Page, Paging, RegionId, Text, Type } from './operation.ts'
import type { RefusalEntry } from './refusals.ts'
import { Person } from './ticket-schemas.ts'

// The same matter again: two complaints that are one, and complaints that come back.

export const SameMatterView = Type.Object({
  regionId: Type.Integer(),
  ticket: Type.Object({ id: Id, number: Type.String(), title: Type.String(), status: Type.String(), channel: Type.String() }),
  earlier: Type.Object({ id: Id, number: Type.String(), title: Type.String(), status: Type.String(), channel: Type.String() }),
  /** duplicate: the earlier one was open still; repeat: it had been ended. */
  kind: OneOf('duplicate', 'repeat'),
  matchedBy: OneOf('customer', 'phone'),
  secondsBetween: Type.Integer(),
  /** Which complaint about it this is. */
  nth: Type.Integer(),
  category: Maybe(Type.String()),
  /** Who ended the earlier one: it counts in their score. */
  earlierCloser: Maybe(Person),
  foundAt: Instant,
  state: OneOf('open', 'merged', 'apart', 'reviewed'),
  settledBy: Maybe(Person),
  settledAt: Maybe(Instant),
  reason: Maybe(Type.String()),
  can: Type.Object({ merge: Type.Boolean(), review: Type.Boolean() })
})

const changes = ['complaint.same-matter', 'complaint.repeated', 'complaint.same-matter-settled', 'ticket.merged', 'ticket.closed', 'ticket.resolved'] as const

export const listSameMatters = operation({
  id: 'listSameMatters',
  method: 'GET',
  path: '/api/complaint-patterns/same-matters',
  summary: { zh: '重复投诉与并案', en: 'Complaints that are the same matter again' },
  permission: 'improvement.read',
  input: Type.Object({
    ...Paging,
    regionId: Type.Optional(RegionId),
    kind: Type.Optional(OneOf('duplicate', 'repeat')),
    open: Type.Optional(Type.Boolean()),
    closerId: Type.Optional(Id)
  }),
  output: Page(SameMatterView),
  staleOn: changes
})

export const readSameMatter = operation({
  id: 'readSameMatter',
  method: 'GET',
  path: '/api/tickets/{ticketId}/same-matter',
  summary: { zh: '是否同一事项', en: 'Whether it is the same matter again' },
  permission: 'ticket.read',
  input: Type.Object({ ticketId: Id }),
  output: Type.Object({ item: Maybe(SameMatterView) }),
  staleOn: changes
})

export const settleSameMatter = operation({
  id: 'settleSameMatter',
  method: 'POST',
  path: '/api/tickets/{ticketId}/same-matter',
  summary: { zh: '并案或保留', en: 'Merge, or keep apart' },
  permission: 'ticket.merge',
  input: Type.Object({ ticketId: Id, decision: OneOf('merge', 'apart'), reason: Line(300) }),
  output: SameMatterView,
  refusals: ['same-matter-none', 'same-matter-settled', 'ticket-status-not-possible', 'ticket-already-merged']
})

export const reviewRepeat = operation({
  id: 'reviewRepeat',
  method: 'POST',
  path: '/api/tickets/{ticketId}/repeat-review',
  summary: { zh: '复核重复投诉的处理', en: 'A second person looks at how a repeated complaint was handled' },
  permission: 'improvement.decide',
  input: Type.Object({ ticketId: Id, finding: Text(2000) }),
  output: SameMatterView,
  refusals: ['same-matter-none', 'same-matter-settled', 'repeat-own-work']
})

export const patternRefusals = {
  'same-matter-none': { status: 409, zh: '没有发现与此同一事项的投诉', en: 'No complaint about the same matter was found' },
  'same-matter-settled': { status: 409, zh: '已作出决定', en: 'This was decided already' },
  'repeat-own-work': { status: 403, zh: '处理人不能复核自己的处理', en: 'Whoever handled it cannot review it' }
} as const satisfies Record<string, RefusalEntry>

export const patternEvents = events({
  'complaint.same-matter': { subject: 'ticket', zh: '发现同一事项的另一投诉', en: 'another complaint about the same matter found' },
  'complaint.repeated': { subject: 'ticket', zh: '重复投诉', en: 'complaint repeated' },
  'complaint.same-matter-settled': { subject: 'ticket', zh: '同一事项已裁定', en: 'same matter decided' }
})

export const patternOperations: readonly Operation[] = [listSameMatters, readSameMatter, settleSameMatter, reviewRepeat]
