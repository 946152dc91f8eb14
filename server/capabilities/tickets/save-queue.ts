import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { saveQueue as contract } from '@shouwen/contract/queues'
import { permit } from '#platform/access'
import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { record } from '#platform/events'
import { refuse } from '#platform/refusal'
import { newId } from '#platform/uuid7'
import { getUnit, staffNames } from '#capabilities/people'
import { rulebook } from '#server/rulebook'

type Input = InputOf<typeof contract>

/** Makes a queue or changes it, with its members. */
export async function saveQueue(call: Call, input: Input): Promise<OutputOf<typeof contract>> {
  permit(call, 'settings.write', { regionId: input.regionId, unitId: input.unitId })
  await writeQueue(call, input)
  await record(call, {
    name: 'queue.changed',
    regionId: input.regionId,
    subjectKind: 'queue',
    subjectId: newId(),
    data: { code: input.code }
  })
  await audited(call, {
    verb: 'queue.save',
    regionId: input.regionId,
    subjectKind: 'queue',
    detail: { code: input.code }
  })
  return { code: input.code }
}

/** Writes a queue without asking who may: for the sample and for imports of an organisation. */
export async function writeQueue(call: Call, input: Input): Promise<void> {
  await checkQueue(call, input)
  const fields = {
    region_id: input.regionId,
    unit_id: input.unitId,
    name_zh: input.nameZh,
    name_en: input.nameEn,
    strategy: input.strategy,
    skill: input.skill ?? null,
    kinds: [...input.kinds],
    categories: [...input.categories],
    rank: input.rank ?? 100,
    active: input.active ?? true
  }
  await call.tx
    .insertInto('tickets.queue')
    .values({ code: input.code, ...fields })
    .onConflict((conflict) => conflict.column('code').doUpdateSet(fields))
    .execute()
  await call.tx.deleteFrom('tickets.queue_member').where('queue_code', '=', input.code).execute()
  if (input.members.length === 0) return
  await call.tx
    .insertInto('tickets.queue_member')
    .values(input.members.map((staff_id) => ({ queue_code: input.code, staff_id })))
    .execute()
}

async function checkQueue(call: Call, input: Input): Promise<void> {
  const unit = await getUnit(call.tx, input.unitId)
  if (unit.regionId !== null && unit.regionId !== input.regionId) throw refuse('assignee-unknown')
  const people = await staffNames(call.tx, input.members)
  if (people.size !== input.members.length) throw refuse('assignee-unknown')
  const { categories, skills } = rulebook()
  const strange = input.categories.filter((category) => !categories[category])
  if (strange.length > 0 || (input.skill && !skills[input.skill]))
    throw refuse('ticket-category-unknown', { categories: strange })
}
