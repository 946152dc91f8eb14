import { callbackRefusals, deskCallbackOperations, portalCallbackOperations } from './callbacks.ts'
import { callRecordingOperations } from './call-recordings.ts'
import { CallStep, CallView, IceServer, MonitorMode, RecordingView, SignalIn, SignalOut } from './call-words.ts'
import { events } from './events.ts'
import { Code, Id, Line, Nothing, OneOf, type Operation, operation, PhraseSchema, Text, Type } from './operation.ts'
import { callChanged, portalCallOperations } from './portal-calls.ts'
import type { RefusalEntry } from './refusals.ts'

const CallId = { callId: Id }
const CodedPhrase = Type.Object({ code: Type.String(), ...PhraseSchema.properties })

export const callDesk = operation({
  id: 'callDesk',
  method: 'GET',
  path: '/api/calls/desk',
  summary: { zh: '话机设置', en: 'What a softphone must know' },
  permission: 'contact.answer',
  input: Type.Object({}),
  output: Type.Object({
    iceServers: Type.Array(IceServer),
    beatSeconds: Type.Integer(),
    consultSeconds: Type.Integer(),
    recording: Type.Object({ chunkSeconds: Type.Integer(), bitsPerSecond: Type.Integer() }),
    monitorShown: Type.Boolean(),
    inaudible: Type.Object({ waitSeconds: Type.Integer(), first: PhraseSchema, handsFree: PhraseSchema, second: PhraseSchema }),
    releases: Type.Array(CodedPhrase),
    results: Type.Array(CodedPhrase)
  })
})

export const listMyCalls = operation({
  id: 'listMyCalls',
  method: 'GET',
  path: '/api/calls/mine',
  summary: { zh: '我的通话：振铃、通话中、待整理', en: 'My calls: ringing, going on, to be wrapped up' },
  permission: 'contact.answer',
  input: Type.Object({}),
  // No event makes it old: ten thousand desks would read again at every call. Those concerned are told by a passing sign.
  output: Type.Object({ items: Type.Array(CallView) })
})

export const listLiveCalls = operation({
  id: 'listLiveCalls',
  method: 'GET',
  path: '/api/calls/live',
  summary: { zh: '进行中的通话', en: 'Calls that go on' },
  permission: 'call.monitor',
  input: Type.Object({ limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })) }),
  output: Type.Object({ items: Type.Array(CallView) }),
  staleOn: callChanged
})

export const listCalls = operation({
  id: 'listCalls',
  method: 'GET',
  path: '/api/calls',
  summary: { zh: '工单或来访的通话与录音', en: 'Calls of a ticket or a contact with their story and recordings' },
  permission: 'contact.read',
  input: Type.Object({ ticketId: Type.Optional(Id), conversationId: Type.Optional(Id) }),
  output: Type.Object({
    items: Type.Array(
      Type.Object({
        call: CallView,
        steps: Type.Array(CallStep),
        recordings: Type.Array(RecordingView),
        mayListen: Type.Boolean()
      })
    )
  }),
  refusals: ['required-field-missing'],
  staleOn: [...callChanged, 'call.recorded', 'recording.deleted']
})

export const answerCall = operation({
  id: 'answerCall',
  method: 'POST',
  path: '/api/calls/{callId}/answer',
  summary: { zh: '接听', en: 'Answer a call' },
  permission: 'contact.answer',
  input: Type.Object(CallId),
  output: CallView,
  refusals: ['call-not-for-you', 'call-ended', 'contact-taken-by-another']
})

export const declineCall = operation({
  id: 'declineCall',
  method: 'POST',
  path: '/api/calls/{callId}/decline',
  summary: { zh: '不接，退回队列', en: 'Give a ringing call back' },
  permission: 'contact.answer',
  input: Type.Object({ ...CallId, reason: Line(80) }),
  output: Nothing,
  refusals: ['call-not-for-you', 'call-ended']
})

export const beatCall = operation({
  id: 'beatCall',
  method: 'POST',
  path: '/api/calls/{callId}/beat',
  summary: { zh: '我方仍在线', en: 'Our end is still on the line' },
  permission: 'signed-in',
  input: Type.Object({
    ...CallId,
    /** Legs whose sound reaches this browser now: they are there even when they cannot reach the server. */
    hears: Type.Array(Id, { maxItems: 10 })
  }),
  output: CallView,
  refusals: ['call-not-for-you']
})

