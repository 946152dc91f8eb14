import { Of, Where } from './handling-verify.ts'
import { Code, Id, Instant, Line, Maybe, OneOf, operation, type Operation, PhraseSchema, Type } from './operation.ts'
import { Person } from './ticket-schemas.ts'

const Answer = Type.Union([Type.String({ maxLength: 4000 }), Type.Boolean()])
/** What the product found for a step by itself. */
const Found = Type.Object({
  kind: OneOf('call', 'released', 'promise', 'answer', 'signature', 'handover', 'restated'),
  ref: Maybe(Type.String()),
  at: Maybe(Instant),
  /** Seconds into the call at which the step was ticked. */
  offsetSeconds: Maybe(Type.Integer()),
  by: Maybe(Type.String())
})

export const RunView = Type.Object({
  id: Id,
  procedure: Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String(), phone: Type.Boolean(), incident: Type.Boolean() }),
  by: Maybe(Person),
  begunAt: Instant,
  finishedAt: Maybe(Instant),
  callId: Maybe(Id),
  steps: Type.Array(
    Type.Object({
      code: Type.String(),
      zh: Type.String(),
      en: Type.String(),
      guide: PhraseSchema,
      scripts: Type.Array(PhraseSchema),
      fields: Type.Array(Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String(), type: OneOf('line', 'text', 'yes-no'), required: Type.Boolean() })),
      needs: Maybe(Type.String()),
      /** open: its turn; later: another comes first; not-needed: an earlier answer says so. */
      state: OneOf('open', 'later', 'done', 'left-out', 'not-needed'),
      answers: Type.Record(Type.String(), Answer),
      reason: Maybe(Type.String()),
      found: Type.Array(Found),
      at: Maybe(Instant)
    })
  ),
  record: Maybe(
    Type.Object({
      words: Type.String(),
      place: Type.String(),
      signer: Maybe(Type.String()),
      strokes: Maybe(Type.Array(Type.Array(Type.Array(Type.Integer(), { minItems: 2, maxItems: 2 })))),
      unsignedReason: Maybe(Type.String()),
      signedAt: Instant,
      sha256: Type.String(),
      copySent: Type.Boolean(),
      copyBySms: Maybe(Type.String())
    })
  )
})

export const listRuns = operation({
  id: 'listProcedureRuns',
  method: 'GET',
  path: '/api/tickets/{ticketId}/procedures',
  summary: { zh: '处理流程', en: 'Procedures of a complaint' },
  permission: 'handling.work',
  input: Type.Object(Of),
  output: Type.Object({ items: Type.Array(RunView), procedures: Type.Array(Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String(), phone: Type.Boolean(), incident: Type.Boolean() })) }),
  staleOn: ['handling.step-taken', 'call.ended', 'handling.committed']
})

export const beginRun = operation({
  id: 'beginProcedure',
  method: 'POST',
  path: '/api/tickets/{ticketId}/procedures',
  summary: { zh: '开始流程', en: 'Begin a procedure' },
  permission: 'handling.work',
  input: Type.Object({ ...Of, procedure: Code }),
  output: RunView,
  refusals: ['procedure-unknown', 'ticket-avoids-person', 'not-a-complaint', 'case-is-over']
})

export const takeStep = operation({
  id: 'takeProcedureStep',
  method: 'POST',
  path: '/api/tickets/{ticketId}/procedures/{runId}/steps/{step}',
  summary: { zh: '完成一步', en: 'Take a step' },
  permission: 'handling.work',
  input: Type.Object({ ...Of, runId: Id, step: Code, answers: Type.Optional(Type.Record(Type.String({ maxLength: 40 }), Answer, { maxProperties: 10 })) }),
  output: RunView,
  refusals: ['step-not-its-turn', 'required-field-missing', 'evidence-missing', 'ticket-avoids-person']
})

export const leaveStepOut = operation({
  id: 'leaveStepOut',
  method: 'POST',
  path: '/api/tickets/{ticketId}/procedures/{runId}/steps/{step}/omission',
  summary: { zh: '略过一步（须说明理由）', en: 'Leave a step out, with the reason' },
  permission: 'handling.work',
  input: Type.Object({ ...Of, runId: Id, step: Code, reason: Line(300) }),
  output: RunView,
  refusals: ['step-not-its-turn', 'ticket-avoids-person']
})

const Point = Type.Array(Type.Integer({ minimum: 0, maximum: 1000 }), { minItems: 2, maxItems: 2 })

export const signReception = operation({
  id: 'signReception',
  method: 'POST',
  path: '/api/tickets/{ticketId}/procedures/{runId}/signature',
  summary: { zh: '接待记录签字（或说明未签原因）', en: 'Sign the reception record, or say why not' },
  permission: 'handling.work',
  input: Type.Object({
    ...Of,
    runId: Id,
    place: Line(200),
    ...Where,
    signer: Type.Optional(Line(80)),
    strokes: Type.Optional(Type.Array(Type.Array(Point, { minItems: 2, maxItems: 500 }), { minItems: 1, maxItems: 40 })),
    unsignedReason: Type.Optional(Line(300))
  }),
  output: RunView,
  refusals: ['signature-or-reason', 'signature-too-small', 'record-already-signed', 'step-not-its-turn', 'ticket-avoids-person']
})

export const handUp = operation({
  id: 'handUpComplaint',
  method: 'POST',
  path: '/api/tickets/{ticketId}/hand-up',
  summary: { zh: '交由上级处理', en: 'Hand up to the superior' },
  permission: 'handling.work',
  input: Type.Object({ ...Of, reason: Line(300) }),
  output: Type.Object({ to: Person, handoverId: Id }),
  refusals: ['record-incomplete', 'next-contact-not-told', 'nobody-above', 'handover-already-offered', 'ticket-status-not-possible', 'ticket-avoids-person']
})

export const procedureOperations: readonly Operation[] = [listRuns, beginRun, takeStep, leaveStepOut, signReception, handUp]
