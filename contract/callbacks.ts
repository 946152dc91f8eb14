import { CallView, MyCall } from './call-words.ts'
import { Id, Line, operation, Type } from './operation.ts'
import type { RefusalEntry } from './refusals.ts'

// Calls back: the customer hangs up, the place stays theirs, and they are called when it is their turn.

const CallId = { callId: Id }
export const TelephoneNumber = Type.String({ pattern: '^\\+?[0-9][0-9 -]{5,20}$', maxLength: 24 })

export const askCallback = operation({
  id: 'askCallback',
  method: 'POST',
  path: '/api/portal/calls/{callId}/callback',
  summary: { zh: '不等了，请回拨（保留位置）', en: 'Call me back and keep my place' },
  permission: 'visitor',
  input: Type.Object({ ...CallId, number: TelephoneNumber }),
  output: MyCall,
  refusals: ['callback-not-open']
})

export const takeMyCallback = operation({
  id: 'takeMyCallback',
  method: 'POST',
  path: '/api/portal/calls/{callId}/callback/answer',
  summary: { zh: '接听回拨', en: 'Take the call back, or not now' },
  permission: 'visitor',
  input: Type.Object({ ...CallId, take: Type.Boolean() }),
  output: MyCall,
  refusals: ['callback-not-open']
})

export const ringBack = operation({
  id: 'ringBack',
  method: 'POST',
  path: '/api/calls/{callId}/ring-back',
  summary: { zh: '再次回拨客户', en: 'Ring the customer once more' },
  permission: 'contact.answer',
  input: Type.Object(CallId),
  output: CallView,
  refusals: ['call-not-for-you', 'callback-not-open', 'callback-tries-used']
})

export const tellCallback = operation({
  id: 'tellCallback',
  method: 'POST',
  path: '/api/calls/{callId}/reached',
  summary: { zh: '已用话机拨通客户', en: 'The customer was reached by hand' },
  permission: 'contact.answer',
  input: Type.Object(CallId),
  output: CallView,
  refusals: ['call-not-for-you', 'callback-not-open']
})

export const showCallbackNumber = operation({
  id: 'showCallbackNumber',
  method: 'POST',
  path: '/api/calls/{callId}/number',
  summary: { zh: '查看回拨号码（留痕）', en: 'See the number to call back; recorded' },
  permission: 'contact.answer',
  input: Type.Object({ ...CallId, purpose: Line(200) }),
  output: Type.Object({ number: Type.String() }),
  refusals: ['call-not-for-you']
})

export const callbackRefusals = {
  'callback-not-open': { status: 409, zh: '现在不能这样处理回拨', en: 'The call back cannot do this now' },
  'callback-tries-used': { status: 409, zh: '已按规定次数回拨，请记录结果', en: 'It was tried as often as the rules want; please record the result' }
} as const satisfies Record<string, RefusalEntry>

export const portalCallbackOperations = [askCallback, takeMyCallback] as const
export const deskCallbackOperations = [ringBack, tellCallback, showCallbackNumber] as const
