import { Code, Instant, LocalDate, Maybe, operation, PhraseSchema, Type } from './operation.ts'

export const readPublicPromises = operation({
  id: 'readPublicPromises',
  method: 'GET',
  path: '/api/portal/promises',
  summary: { zh: '公开的服务承诺', en: 'What we promise in public' },
  permission: 'public',
  /** The text as it held on that date; today when absent. */
  input: Type.Object({ on: Type.Optional(LocalDate) }),
  output: Type.Object({
    on: LocalDate,
    /** What the staff pledge; null when none was in force. */
    pledge: Maybe(PhraseSchema),
    promises: Type.Array(
      Type.Object({
        clauseId: Code,
        version: Type.Integer(),
        title: PhraseSchema,
        words: PhraseSchema,
        document: PhraseSchema,
        /** From when this version holds. */
        since: Instant
      })
    ),
    /** When the channels serve: days of the week from Monday, each with its hours. */
    hours: Type.Array(
      Type.Object({
        channel: Code,
        name: PhraseSchema,
        zone: Type.String(),
        days: Type.Array(Type.Array(Type.String())),
        holidays: Maybe(Type.Array(Type.String()))
      })
    )
  })
})
