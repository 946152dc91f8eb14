import { ContactLanguage, ContactParty, QueueStanding } from './contact-words.ts'
import { Id, Instant, Maybe, OneOf, type Static, Type } from './operation.ts'
import { Person } from './ticket-schemas.ts'

export const CallState = OneOf('ringing', 'queued', 'offered', 'connected', 'held', 'consulting', 'conference', 'ended')
export const CallParty = OneOf('customer', 'agent', 'colleague', 'supervisor')
export const MonitorMode = OneOf('listen', 'whisper', 'barge')
export const LegState = OneOf('ringing', 'connected', 'ended')

/** An end of a call as every party may see it: enough for the kernel `call` to tell who hears whom, and no name. */
export const LegPicture = Type.Object({ id: Id, carrier: OneOf('browser', 'exchange'), no: Type.Integer(), party: CallParty, state: LegState, mode: Maybe(MonitorMode) })

/** What passes between two browsers until sound flows between them; read once, then deleted. */
export const SignalKind = OneOf('hello', 'offer', 'answer', 'candidate', 'bye')
export const SignalIn = Type.Object({
  to: Id,
  kind: SignalKind,
  /** JSON of the two browsers' own; the server does not look inside. */
  body: Type.String({ minLength: 2, maxLength: 16_000 })
})
export const SignalOut = Type.Object({ id: Id, from: Id, kind: SignalKind, body: Type.String() })

/** Where browsers find a way to each other, as RTCPeerConnection takes it. Empty on one network. */
export const IceServer = Type.Object({ urls: Type.String(), username: Type.Optional(Type.String()), credential: Type.Optional(Type.String()) })

/** asked: the place is kept; calling: the customer's end rings; null: they are on the line and always were. */
export const CallbackState = OneOf('asked', 'calling', 'reached', 'unreached')

export const RecordingState = OneOf('off', 'on', 'paused')

/** A call as its customer sees it. */
export const MyCall = Type.Object({
  id: Id,
  conversationId: Id,
  ticketNumber: Maybe(Type.String()),
  state: CallState,
  version: Type.Integer(),
  /** The customer's own leg. */
  me: Id,
  legs: Type.Array(LegPicture),
  /** Who serves; never a name (CC-27). */
  jobNumber: Maybe(Type.String()),
  queue: Maybe(QueueStanding),
  callback: Maybe(CallbackState),
  /** The number to be called, shown in part. */
  callbackNumber: Maybe(Type.String()),
  recording: RecordingState,
  startedAt: Instant,
  answeredAt: Maybe(Instant),
  endedAt: Maybe(Instant),
  endReason: Maybe(Type.String()),
  iceServers: Type.Array(IceServer),
  beatSeconds: Type.Integer(),
  /** Signals that wait for this leg. */
  waitingSignals: Type.Integer()
})
export type MyCall = Static<typeof MyCall>

export const CallLeg = Type.Object({
  ...LegPicture.properties,
  staff: Maybe(Person),
  connectedAt: Maybe(Instant)
})

export const CallAbility = OneOf(
  'answer',
  'decline',
  'hold',
  'resume',
  'consult',
  'drop-consult',
  'merge',
  'hand-over',
  'transfer',
  'hang-up',
  'inaudible',
  'pause-recording',
  'ring-back',
  'reached',
  'wrap-up',
  'leave',
  'monitor'
)

/** A call as staff see it in the softphone and on the floor. */
export const CallView = Type.Object({
  id: Id,
  regionId: Type.Integer(),
  conversationId: Id,
  ticketId: Maybe(Id),
  ticketNumber: Maybe(Type.String()),
  state: CallState,
  version: Type.Integer(),
  language: ContactLanguage,
  queueCode: Maybe(Type.String()),
  party: ContactParty,
  /** The reader's own end of it. */
  me: Maybe(Id),
  legs: Type.Array(CallLeg),
  agent: Maybe(Person),
  abilities: Type.Array(CallAbility),
  recording: RecordingState,
  startedAt: Instant,
  queuedAt: Maybe(Instant),
  offeredAt: Maybe(Instant),
  offerEndsAt: Maybe(Instant),
  answeredAt: Maybe(Instant),
  endedAt: Maybe(Instant),
  endedBy: Maybe(OneOf('customer', 'agent', 'system')),
  endReason: Maybe(Type.String()),
  transferSummary: Maybe(Type.String()),
  /** When the customer who could not be heard was asked (CC-26). */
  inaudibleAt: Type.Array(Instant),
  callback: Maybe(CallbackState),
  callbackTries: Type.Integer(),
  wrapUp: Type.Boolean(),
  result: Maybe(Type.String()),
  waitingSignals: Type.Integer()
})
export type CallView = Static<typeof CallView>

export const CallStep = Type.Object({
  id: Id,
  kind: Type.String(),
  party: Type.String(),
  staff: Maybe(Person),
  at: Instant,
  /** Small facts of the step: digits, mode, reason. */
  data: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()]))
})

export const RecordingView = Type.Object({
  id: Id,
  state: OneOf('running', 'ended', 'kept', 'empty', 'deleted'),
  staff: Maybe(Person),
  startedAt: Instant,
  endedAt: Maybe(Instant),
  bytes: Type.Integer(),
  /** SHA-256 of the file in hex. */
  sha256: Maybe(Type.String()),
  pauses: Type.Array(Type.Object({ from: Instant, to: Maybe(Instant) }))
})