export const steerCall = operation({
  id: 'steerCall',
  method: 'POST',
  path: '/api/calls/{callId}/steer',
  summary: { zh: '保持、恢复、结束咨询、三方、移交', en: 'Hold, resume, drop the consultation, three-party, hand over' },
  permission: 'contact.answer',
  input: Type.Object({ ...CallId, move: OneOf('hold', 'resume', 'drop-consult', 'merge', 'hand-over') }),
  output: CallView,
  refusals: ['call-not-for-you', 'call-move-not-possible']
})

export const consultColleague = operation({
  id: 'consultColleague',
  method: 'POST',
  path: '/api/calls/{callId}/consult',
  summary: { zh: '咨询同事', en: 'Ask a colleague while the customer waits' },
  permission: 'contact.answer',
  input: Type.Object({ ...CallId, staffId: Id }),
  output: CallView,
  refusals: ['call-not-for-you', 'call-move-not-possible', 'call-colleague-unknown', 'call-colleague-busy']
})

export const transferCall = operation({
  id: 'transferCall',
  method: 'POST',
  path: '/api/calls/{callId}/transfer',
  summary: { zh: '直接转接到队列', en: 'Transfer to a queue without asking' },
  permission: 'contact.answer',
  input: Type.Object({ ...CallId, queueCode: Code, summary: Text(1000) }),
  output: CallView,
  refusals: ['call-not-for-you', 'call-move-not-possible', 'transfer-target-unknown']
})

export const hangUpCall = operation({
  id: 'hangUpCall',
  method: 'POST',
  path: '/api/calls/{callId}/hang-up',
  summary: { zh: '我方挂机', en: 'Our side ends a call' },
  permission: 'contact.answer',
  input: Type.Object({
    ...CallId,
    /** A code of the rulebook; `customer-gone`: the customer’s browser said goodbye to ours directly, while the server was away. */
    reason: Code
  }),
  output: CallView,
  refusals: ['call-not-for-you', 'call-move-not-possible', 'release-reason-unknown', 'inaudible-steps-missing']
})

export const askInaudible = operation({
  id: 'askInaudible',
  method: 'POST',
  path: '/api/calls/{callId}/inaudible',
  summary: { zh: '听不清：已说话术', en: 'Cannot be heard: the next script was said' },
  permission: 'contact.answer',
  input: Type.Object({ ...CallId, script: OneOf('first', 'hands-free', 'second') }),
  output: CallView,
  refusals: ['call-not-for-you', 'call-move-not-possible', 'inaudible-steps-missing']
})

export const wrapUpCall = operation({
  id: 'wrapUpCall',
  method: 'POST',
  path: '/api/calls/{callId}/wrap-up',
  summary: { zh: '通话整理', en: 'Say how a call ended' },
  permission: 'contact.answer',
  input: Type.Object({ ...CallId, result: Code, note: Type.Optional(Text(4000)) }),
  output: CallView,
  refusals: ['call-not-for-you', 'call-result-unknown', 'required-field-missing']
})

export const monitorCall = operation({
  id: 'monitorCall',
  method: 'POST',
  path: '/api/calls/{callId}/monitor',
  summary: { zh: '旁听、耳语、强插', en: 'Listen, whisper, barge in' },
  permission: 'call.monitor',
  input: Type.Object({ ...CallId, mode: MonitorMode }),
  output: CallView,
  refusals: ['call-ended', 'call-move-not-possible', 'call-own']
})

export const leaveCall = operation({
  id: 'leaveCall',
  method: 'POST',
  path: '/api/calls/{callId}/leave',
  summary: { zh: '退出通话（同事、主管）', en: 'A colleague or supervisor leaves' },
  permission: 'signed-in',
  input: Type.Object(CallId),
  output: Nothing,
  refusals: ['call-not-for-you']
})

export const sendSignals = operation({
  id: 'sendSignals',
  method: 'POST',
  path: '/api/calls/{callId}/signals',
  summary: { zh: '坐席侧信令', en: 'Signals of a desk’s browser' },
  permission: 'signed-in',
  input: Type.Object({ ...CallId, signals: Type.Array(SignalIn, { minItems: 1, maxItems: 50 }) }),
  output: Nothing,
  refusals: ['call-not-for-you', 'call-ended', 'call-leg-unknown', 'call-signals-full']
})

export const takeSignals = operation({
  id: 'takeSignals',
  method: 'POST',
  path: '/api/calls/{callId}/mailbox',
  summary: { zh: '坐席侧收取信令', en: 'Signals for a desk’s browser' },
  permission: 'signed-in',
  input: Type.Object({ ...CallId, taken: Type.Array(Id, { maxItems: 200 }) }),
  output: Type.Object({ signals: Type.Array(SignalOut) }),
  refusals: ['call-not-for-you']
})

