import type { listVipPromises as listOperation, VipPromise } from '@shouwen/contract/vip'
import type { InputOf, OutputOf, Static } from '@shouwen/contract/operation'
import type { Call } from '#platform/action'
import { customerNames, maskCustomer } from '#capabilities/customers'
import { openPromisesWith } from '#capabilities/norms'
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
  const open = await openPromisesWith(call, regionId, vipFacts, limit)
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

async function ticketsOf(call: Call, regionId: number, ids: readonly string[]) {
  const found = new Map<string, { number: string; title: string }>()
  for (const id of new Set(ids)) {
    const ticket = await findTicket(call.tx, regionId, id)
    if (ticket) found.set(id, { number: ticket.number, title: ticket.title })
  }
  return found
}
