import { Id, Instant, Maybe, OneOf, PhraseSchema, type Static, Type } from './operation.ts'
import { PromiseView } from './promises.ts'
import { Person } from './ticket-schemas.ts'

// What playbooks look like to whoever reads or answers them.

export const PlaybookMode = OneOf('off', 'propose', 'automatic')
export const ActKind = OneOf('move-people', 'change-shifts', 'order-overtime', 'announce', 'offer-callback', 'raise-capacity', 'inform')

const Measured = {
  measure: Type.String(),
  words: PhraseSchema
}

/** When a step is due: a figure beyond a limit for so long. */
const Condition = Type.Object({ ...Measured, above: Type.Number(), upTo: Maybe(Type.Number()), forMinutes: Type.Number() })

export const StepView = Type.Object({
  id: Type.String(),
  ...PhraseSchema.properties,
  norms: Type.Array(Type.String()),
  note: Maybe(PhraseSchema),
  when: Condition,
  act: ActKind,
  /** What moving means: which people, how many. */
  pool: Maybe(PhraseSchema),
  atLeast: Maybe(Type.Integer()),
  atMost: Maybe(Type.Integer()),
  /** What is said to customers. */
  announcement: Maybe(PhraseSchema),
  approve: Type.Array(PhraseSchema),
  /** Carried out by a person, who says when it is done. */
  byHand: Type.Boolean(),
  state: OneOf('rest', 'counting', 'proposed', 'in-force', 'nobody-free'),
  /** Since when its figure has been beyond its limit; counted anew from every change of the run. */
  heldSince: Maybe(Instant),
  takenAt: Maybe(Instant),
  people: Type.Integer()
})

export const PlaybookView = Type.Object({
  id: Type.String(),
  ...PhraseSchema.properties,
  norms: Type.Array(Type.String()),
  trust: Type.String(),
  note: Maybe(PhraseSchema),
  mode: PlaybookMode,
  /** Automatic was asked for and waits for a second person. */
  wanted: Maybe(Type.Object({ by: Maybe(Person), at: Instant, mine: Type.Boolean() })),
  jumps: Type.Array(Type.Object({ to: Type.String(), when: Condition, allowed: Type.Boolean(), shipped: Type.Boolean() })),
  steps: Type.Array(StepView),
  release: Type.Object({ ...Measured, atOrBelow: Type.Number(), forMinutes: Type.Number(), heldSince: Maybe(Instant) }),
  run: Maybe(Type.Object({ id: Id, startedAt: Instant, startedBy: Maybe(Person) })),
  abilities: Type.Array(OneOf('start', 'stop', 'set', 'approve'))
})

const ForecastPoint = Type.Object({
  afterSeconds: Type.Integer(),
  agents: Type.Integer(),
  waiting: Type.Number(),
  waitingLow: Type.Integer(),
  waitingHigh: Type.Integer(),
  aboveWatch: Type.Number(),
  abandoned: Type.Number()
})

/** The queue of the next minutes with and without so many people more, by kernels/queueing on the figures of now. */
export const QueueForecast = Type.Object({
  /** What it was worked out from. */
  basis: Type.Object({
    waiting: Type.Integer(),
    agents: Type.Integer(),
    busy: Type.Integer(),
    callsPerHour: Type.Number(),
    handleSeconds: Type.Number(),
    /** Nobody was served lately: the handle time is the rulebook's. */
    isHandleAssumed: Type.Boolean(),
    /** Null: nobody gave up lately, so nobody is taken to. */
    patienceSeconds: Maybe(Type.Number())
  }),
  people: Type.Integer(),
  arriveAfterSeconds: Type.Integer(),
  watch: Type.Integer(),
  without: Type.Array(ForecastPoint),
  with: Type.Array(ForecastPoint),
  /** Agents at which the service level would hold (Erlang) while those who wait now are served within the time looked ahead; null = no number of the seats would do. */
  agentsNeeded: Maybe(Type.Integer()),
  target: Type.Object({ share: Type.Number(), withinSeconds: Type.Integer() }),
  physicalSeats: Maybe(Type.Integer()),
  atSeat: Type.Integer()
})

/** Somebody a step may move, call or give back. */
export const Candidate = Type.Object({
  person: Person,
  unit: Maybe(PhraseSchema),
  freedom: OneOf('free', 'signed-out', 'absent', 'busy', 'lent'),
  state: Type.String(),
  /** Would be taken if nobody changes the list. */
  chosen: Type.Boolean(),
  /** Their own promises: unfinished, due while they help, and the first of these. */
  promises: Type.Integer(),
  dueSoon: Type.Integer(),
  firstDue: Maybe(Type.Object({ title: PhraseSchema, dueAt: Maybe(Instant) })),
  /** For somebody who goes back: what they return to. */
  returnsTo: Maybe(Type.String()),
  /** For somebody who is asked to stay or come: hours worked today. */
  hoursToday: Maybe(Type.Number())
})

