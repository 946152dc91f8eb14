import type { listVipPromises as listOperation, VipPromise } from '@shouwen/contract/vip'
import type { InputOf, OutputOf, Static } from '@shouwen/contract/operation'
import { scopeFilter } from '#platform/access'
import type { Call } from '#platform/action'
import { customerNames, maskCustomer } from '#capabilities/customers'
import { clocksOf, type OpenPromise, openPromisesWith } from '#capabilities/norms'
import { staffNames } from '#capabilities/people'
import { findTicket } from '#capabilities/tickets'
import { vipFacts } from './vip-rules.ts'

type View = Static<typeof VipPromise>
const MOST = 200

/** What is promised to VIP and AAA customers and not done, the soonest due first. @norm CC-29 */
export async function listVipPromises(call: Call, input: InputOf<typeof listOperation>): Promise<OutputOf<typeof listOperation>> {
  return { items: await openVipPromises(call, input.limit ?? MOST) }
}

export async function openVipPromises(call: Call, limit = MOST): Promise<View[]> {
  const regionId = call.actor.kind === 'staff' ? call.actor.regionId : 0
  const open = bySoonest([...(await openPromisesWith(call, regionId, vipFacts, limit)), ...(await promisesOfNeeds(call, regionId))]).slice(0, limit)
  const owners = await staffNames(call.tx, open.map((one) => one.promise.ownerId))
  const customers = await customerNames(call.tx, regionId, open.flatMap((one) => one.customerId ?? []))
  const tickets = await ticketsOf(call, regionId, open.flatMap((one) => (one.subjectKind === 'ticket' ? one.subjectId : (one.partOfId ?? []))))
  return open.map((one) => {
    const ticketId = one.subjectKind === 'ticket' ? one.subjectId : one.partOfId
    const ticket = tickets.get(ticketId ?? '')
    const customer = customers.get(one.customerId ?? '')
    const owner = owners.get(one.promise.ownerId ?? '')
    return {
      promise: one.promise,
      subjectKind: one.subjectKind,
      ticketId: ticket ? ticketId : null,
      ticketNumber: ticket?.number ?? null,
      title: ticket?.title ?? null,
      customer: customer ? (({ id, name, grade, vip }) => ({ id, name, grade, vip }))(maskCustomer(call.actor, customer)) : null,
      owner: one.promise.ownerId && owner ? { id: one.promise.ownerId, ...owner } : null
    }
  })
}

/** What the desk passed on stays in its sight until it is done, wherever the work is now. */
async function promisesOfNeeds(call: Call, regionId: number): Promise<OpenPromise[]> {
  const needs = await call.tx
    .selectFrom('vip.need as n')
    .select(['n.task_id', 'n.ticket_id', 'n.customer_id'])
    .where('n.region_id', '=', regionId)
    .where(scopeFilter(call.actor, 'vip.work', { regionId: 'n.region_id', unitId: 'n.unit_id', staffIds: ['n.recorded_by'] }))
    .orderBy('n.recorded_at', 'desc')
    .limit(MOST)
    .execute()
  const promises = await clocksOf(call, regionId, 'task', needs.map((one) => one.task_id))
  return needs.flatMap((need) =>
    (promises.get(need.task_id) ?? [])
      .filter((promise) => promise.stoppedAt === null)
      .map((promise) => ({ promise, subjectKind: 'task', subjectId: need.task_id, partOfId: need.ticket_id, customerId: need.customer_id }))
  )
}

/** Each once, the soonest due first; what has no deadline comes last. */
function bySoonest(promises: readonly OpenPromise[]): OpenPromise[] {
  const each = [...new Map(promises.map((one) => [one.promise.id, one])).values()]
  return each.sort((a, b) => ((a.promise.dueAt ?? '9') < (b.promise.dueAt ?? '9') ? -1 : 1))
}

async function ticketsOf(call: Call, regionId: number, ids: readonly string[]) {
  const found = new Map<string, { number: string; title: string }>()
  for (const id of new Set(ids)) {
    const ticket = await findTicket(call.tx, regionId, id)
    if (ticket) found.set(id, { number: ticket.number, title: ticket.title })
  }
  return found
}
