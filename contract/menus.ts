import { ContactLanguage } from './contact-words.ts'
import { events } from './events.ts'
import { Id, Instant, Line, Maybe, OneOf, type Operation, operation, PhraseSchema, RegionId, type Static, Type } from './operation.ts'
import type { RefusalEntry } from './refusals.ts'

// Menus as customers walk them, by chat, in the portal's call and on an exchange, and the announcements said first.

export const MenuChannel = OneOf('phone', 'chat')

/** The keys somebody went through; `-` stands for silence. Read again by the server with the same kernel. */
export const MenuPath = Type.String({ maxLength: 40, pattern: '^[0-9*#-]*$' })

const PersonWanted = Type.Object({ kind: Type.Optional(Type.String()), category: Type.Optional(Type.String()), queue: Type.Optional(Type.String()) })

const MenuOption = Type.Object({
  key: Type.String(),
  ...PhraseSchema.properties,
  go: Type.Optional(Type.String()),
  person: Type.Optional(PersonWanted),
  answer: Type.Optional(Type.String()),
  language: Type.Optional(ContactLanguage),
  back: Type.Optional(Type.Literal(true))
})

const MenuShape = Type.Object({
  id: Type.String(),
  greeting: PhraseSchema,
  begin: Type.String(),
  person: PersonWanted,
  nodes: Type.Record(
    Type.String(),
    Type.Object({
      says: PhraseSchema,
      hours: Type.Optional(Type.Object({ calendar: Type.String(), otherwise: Type.String() })),
      options: Type.Array(MenuOption)
    })
  )
})

const NoticeShown = Type.Object({ id: Id, ...PhraseSchema.properties })

export const readMenu = operation({
  id: 'readMenu',
  method: 'GET',
  path: '/api/portal/menu',
  summary: { zh: '语音与在线菜单', en: 'The menu of a channel as it is now' },
  permission: 'visitor',
  input: Type.Object({ channel: MenuChannel, regionId: Type.Optional(RegionId), language: Type.Optional(ContactLanguage) }),
  output: Type.Object({
    menu: MenuShape,
    rules: Type.Object({ personKey: Type.String(), tries: Type.Integer(), mostSteps: Type.Integer(), waitSeconds: Type.Integer() }),
    phrases: Type.Record(Type.String(), PhraseSchema),
    facts: Type.Object({ language: ContactLanguage, elderly: Type.Boolean(), signedIn: Type.Boolean(), open: Type.Array(Type.String()) }),
    /** What holds now, said before the choices. */
    notices: Type.Array(NoticeShown),
    answers: Type.Array(Type.Object({ code: Type.String(), ...PhraseSchema.properties })),
    queue: Type.Object({ firstAfterSeconds: Type.Integer(), everySeconds: Type.Integer(), callbackOfferedAfterSeconds: Type.Integer() })
  }),
  staleOn: ['notice.changed']
})

export const answerMenu = operation({
  id: 'answerMenu',
  method: 'GET',
  path: '/api/portal/menu/answers/{answer}',
  summary: { zh: '菜单自助答复', en: 'What the product can tell by itself' },
  permission: 'visitor',
  input: Type.Object({ answer: OneOf('my-tickets', 'service-hours', 'halls', 'complain'), regionId: Type.Optional(RegionId) }),
  output: Type.Object({
    lines: Type.Array(PhraseSchema),
    /** There is more for whoever signs in. */
    signInFirst: Type.Boolean()
  })
})

/** An announcement as those who write it see it. */
export const NoticeView = Type.Object({
  id: Id,
  regionId: Type.Integer(),
  ...PhraseSchema.properties,
  /** Name of its recording on the exchange; without one the exchange says nothing of it. */
  recording: Maybe(Type.String()),
  startsAt: Instant,
  endsAt: Instant,
  /** Ended by hand before its time. */
  endedAt: Maybe(Instant),
  isHolding: Type.Boolean(),
  byJobNumber: Maybe(Type.String())
})
export type NoticeView = Static<typeof NoticeView>

export const listNotices = operation({
  id: 'listNotices',
  method: 'GET',
  path: '/api/notices',
  summary: { zh: '通告列表', en: 'Announcements, newest first' },
  permission: 'notice.write',
  input: Type.Object({ limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })) }),
  output: Type.Object({ items: Type.Array(NoticeView), limits: Type.Object({ length: Type.Integer(), most: Type.Integer(), hours: Type.Integer() }) }),
  staleOn: ['notice.changed']
})

export const announce = operation({
  id: 'announce',
  method: 'POST',
  path: '/api/regions/{regionId}/notices',
  summary: { zh: '发布通告', en: 'Announce something to everybody who calls or writes' },
  permission: 'notice.write',
  input: Type.Object({
    regionId: RegionId,
    zh: Line(400),
    en: Line(400),
    recording: Type.Optional(Type.String({ maxLength: 60, pattern: '^[a-z0-9][a-z0-9-]*$' })),
    /** Now when absent. */
    startsAt: Type.Optional(Instant),
    endsAt: Instant
  }),
  output: NoticeView,
  refusals: ['notice-too-long', 'notice-time-wrong', 'too-many-notices']
})

export const endNotice = operation({
  id: 'endNotice',
  method: 'POST',
  path: '/api/regions/{regionId}/notices/{noticeId}/end',
  summary: { zh: '结束通告', en: 'End an announcement' },
  permission: 'notice.write',
  input: Type.Object({ regionId: RegionId, noticeId: Id }),
  output: NoticeView
})

export const menuRefusals = {
  'notice-too-long': { status: 422, zh: '通告过长，客户要先听完才能选择', en: 'The announcement is too long: customers must hear it before they choose' },
  'notice-time-wrong': { status: 422, zh: '通告的起止时间不成立，或时间过长', en: 'The announcement ends before it begins, has ended, or lasts too long' },
  'too-many-notices': { status: 409, zh: '同时生效的通告过多，请先结束一条', en: 'Too many announcements hold at once; end one first' }
} as const satisfies Record<string, RefusalEntry>

export const menuEvents = events({ 'notice.changed': { subject: 'notice', zh: '通告变更', en: 'announcement changed' } })
export type MenuEventName = keyof typeof menuEvents

export const portalMenuOperations = [readMenu, answerMenu] as const
export const menuOperations: readonly Operation[] = [readMenu, answerMenu, listNotices, announce, endNotice]
