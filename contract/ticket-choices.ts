import { operation, PhraseSchema, Nothing, OneOf, Type } from './operation.ts'
import { TicketKind } from './ticket-words.ts'

/** What the rulebook lets people choose from; it changes only with a new version of the rulebook. */
export const readTicketChoices = operation({
  id: 'readTicketChoices',
  method: 'GET',
  path: '/api/ticket-choices',
  summary: { zh: '工单可选的分类、原因与表单项', en: 'Categories, reasons and form fields a ticket may use' },
  permission: 'signed-in',
  input: Nothing,
  output: Type.Object({
    /** In the order of the rulebook: a branch before what is below it. */
    categories: Type.Array(
      Type.Object({ code: Type.String(), kinds: Type.Array(TicketKind), ...PhraseSchema.properties })
    ),
    /** Why a ticket may stand still; `detail`: an account of what happened must be given. */
    pauseReasons: Type.Array(
      Type.Object({
        code: Type.String(),
        status: OneOf('pending', 'held'),
        detail: Type.Boolean(),
        ...PhraseSchema.properties
      })
    ),
    /** What to say and do first when a complaint comes (SP-15). */
    calming: Type.Array(PhraseSchema),
    /** What each kind asks for beside title, description and contact. */
    forms: Type.Array(
      Type.Object({ kind: TicketKind, required: Type.Array(Type.String()), asked: Type.Array(Type.String()) })
    )
  })
})
