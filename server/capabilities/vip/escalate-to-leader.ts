import type { escalateToLeader as escalateOperation } from '@shouwen/contract/vip'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { permit } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { refuse } from '#platform/refusal'
import { findCustomer } from '#capabilities/customers'
import { presenceOf } from '#capabilities/floor'
import { staffOver } from '#capabilities/people'
import { getTicket, offerHandover, permitTicket } from '#capabilities/tickets'
import { deskPlace } from './vip-customer.ts'
import { checkVip, vipRules } from './vip-rules.ts'

/**
 * What the desk cannot solve goes to the shift leader with one press: to one who is at work first, else to the nearest. Whoever was asked first answers for the matter until the
 * leader accepts. @norm CC-29
 */
export async function escalateToLeader(call: Call, { ticketId, reason }: InputOf<typeof escalateOperation>): Promise<OutputOf<typeof escalateOperation>> {
  const ticket = permitTicket(call, 'ticket.note', await getTicket(call, ticketId))
  permit(call, 'vip.work', deskPlace(call, ticket.region_id))
  checkVip(ticket.customer_id ? await findCustomer(call.tx, ticket.region_id, ticket.customer_id) : null)
  const { leader, atSeat } = await leaderOf(call, ticket.region_id)
  const handover = await offerHandover(call, { ticketId, staffId: leader.id, reason: `提交值班长：${reason}`, summary: ticket.description.slice(0, 2000) || ticket.title, customerAgreed: true })
  return { leader, atSeat, handover }
}

async function leaderOf(call: Call, regionId: number) {
  const unitId = call.actor.kind === 'staff' ? call.actor.unitId : ''
  const leaders = (await staffOver(call.tx, unitId, vipRules().leaders)).filter(({ id }) => id !== staffId(call.actor))
  const [nearest] = leaders
  if (!nearest) throw refuse('vip-no-leader')
  const seats = await presenceOf(call.tx, regionId, leaders.map(({ id }) => id))
  const there = leaders.find(({ id }) => (seats.get(id)?.state ?? 'signed-out') !== 'signed-out')
  return { leader: there ?? nearest, atSeat: there !== undefined }
}
