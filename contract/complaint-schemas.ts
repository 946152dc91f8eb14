import { Code, Id, Instant, Maybe, OneOf, PhraseSchema, RegionId, type Static, Type } from './operation.ts'

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

export const ComplaintView = Type.Object({
  ticketId: Id,
  regionId: RegionId,
  source: ComplaintSourceView,
  sourceNumber: Maybe(Type.String()),
  sourceFields: AskedValues,
  receivedAt: Maybe(Instant)
})
export type ComplaintView = Static<typeof ComplaintView>
