import { TelephoneNumber } from './callbacks.ts'
import { MyCall, SignalIn, SignalOut } from './call-words.ts'
import { ContactLanguage } from './contact-words.ts'
import { MenuPath } from './menus.ts'
import { Code, Id, Line, Maybe, Nothing, operation, PhraseSchema, RegionId, Type } from './operation.ts'

// The customer's side of a call: signed in, or a visitor known by the cookie of this one contact.

const CallId = { callId: Id }
/** Events after which what a party of a call knows of it may be out of date. */
export const callChanged = ['call.started', 'call.queued', 'call.offered', 'call.answered', 'call.changed', 'call.ended'] as const

export const callDoor = operation({
  id: 'callDoor',
  method: 'GET',
  path: '/api/portal/call/door',
  summary: { zh: '通话前需要知道的', en: 'What to know before calling' },
  permission: 'visitor',
  input: Type.Object({ regionId: Type.Optional(RegionId) }),
  output: Type.Object({
    regions: Type.Array(Type.Object({ id: RegionId, zh: Type.String(), en: Type.String() })),
    regionId: Maybe(RegionId),
    announcement: Type.Object({ version: Type.String(), ...PhraseSchema.properties }),
    /** People who take calls now; null while the region is not known. */
    agentsOnline: Maybe(Type.Integer())
  })
})

export const startCall = operation({
  id: 'startCall',
  method: 'POST',
  path: '/api/portal/call',
  summary: { zh: '拨打客服', en: 'Call us' },
  permission: 'visitor',
  input: Type.Object({
    regionId: Type.Optional(RegionId),
    /** The text about recording the customer was shown. */
    announcementVersion: Line(40),
    language: Type.Optional(ContactLanguage),
    category: Type.Optional(Code),
    /** What the menu was answered with before; decides kind, category, queue and language. */
    menu: Type.Optional(MenuPath),
    lineId: Type.Optional(Id),
    ticketId: Type.Optional(Id),
    serviceNumber: Type.Optional(Line(40)),
    /** They do not wait on the line: the place is kept and this number is called when it is their turn. */
    callbackNumber: Type.Optional(TelephoneNumber)
  }),
  output: MyCall,
  refusals: ['announcement-outdated', 'queue-closed', 'region-needed', 'call-already-open', 'customer-unknown', 'too-many-requests', 'ticket-category-unknown']
})

export const readMyCall = operation({
  id: 'readMyCall',
  method: 'GET',
  path: '/api/portal/call',
  summary: { zh: '我的当前通话', en: 'My call that goes on' },
  permission: 'visitor',
  input: Type.Object({}),
  output: Type.Object({ call: Maybe(MyCall) }),
  staleOn: callChanged
})

export const beatMyCall = operation({
  id: 'beatMyCall',
  method: 'POST',
  path: '/api/portal/calls/{callId}/beat',
  summary: { zh: '客户仍在线', en: 'The customer is still on the line' },
  permission: 'visitor',
  input: Type.Object(CallId),
  output: MyCall
})

export const hangUpMyCall = operation({
  id: 'hangUpMyCall',
  method: 'POST',
  path: '/api/portal/calls/{callId}/hang-up',
  summary: { zh: '客户挂机', en: 'The customer hangs up' },
  permission: 'visitor',
  input: Type.Object(CallId),
  output: MyCall
})

export const pressMyDigits = operation({
  id: 'pressMyDigits',
  method: 'POST',
  path: '/api/portal/calls/{callId}/digits',
  summary: { zh: '客户按键', en: 'The customer presses digits' },
  permission: 'visitor',
  input: Type.Object({ ...CallId, digits: Type.String({ minLength: 1, maxLength: 64, pattern: '^[0-9*#A-D]+$' }) }),
  output: Nothing,
  refusals: ['call-ended']
})

export const sendMySignals = operation({
  id: 'sendMySignals',
  method: 'POST',
  path: '/api/portal/calls/{callId}/signals',
  summary: { zh: '客户侧信令', en: 'Signals of the customer’s browser' },
  permission: 'visitor',
  input: Type.Object({ ...CallId, signals: Type.Array(SignalIn, { minItems: 1, maxItems: 50 }) }),
  output: Nothing,
  refusals: ['call-ended', 'call-leg-unknown', 'call-signals-full']
})

export const takeMySignals = operation({
  id: 'takeMySignals',
  method: 'POST',
  path: '/api/portal/calls/{callId}/mailbox',
  summary: { zh: '客户侧收取信令', en: 'Signals for the customer’s browser' },
  permission: 'visitor',
  input: Type.Object({ ...CallId, taken: Type.Array(Id, { maxItems: 200 }) }),
  output: Type.Object({ signals: Type.Array(SignalOut) })
})

export const portalCallOperations = [callDoor, startCall, readMyCall, beatMyCall, hangUpMyCall, pressMyDigits, sendMySignals, takeMySignals] as const
