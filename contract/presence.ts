import { events } from './events.ts'
import { Code, Id, Instant, Line, Maybe, Nothing, OneOf, type Operation, operation, PhraseSchema, RegionId, type Static, Text, Type } from './operation.ts'
import type { RefusalEntry } from './refusals.ts'
import { Person } from './ticket-schemas.ts'

// Who is at work and what they do: the states are data (rulebook/routing/presence.yaml).

export const presenceStale = ['presence.changed', 'contact.offered', 'contact.accepted', 'contact.returned', 'contact.left-queue', 'contact.released'] as const

export const PresenceView = Type.Object({
  staffId: Id,
  /** A state of the rulebook as it is now; talking and wrap-up come and go by themselves. */
  state: Type.String(),
  /** A reason of the rulebook, or the person's own words. */
  reason: Maybe(Type.String()),
  /** Chosen while serving: begins when the contact and its wrap-up are over. */
  nextState: Maybe(Type.String()),
  /** Contacts are offered in this state. */
  takes: Type.Boolean(),
  /** Chats at once. */
  capacity: Type.Integer(),
  /** Contacts offered to or served by the person now. */
  load: Type.Integer(),
  since: Instant,
  wrapUntil: Maybe(Instant),
  /** A supervisor set the state. */
  setByOther: Type.Boolean()
})
export type PresenceView = Static<typeof PresenceView>

export const presenceStates = operation({
  id: 'presenceStates',
  method: 'GET',
  path: '/api/presence/states',
  summary: { zh: '在岗状态与原因', en: 'States of presence and their reasons' },
  permission: 'signed-in',
  input: Nothing,
  output: Type.Object({
    states: Type.Array(
      Type.Object({
        code: Type.String(),
        ...PhraseSchema.properties,
        by: OneOf('person', 'supervisor', 'system'),
        takes: Type.Boolean(),
        atSeat: Type.Boolean(),
        counts: OneOf('ready', 'busy', 'paused', 'none'),
        mostMinutes: Maybe(Type.Integer())
      })
    ),
    reasons: Type.Array(Type.Object({ code: Type.String(), ...PhraseSchema.properties }))
  })
})

export const getPresence = operation({
  id: 'getPresence',
  method: 'GET',
  path: '/api/presence',
  summary: { zh: '我的在岗状态', en: 'My presence' },
  permission: 'contact.answer',
  input: Nothing,
  output: PresenceView,
  staleOn: [...presenceStale]
})

export const setPresence = operation({
  id: 'setPresence',
  method: 'PUT',
  path: '/api/presence',
  summary: { zh: '设置在岗状态与同时接待数', en: 'Set presence and how many chats at once' },
  permission: 'contact.answer',
  input: Type.Object({
    state: Code,
    capacity: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
    reason: Type.Optional(Line(100)),
    /** With signing out of the seat the sign-in ends too, though the machine stays on. */
    endSession: Type.Optional(Type.Boolean())
  }),
  output: PresenceView,
  refusals: ['presence-capacity-too-high', 'presence-chats-open', 'presence-state-unknown']
})

export const beatPresence = operation({
  id: 'beatPresence',
  method: 'POST',
  path: '/api/presence/beat',
  summary: { zh: '在岗心跳', en: 'Still at the desk' },
  permission: 'contact.answer',
  input: Type.Object({
    /** Since when nobody touched keyboard or mouse. */
    idleSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 604_800 })),
    /** The screen is locked. */
    locked: Type.Optional(Type.Boolean())
  }),
  output: Type.Object({ state: Type.String(), nextBeatSeconds: Type.Integer() })
})

export const endWrapUp = operation({
  id: 'endWrapUp',
  method: 'POST',
  path: '/api/presence/wrap-up/end',
  summary: { zh: '结束话后处理', en: 'End my wrap-up' },
  permission: 'contact.answer',
  input: Nothing,
  output: PresenceView
})

export const listPresence = operation({
  id: 'listPresence',
  method: 'GET',
  path: '/api/presence/desk',
  summary: { zh: '在岗情况', en: 'Who is at the desk' },
  permission: 'contact.read',
  input: Type.Object({}),
  output: Type.Object({ items: Type.Array(Type.Object({ ...PresenceView.properties, person: Person })) }),
  staleOn: [...presenceStale]
})

const Seat = { regionId: RegionId, staffId: Id }

export const setStaffPresence = operation({
  id: 'setStaffPresence',
  method: 'PUT',
  path: '/api/floor/{regionId}/seats/{staffId}/presence',
  summary: { zh: '变更他人的在岗状态', en: "Change somebody's presence" },
  permission: 'floor.supervise',
  /** The note says why, and stands in the history and the audit. Signing out gives waiting customers back to the queue. @norm WF-24 */
  input: Type.Object({ ...Seat, state: Code, note: Text(500) }),
  output: PresenceView,
  refusals: ['presence-state-unknown', 'presence-chats-open']
})

export const PresenceInterval = Type.Object({
  staffId: Id,
  state: Type.String(),
  reason: Maybe(Type.String()),
  startedAt: Instant,
  /** Null: still so. */
  endedAt: Maybe(Instant),
  setBy: Maybe(Person),
  note: Maybe(Type.String())
})

export const listStaffIntervals = operation({
  id: 'listStaffIntervals',
  method: 'GET',
  path: '/api/floor/{regionId}/seats/{staffId}/intervals',
  summary: { zh: '在岗状态历史', en: 'History of states' },
  permission: 'floor.read',
  /** What overlaps this time, the earliest first; at most 8 days at once. */
  input: Type.Object({ ...Seat, from: Instant, until: Instant }),
  output: Type.Object({ items: Type.Array(PresenceInterval) }),
  refusals: ['period-too-long'],
  staleOn: ['presence.changed']
})

export const presenceRefusals = {
  'presence-capacity-too-high': { status: 422, zh: '同时接待数超过上限', en: 'More chats at once than allowed' },
  'presence-chats-open': { status: 409, zh: '还有接待中的会话，请先结束或转接', en: 'Contacts are still open; end or transfer them first' },
  'presence-state-unknown': { status: 422, zh: '没有这个状态，或不能由您设置', en: 'There is no such state, or it is not yours to set' },
  'period-too-long': { status: 422, zh: '时间范围过长或无效', en: 'The period is too long, or ends before it begins' }
} as const satisfies Record<string, RefusalEntry>

export const presenceEvents = events({
  'presence.changed': { subject: 'staff', crowded: true, zh: '在岗状态变更', en: 'presence changed' }
})

export const presenceOperations: readonly Operation[] = [presenceStates, getPresence, setPresence, beatPresence, endWrapUp, listPresence, setStaffPresence, listStaffIntervals]
