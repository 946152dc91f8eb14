import { events } from './events.ts'
import { Code, Id, Instant, Maybe, OneOf, type Operation, PhraseSchema, Type } from './operation.ts'
import type { RefusalEntry } from './refusals.ts'

export const normRefusals = {} as const satisfies Record<string, RefusalEntry>

export const normEvents = events({
  'promise.at-risk': { subject: 'ticket', zh: '承诺即将到期', en: 'promise at risk' },
  'promise.kept': { subject: 'ticket', zh: '承诺已履行', en: 'promise kept' },
  'promise.broken': { subject: 'ticket', zh: '承诺已违约', en: 'promise broken' },
  'promise.corrected': { subject: 'ticket', zh: '承诺结果更正', en: 'outcome of a promise corrected' }
})

export const PromiseState = OneOf('running', 'paused', 'kept', 'broken', 'cancelled')

/** One promise as every page shows it. */
export const PromiseView = Type.Object({
  id: Id,
  clauseId: Code,
  clauseVersion: Type.Integer(),
  /** Catalogue ids the clause implements. */
  norms: Type.Array(Type.String()),
  title: PhraseSchema,
  promise: Type.String(),
  state: PromiseState,
  /** Running, and its warning time has come. */
  atRisk: Type.Boolean(),
  startedAt: Instant,
  /** Null while a pause without end stands before it. */
  dueAt: Maybe(Instant),
  atRiskAt: Maybe(Instant),
  /** When it was done or called off; a broken promise may still be open. */
  stoppedAt: Maybe(Instant),
  /** Counting time left, in milliseconds, of a running or paused promise. */
  remainingMs: Maybe(Type.Integer()),
  ownerId: Maybe(Id)
})

export const normOperations: readonly Operation[] = []