export const ProposalView = Type.Object({
  id: Id,
  regionId: Type.Integer(),
  playbookId: Type.String(),
  playbook: PhraseSchema,
  runId: Id,
  kind: OneOf('take', 'undo'),
  step: StepView,
  proposedAt: Instant,
  proposedBy: Maybe(Person),
  reason: Type.Object({
    code: OneOf('held-above', 'jump', 'held-at-or-below', 'by-hand'),
    ...Measured,
    value: Maybe(Type.Number()),
    above: Maybe(Type.Number()),
    upTo: Maybe(Type.Number()),
    atOrBelow: Maybe(Type.Number()),
    heldSince: Maybe(Instant)
  }),
  queues: Type.Array(Type.Object({ code: Type.String(), ...PhraseSchema.properties })),
  candidates: Type.Array(Candidate),
  forecast: Maybe(QueueForecast),
  /** How many to ask for, worked out from the seats needed. */
  seatsMissing: Maybe(Type.Integer()),
  /** That somebody acts at once is a promise of its own. */
  promise: Maybe(PromiseView),
  abilities: Type.Array(OneOf('execute', 'decline'))
})

export const PassedOver = Type.Object({ person: Person, freedom: OneOf('signed-out', 'absent', 'busy', 'lent', 'not-of-pool', 'too-many') })

const Effect = Type.Object({
  afterMinutes: Type.Integer(),
  measuredAt: Instant,
  waiting: Type.Integer(),
  longestWaitSeconds: Type.Integer(),
  answered: Type.Integer(),
  answeredWithin: Type.Integer(),
  abandoned: Type.Integer(),
  agents: Type.Integer()
})

const CallInAnswer = OneOf('accepted', 'declined', 'withdrawn')

export const RunView = Type.Object({
  id: Id,
  playbookId: Type.String(),
  playbook: PhraseSchema,
  startedAt: Instant,
  startedBy: Maybe(Person),
  endedAt: Maybe(Instant),
  deeds: Type.Array(
    Type.Object({
      id: Id,
      stepId: Type.String(),
      step: PhraseSchema,
      norms: Type.Array(Type.String()),
      takenAt: Instant,
      /** Null: the product itself, in automatic mode. */
      takenBy: Maybe(Person),
      undoneAt: Maybe(Instant),
      undoneBy: Maybe(Person),
      people: Type.Array(Type.Object({ person: Person, fromState: Type.String(), returnedAt: Maybe(Instant), returnedTo: Maybe(Type.String()) })),
      passedOver: Type.Array(PassedOver),
      /** Names of campaigns left without people while the step is in force. */
      pausedCampaigns: Type.Array(Type.String()),
      callIns: Type.Array(
        Type.Object({ id: Id, person: Person, kind: OneOf('longer', 'overtime'), minutes: Type.Integer(), answer: Maybe(CallInAnswer), answeredAt: Maybe(Instant), minutesWorked: Type.Integer() })
      ),
      effects: Type.Array(Effect)
    })
  ),
  proposals: Type.Array(
    Type.Object({
      id: Id,
      kind: OneOf('take', 'undo'),
      step: PhraseSchema,
      proposedAt: Instant,
      answeredAt: Maybe(Instant),
      answer: Maybe(OneOf('executed', 'declined', 'withdrawn')),
      answeredBy: Maybe(Person),
      note: Maybe(Type.String()),
      /** Kept, broken, or still running: the promise to act at once. */
      promise: Maybe(Type.String())
    })
  )
})

export const CallInView = Type.Object({
  id: Id,
  regionId: Type.Integer(),
  playbook: PhraseSchema,
  kind: OneOf('longer', 'overtime'),
  minutes: Type.Integer(),
  askedAt: Instant,
  answer: Maybe(CallInAnswer),
  answeredAt: Maybe(Instant)
})

export type PlaybookView = Static<typeof PlaybookView>
export type StepView = Static<typeof StepView>
export type ProposalView = Static<typeof ProposalView>
export type QueueForecast = Static<typeof QueueForecast>
export type Candidate = Static<typeof Candidate>
export type RunView = Static<typeof RunView>
export type CallInView = Static<typeof CallInView>
export type PassedOver = Static<typeof PassedOver>
