import { Code, Id, Line, Maybe, Nothing, OneOf, operation, type Static, Text, Type } from './operation.ts'
import { Person, TicketState } from './ticket-schemas.ts'
import { Sharing } from './ticket-views.ts'
import { Priority } from './ticket-words.ts'

const step = <Name extends string, T extends Parameters<typeof Type.Object>[0]>(name: Name, members: T) =>
  Type.Object({ do: Type.Literal(name), ...members }, { additionalProperties: false })
const Tags = Type.Optional(Type.Array(Line(40), { maxItems: 20, uniqueItems: true }))

/** One thing a macro or a bulk change does to a ticket, by the verb a person would use. Texts may name facts of the ticket: {{customer.name}}. */
export const MacroStep = Type.Union([
  step('reply', { body: Text(10_000) }),
  step('note', { body: Text(10_000) }),
  step('status', {
    to: OneOf('inProgress', 'pending', 'held', 'cancelled', 'rejected'),
    reason: Type.Optional(Line(300)),
    detail: Type.Optional(Text(2000))
  }),
  step('assign', {
    toMe: Type.Optional(Type.Boolean()),
    staffId: Type.Optional(Id),
    queueCode: Type.Optional(Code),
    unitId: Type.Optional(Id),
    reason: Line(300)
  }),
  step('tags', { add: Tags, remove: Tags }),
  step('priority', { priority: Priority, reason: Line(300) })
])
export type MacroStep = Static<typeof MacroStep>
export const MacroSteps = Type.Array(MacroStep, { minItems: 1, maxItems: 10 })

/** Names a text may use between double braces. */
export const macroVariables = [
  'ticket.number',
  'ticket.title',
  'customer.name',
  'contact.name',
  'agent.name',
  'agent.jobNumber',
  'promise.dueAt',
  'today'
] as const

const MacroContent = { name: Line(60), steps: MacroSteps, sharing: Sharing, unitId: Type.Optional(Id) }

export const MacroView = Type.Object({
  id: Id,
  name: Type.String(),
  steps: MacroSteps,
  sharing: Sharing,
  unitId: Maybe(Id),
  owner: Maybe(Person),
  editable: Type.Boolean(),
  version: Type.Integer()
})

export const listMacros = operation({
  id: 'listMacros',
  method: 'GET',
  path: '/api/macros',
  summary: { zh: '快捷处理', en: 'Macros' },
  permission: 'ticket.read',
  input: Nothing,
  output: Type.Object({ items: Type.Array(MacroView), variables: Type.Array(Type.String()) }),
  staleOn: ['macro.changed']
})

export const saveMacro = operation({
  id: 'saveMacro',
  method: 'POST',
  path: '/api/macros',
  summary: { zh: '新建快捷处理', en: 'Save a macro' },
  permission: 'ticket.read',
  /** Sharing with others needs `macro.write` there. */
  input: Type.Object(MacroContent),
  output: MacroView,
  refusals: ['too-many-macros', 'macro-variable-unknown']
})

export const editMacro = operation({
  id: 'editMacro',
  method: 'PUT',
  path: '/api/macros/{macroId}',
  summary: { zh: '修改快捷处理', en: 'Change a macro' },
  permission: 'ticket.read',
  input: Type.Object({ macroId: Id, version: Type.Integer({ minimum: 1, maximum: 1_000_000 }), ...MacroContent }),
  output: MacroView,
  refusals: ['changed-meanwhile', 'macro-variable-unknown']
})

export const removeMacro = operation({
  id: 'removeMacro',
  method: 'DELETE',
  path: '/api/macros/{macroId}',
  summary: { zh: '删除快捷处理', en: 'Remove a macro' },
  permission: 'ticket.read',
  input: Type.Object({ macroId: Id }),
  output: Nothing
})

/** What one step would do: null when nothing stands against it, else the code of the refusal. */
const StepPreview = Type.Object({
  do: Type.String(),
  refusal: Maybe(Type.String()),
  /** The text as the customer or colleague would read it. */
  text: Maybe(Type.String()),
  changes: Type.Array(Type.Object({ field: Type.String(), from: Maybe(Type.String()), to: Maybe(Type.String()) }))
})

export const previewMacro = operation({
  id: 'previewMacro',
  method: 'POST',
  path: '/api/tickets/{ticketId}/macros/{macroId}/preview',
  summary: { zh: '预览快捷处理', en: 'Preview a macro' },
  permission: 'ticket.read',
  input: Type.Object({ ticketId: Id, macroId: Id }),
  output: Type.Object({
    possible: Type.Boolean(),
    steps: Type.Array(StepPreview),
    /** Variables this ticket has no fact for. */
    missing: Type.Array(Type.String())
  })
})

export const applyMacro = operation({
  id: 'applyMacro',
  method: 'POST',
  path: '/api/tickets/{ticketId}/macros/{macroId}',
  summary: { zh: '执行快捷处理', en: 'Apply a macro' },
  permission: 'ticket.read',
  /** All steps or none. */
  input: Type.Object({ ticketId: Id, macroId: Id }),
  output: TicketState,
  refusals: [
    'macro-variable-missing',
    'ticket-status-not-possible',
    'assignee-unknown',
    'reason-unknown',
    'reason-needs-detail',
    'required-field-missing',
    'changed-meanwhile'
  ]
})