export const callRefusals = {
  ...callbackRefusals,
  'queue-closed': { status: 409, zh: '现在没有人能接听电话，请留号码等回拨，或在线留言', en: 'Nobody can take your call now; leave your number to be called back, or your question in the chat' },
  'announcement-outdated': { status: 409, zh: '录音告知已更新，请重新阅读', en: 'The notice about recording has changed; please read it again' },
  'call-already-open': { status: 409, zh: '您已有一个通话在进行', en: 'You are in a call already' },
  'call-ended': { status: 409, zh: '通话已结束', en: 'The call has ended' },
  'call-not-for-you': { status: 409, zh: '该通话没有派给您，或您不在通话中', en: 'The call is not offered to you, or you are not part of it' },
  'call-own': { status: 409, zh: '您本人就在该通话中', en: 'You are part of this call yourself' },
  'call-move-not-possible': { status: 409, zh: '通话目前的状态不能这样操作', en: 'The call cannot do this in its present state' },
  'call-leg-unknown': { status: 422, zh: '通话中没有这一方', en: 'The call has no such party' },
  'call-signals-full': { status: 429, zh: '对方太久没有收取信令', en: 'The other side has not taken its signals for too long' },
  'call-colleague-unknown': { status: 422, zh: '没有这位同事，或不能接电话', en: 'There is no such colleague, or they take no calls' },
  'call-colleague-busy': { status: 409, zh: '同事正在通话中', en: 'The colleague is in a call' },
  'release-reason-unknown': { status: 422, zh: '没有这个挂机原因', en: 'There is no such reason to end a call' },
  'inaudible-steps-missing': { status: 409, zh: '请先按顺序说完两次话术并等候规定时间', en: 'Say both scripts in order and wait the time of the norm first' },
  'call-result-unknown': { status: 422, zh: '没有这个通话结果', en: 'There is no such result of a call' },
  'recording-not-allowed': { status: 409, zh: '客户未被告知录音，不能录音', en: 'The customer was not told of recording; nothing may be recorded' },
  'recording-over': { status: 409, zh: '该录音已结束', en: 'The recording has ended' },
  'recording-chunk-missing': { status: 409, zh: '录音片段不连续', en: 'A piece of the recording before this one is missing' },
  'recording-not-ready': { status: 409, zh: '录音正在整理，请稍候', en: 'The recording is being put together; try again shortly' }
} as const satisfies Record<string, RefusalEntry>

export const callEvents = events({
  'call.started': { subject: 'call', zh: '来电', en: 'call began' },
  'call.human-chosen': { subject: 'call', zh: '选择人工', en: 'caller chose a person' },
  'call.callback-chosen': { subject: 'call', zh: '改为回拨', en: 'caller will be called back instead of waiting' },
  'call.human-answered': { subject: 'call', zh: '人工应答', en: 'person answered the call' },
  'call.queued': { subject: 'call', zh: '来电排队', en: 'call queued' },
  'call.offered': { subject: 'call', zh: '来电派给话务员', en: 'call offered' },
  'call.answered': { subject: 'call', zh: '来电接听', en: 'call answered' },
  'call.changed': { subject: 'call', zh: '通话变化', en: 'call changed' },
  'call.monitored': { subject: 'call', zh: '通话被旁听或介入', en: 'supervisor in a call' },
  'call.ended': { subject: 'call', zh: '通话结束', en: 'call ended' },
  'call.wrapped-up': { subject: 'call', zh: '通话整理完毕', en: 'call wrapped up' },
  'recording.deleted': { subject: 'call', zh: '录音到期删除', en: 'recording deleted, its time over' },
  'call.recorded': { subject: 'call', zh: '录音入库', en: 'recording kept' }
})
export type CallEventName = keyof typeof callEvents

export const callOperations: readonly Operation[] = [
  ...portalCallOperations,
  ...portalCallbackOperations,
  callDesk,
  listMyCalls,
  listLiveCalls,
  listCalls,
  answerCall,
  declineCall,
  beatCall,
  steerCall,
  consultColleague,
  transferCall,
  hangUpCall,
  askInaudible,
  wrapUpCall,
  monitorCall,
  leaveCall,
  sendSignals,
  takeSignals,
  ...deskCallbackOperations,
  ...callRecordingOperations
]
