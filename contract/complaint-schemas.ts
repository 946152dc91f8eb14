import { Code, Id, Instant, Maybe, OneOf, PhraseSchema, RegionId, type Static, Type } from './operation.ts'
import { Person } from './ticket-schemas.ts'
import { Severity } from './ticket-words.ts'

// What a complaint has beside its ticket, as it crosses the wire.

/** A word of the rulebook with its code. */
export const Coded = Type.Object({ code: Type.String(), ...PhraseSchema.properties })

/** A field asked for by a source or a category: its form is data (TK-02, TK-07). */
export const AskedField = Type.Object({
  code: Type.String(),
  type: OneOf('line', 'text', 'instant', 'date', 'number', 'yes-no', 'choice', 'link'),
  required: Type.Boolean(),
  ...PhraseSchema.properties,
  choices: Type.Array(Coded)
})
export type AskedField = Static<typeof AskedField>

/** Answers to asked fields by code; the server checks each against its field. */
export const AskedValues = Type.Record(
  Type.String({ pattern: '^[a-z][A-Za-z0-9]{1,40}$' }),
  Type.Union([Type.String({ maxLength: 2000 }), Type.Number({ minimum: -1e12, maximum: 1e12 }), Type.Boolean()]),
  { maxProperties: 30 }
)
export type AskedValues = Static<typeof AskedValues>

export const ComplaintSourceView = Type.Object({
  code: Code,
  ...PhraseSchema.properties,
  outside: Type.Boolean(),
  /** How the sender's own number looks; null when this source has none. */
  number: Maybe(Type.Object({ ...PhraseSchema.properties, pattern: Type.String(), example: Type.String(), required: Type.Boolean() })),
  fields: Type.Array(AskedField),
  clauses: Type.Array(Type.Object({ id: Code, ...PhraseSchema.properties }))
})

const Reason = Type.Object({ id: Type.String(), points: Type.Integer(), ...PhraseSchema.properties })
/** Points with the reason of each (TK-14, TK-57). */
export const ScoreAxis = Type.Object({ points: Type.Integer(), reasons: Type.Array(Reason) })

/** A level of escalation, inside or outside (TK-56). */
export const LevelView = Type.Object({ code: Type.String(), ...PhraseSchema.properties, definition: PhraseSchema })

/** A piece of evidence the category needs, and whether it is there: found by the product, or confirmed by somebody. */
export const EvidenceView = Type.Object({
  code: Type.String(),
  ...PhraseSchema.properties,
  there: Type.Boolean(),
  how: Maybe(OneOf('found', 'by-hand')),
  by: Maybe(Person),
  at: Maybe(Instant),
  note: Maybe(Type.String())
})

/** What belongs to a complaint of its category (TK-07). */
export const LeafView = Type.Object({
  fields: Type.Array(AskedField),
  values: AskedValues,
  /** Required fields nobody has filled. */
  missing: Type.Array(Type.String()),
  owner: Coded,
  evidence: Type.Array(EvidenceView),
  playbook: Type.Object({ code: Type.String(), ...PhraseSchema.properties, steps: Type.Array(PhraseSchema) }),
  remedies: Type.Array(Coded),
  /** What may be given at the handler's own level. */
  mostFen: Type.Integer(),
  inspection: Type.Object({ code: Type.String(), ...PhraseSchema.properties, items: Type.Array(PhraseSchema) })
})
export type LeafView = Static<typeof LeafView>

export const ComplaintView = Type.Object({
  ticketId: Id,
  regionId: RegionId,
  source: ComplaintSourceView,
  sourceNumber: Maybe(Type.String()),
  sourceFields: AskedValues,
  receivedAt: Maybe(Instant),
  takenBy: Maybe(Person),
  /** The axes (TK-07), each a field of its own; justification is judged with compensation. */
  axes: Type.Object({ content: Maybe(Coded), cause: Maybe(Coded), severity: Severity, channelLevel: Coded }),
  /** Null while the category is none of the leaves. */
  leaf: Maybe(LeafView),
  score: Type.Object({ focus: Type.Boolean(), hard: Type.Boolean(), total: Type.Integer(), type: ScoreAxis, customer: ScoreAxis, influence: ScoreAxis, scoredAt: Maybe(Instant) }),
  risk: Type.Object({ ...ScoreAxis.properties, taskFrom: Type.Integer(), taskGiven: Type.Boolean() }),
  repeatCount: Type.Integer(),
  escalation: Type.Object({ internal: Maybe(LevelView), external: Maybe(LevelView) }),
  handledBy: OneOf('province', 'city'),
  cityUnitId: Maybe(Id),
  citySince: Maybe(Instant),
  can: Type.Object({ classify: Type.Boolean(), submit: Type.Boolean(), escalate: Type.Boolean(), delegate: Type.Boolean(), answerForCity: Type.Boolean(), analyse: Type.Boolean() })
})
export type ComplaintView = Static<typeof ComplaintView>
