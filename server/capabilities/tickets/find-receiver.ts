import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { giveOut, queuesOf } from './route-ticket.ts'

export type Receiver = { unitId: string; queueCode: string | null; staffId: string | null }
export type Wanted = { staffId?: string; queueCode?: string; unitId?: string }

/** Where work given to a person, a queue or a unit of the region goes; refuses with `assignee-unknown`, and with `ticket-avoids-person` for one of those to avoid. */
export async function findReceiver(call: Call, regionId: number, wanted: Wanted, avoid: readonly string[] = []): Promise<Receiver> {
  if (wanted.staffId && avoid.includes(wanted.staffId)) throw refuse('ticket-avoids-person')
  if (wanted.staffId)
    return { ...(await unitOfPerson(call, regionId, wanted.staffId)), queueCode: null, staffId: wanted.staffId }
  if (wanted.queueCode) {
    const queue = (await queuesOf(call, regionId)).find((one) => one.code === wanted.queueCode)
    if (!queue) throw refuse('assignee-unknown')
    return { unitId: queue.unitId, queueCode: queue.code, staffId: await giveOut(call, queue, avoid) }
  }
  if (wanted.unitId) return { unitId: await knownUnit(call, regionId, wanted.unitId), queueCode: null, staffId: null }
  throw refuse('required-field-missing', { fields: ['staffId', 'queueCode', 'unitId'] })
}

async function unitOfPerson(call: Call, regionId: number, staffId: string): Promise<{ unitId: string }> {
  const row = await call.tx
    .selectFrom('people.staff')
    .select('unit_id')
    .where('id', '=', staffId)
    .where('region_id', '=', regionId)
    .where('status', '=', 'active')
    .executeTakeFirst()
  if (!row) throw refuse('assignee-unknown')
  return { unitId: row.unit_id }
}

async function knownUnit(call: Call, regionId: number, unitId: string): Promise<string> {
  const row = await call.tx
    .selectFrom('people.unit')
    .select('id')
    .where('id', '=', unitId)
    .where('active', '=', true)
    .where((where) => where.or([where('region_id', '=', regionId), where('region_id', 'is', null)]))
    .executeTakeFirst()
  if (!row) throw refuse('assignee-unknown')
  return row.id
}
