import type { listVipNeeds as listOperation, recordVipNeed as recordOperation, VipNeedView } from '@shouwen/contract/vip'
import type { InputOf, OutputOf, Static } from '@shouwen/contract/operation'
import { type Selectable, sql } from 'kysely'
import { permit, scopeFilter } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { record } from '#platform/events'
import { cursorOf, openTimeCursor } from '#platform/paging'
import { refuse } from '#platform/refusal'
import type { VipNeed } from '#platform/schema.gen'
import { type CustomerBrief, customerNames, findCustomer, maskCustomer } from '#capabilities/customers'
import { clocksOf } from '#capabilities/norms'
import { staffHolding, staffInRegion, staffNames } from '#capabilities/people'
import { assignTask, getTicket, permitTicket, taskStatuses } from '#capabilities/tickets'
import { deskPlace } from './vip-customer.ts'
import { checkVip, vipRules } from './vip-rules.ts'

type Need = Selectable<VipNeed>

/**
 * A need or wish in detail becomes a task of the customer's account manager, with clocks of its own; without a manager it goes to the key-account people of the region.
 * @norm CC-29
 */
export async function recordVipNeed(call: Call, input: InputOf<typeof recordOperation>): Promise<OutputOf<typeof recordOperation>> {
  const kind = Object.hasOwn(vipRules().needs, input.kind) ? vipRules().needs[input.kind] : undefined
  if (!kind) throw refuse('vip-need-unknown', { kind: input.kind })
  const ticket = permitTicket(call, 'ticket.note', await getTicket(call, input.ticketId))
  permit(call, 'vip.work', deskPlace(call, ticket.region_id))
  const customer = ticket.customer_id ? await findCustomer(call.tx, ticket.region_id, ticket.customer_id) : null
  checkVip(customer)
  const to = await receiverOf(call, customer)
  const detail = [input.detail, input.wantedBy ? `期望时间：${input.wantedBy}` : '', input.reachAt ? `方便联系：${input.reachAt}` : ''].filter(Boolean).join('\n')
  const task = await assignTask(call, { ticketId: ticket.id, title: `贵宾需求：${kind.zh}`, detail, ...to })
  const row = await call.tx
    .insertInto('vip.need')
    .values({
      region_id: ticket.region_id,
      id: call.app.newId(),
      customer_id: customer.id,
      ticket_id: ticket.id,
      ticket_number: ticket.number,
      task_id: task.id,
      kind: input.kind,
      detail: input.detail,
      wanted_by: input.wantedBy ? new Date(input.wantedBy) : null,
      reach_at: input.reachAt ?? null,
      to_staff_id: task.assignee?.id ?? null,
      to_unit_id: task.unitId,
      unit_id: call.actor.kind === 'staff' ? call.actor.unitId : null,
      recorded_by: staffId(call.actor),
      recorded_at: call.now
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await record(call, { name: 'vip.need-recorded', regionId: row.region_id, subjectKind: 'vip-need', subjectId: row.id, data: { ticketId: ticket.id, taskId: task.id, customerId: customer.id } })
  const [view] = await needViews(call, row.region_id, [row])
  return view as OutputOf<typeof recordOperation>
}

/** The account manager while they are with us, else the unit in which the region's key-account managers sit. */
async function receiverOf(call: Call, { regionId, managerId }: CustomerBrief): Promise<{ staffId: string } | { unitId: string }> {
  if (managerId && (await staffInRegion(call.tx, regionId, managerId))) return { staffId: managerId }
  const [one] = await staffHolding(call.tx, regionId, 'key-account-manager')
  if (!one) throw refuse('vip-nobody-to-pass-to')
  return { unitId: one.unitId }
}

/** Needs the desk recorded, or those passed to the reader, the newest first. */
export async function listVipNeeds(call: Call, input: InputOf<typeof listOperation>): Promise<OutputOf<typeof listOperation>> {
  const limit = input.limit ?? 50
  const after = openTimeCursor(input.cursor)
  const regionId = call.actor.kind === 'staff' ? call.actor.regionId : 0
  const me = staffId(call.actor)
  const rows = await call.tx
    .selectFrom('vip.need as n')
    .selectAll('n')
    .where('n.region_id', '=', regionId)
    .where((eb) => eb.or([scopeFilter(call.actor, 'vip.work', { regionId: 'n.region_id', unitId: 'n.unit_id', staffIds: ['n.recorded_by', 'n.to_staff_id'] }) as never, eb('n.to_staff_id', '=', me)]))
    .$if(input.customerId !== undefined, (query) => query.where('n.customer_id', '=', input.customerId as string))
    .$if(input.mine === true, (query) => query.where('n.to_staff_id', '=', me))
    .$if(after !== null, (query) => query.where(sql<boolean>`(n.recorded_at, n.id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`))
    .orderBy('n.recorded_at', 'desc')
    .orderBy('n.id', 'desc')
    .limit(limit + 1)
    .execute()
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { items: await needViews(call, regionId, shown), nextCursor: rows.length > limit && last ? cursorOf([last.recorded_at.toISOString(), last.id]) : null }
}

async function needViews(call: Call, regionId: number, rows: readonly Need[]): Promise<Static<typeof VipNeedView>[]> {
  const people = await staffNames(call.tx, rows.flatMap((row) => [row.to_staff_id, row.recorded_by]))
  const person = (id: string | null) => {
    const found = id === null ? undefined : people.get(id)
    return id !== null && found ? { id, ...found } : null
  }
  const customers = await customerNames(call.tx, regionId, rows.map((row) => row.customer_id))
  const statuses = await taskStatuses(call.tx, regionId, rows.map((row) => row.task_id))
  const promises = await clocksOf(call, regionId, 'task', rows.map((row) => row.task_id))
  return rows.map((row) => {
    const customer = customers.get(row.customer_id)
    return {
      id: row.id,
      kind: row.kind,
      detail: row.detail,
      customerId: row.customer_id,
      customerName: customer ? maskCustomer(call.actor, customer).name : '',
      ticketId: row.ticket_id,
      ticketNumber: row.ticket_number,
      to: person(row.to_staff_id),
      toUnitId: row.to_unit_id,
      wantedBy: row.wanted_by?.toISOString() ?? null,
      reachAt: row.reach_at,
      status: statuses.get(row.task_id) ?? 'assigned',
      promises: promises.get(row.task_id) ?? [],
      recordedBy: person(row.recorded_by),
      recordedAt: row.recorded_at.toISOString()
    }
  })
}
