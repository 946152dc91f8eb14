import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import {
  type editMacro as edit,
  type listMacros as list,
  type MacroStep,
  macroVariables,
  type removeMacro as remove,
  type saveMacro as save
} from '@shouwen/contract/ticket-macros'
import type { Selectable } from 'kysely'
import { allows, permit } from '#platform/access'
import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { record } from '#platform/events'
import { refuse } from '#platform/refusal'
import type { TicketsMacro } from '#platform/schema.gen'
import { staffNames } from '#capabilities/people'
import { type Person, personCalling, unitsAbove } from './list-views.ts'
import { checkSteps } from './macro-steps.ts'
import { type People, personOf } from './ticket-view.ts'

type Row = Selectable<TicketsMacro>
type Macro = OutputOf<typeof save>
type Content = Pick<InputOf<typeof save>, 'name' | 'steps' | 'sharing' | 'unitId'>

const MOST_MACROS = 200

/** The macros the reader has: their own and those shared with them, by name. */
export async function listMacros(call: Call): Promise<OutputOf<typeof list>> {
  const me = personCalling(call)
  const rows = await visibleTo(call, me, await unitsAbove(call, me))
    .orderBy('name')
    .orderBy('id')
    .limit(500)
    .execute()
  const people = await staffNames(
    call.tx,
    rows.map((row) => row.owner_id)
  )
  return { items: rows.map((row) => macroView(call, me, row, people)), variables: [...macroVariables] }
}

/** A macro the reader has; refuses with `not-found`. */
export async function macroFor(call: Call, macroId: string): Promise<{ id: string; steps: MacroStep[] }> {
  const me = personCalling(call)
  const row = await visibleTo(call, me, await unitsAbove(call, me))
    .where('id', '=', macroId)
    .executeTakeFirst()
  if (!row) throw refuse('not-found')
  return { id: row.id, steps: row.steps as MacroStep[] }
}

function visibleTo(call: Call, me: Person, unitIds: string[]) {
  return call.tx
    .selectFrom('tickets.macro')
    .selectAll()
    .where('region_id', '=', me.regionId)
    .where((is) =>
      is.or([
        is('owner_id', '=', me.id),
        is('sharing', '=', 'region'),
        is.and([is('sharing', '=', 'unit'), is('unit_id', '=', is.fn.any(is.val(unitIds)))])
      ])
    )
}

/** Keeps steps under a name, for oneself or shared. Refuses with `macro-variable-unknown`, `too-many-macros`, `not-permitted`. */
export async function saveMacro(call: Call, input: InputOf<typeof save>): Promise<Macro> {
  const me = personCalling(call)
  const content = contentOf(call, me, input)
  const { count } = await call.tx
    .selectFrom('tickets.macro')
    .select((is) => is.fn.countAll<number>().as('count'))
    .where('region_id', '=', me.regionId)
    .where('owner_id', '=', me.id)
    .executeTakeFirstOrThrow()
  if (count >= MOST_MACROS) throw refuse('too-many-macros', { most: MOST_MACROS })
  const row = await call.tx
    .insertInto('tickets.macro')
    .values({
      region_id: me.regionId,
      id: call.app.newId(),
      owner_id: me.id,
      ...content,
      created_at: call.now,
      updated_at: call.now
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return changed(call, me, row, 'macro.saved')
}

/** Changes a macro of one's own, or one that is shared where one may. Refuses with `changed-meanwhile`. */
export async function editMacro(call: Call, input: InputOf<typeof edit>): Promise<Macro> {
  const me = personCalling(call)
  const before = await editableMacro(call, me, input.macroId)
  if (before.version !== input.version) throw refuse('changed-meanwhile', { version: before.version })
  const row = await call.tx
    .updateTable('tickets.macro')
    .set({ ...contentOf(call, me, input), version: before.version + 1, updated_at: call.now })
    .where('region_id', '=', me.regionId)
    .where('id', '=', input.macroId)
    .returningAll()
    .executeTakeFirstOrThrow()
  return changed(call, me, row, 'macro.edited')
}

/** Removes a macro for everybody who had it. */
export async function removeMacro(call: Call, { macroId }: InputOf<typeof remove>): Promise<OutputOf<typeof remove>> {
  const me = personCalling(call)
  const row = await editableMacro(call, me, macroId)
  await call.tx.deleteFrom('tickets.macro').where('region_id', '=', me.regionId).where('id', '=', macroId).execute()
  await changed(call, me, row, 'macro.removed')
  return {}
}

async function editableMacro(call: Call, me: Person, macroId: string): Promise<Row> {
  const row = await call.tx
    .selectFrom('tickets.macro')
    .selectAll()
    .where('region_id', '=', me.regionId)
    .where('id', '=', macroId)
    .forUpdate()
    .executeTakeFirst()
  if (!row || (row.sharing === 'me' && row.owner_id !== me.id)) throw refuse('not-found')
  if (row.owner_id !== me.id) permit(call, 'macro.write', { regionId: row.region_id, unitId: row.unit_id })
  return row
}

/** Sharing needs the verb in that unit, or in the whole region. */
function contentOf(call: Call, me: Person, { name, steps, sharing, unitId }: Content) {
  checkSteps(steps)
  const unit_id = sharing === 'unit' ? (unitId ?? me.unitId) : null
  if (sharing !== 'me') permit(call, 'macro.write', { regionId: me.regionId, unitId: unit_id })
  return { name, steps: JSON.stringify(steps), sharing, unit_id }
}

async function changed(call: Call, me: Person, row: Row, verb: string): Promise<Macro> {
  await record(call, { name: 'macro.changed', regionId: row.region_id, subjectKind: 'macro', subjectId: row.id })
  await audited(call, { verb, regionId: row.region_id, subjectKind: 'macro', subjectId: row.id })
  return macroView(call, me, row, await staffNames(call.tx, [row.owner_id]))
}

function macroView(call: Call, me: Person, row: Row, people: People): Macro {
  return {
    id: row.id,
    name: row.name,
    steps: row.steps as MacroStep[],
    sharing: row.sharing,
    unitId: row.unit_id,
    owner: personOf(people, row.owner_id),
    editable:
      row.owner_id === me.id ||
      (row.sharing !== 'me' && allows(call.actor, 'macro.write', { regionId: row.region_id, unitId: row.unit_id })),
    version: row.version
  }
}
