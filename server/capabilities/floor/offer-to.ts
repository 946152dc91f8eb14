import type { offerContactTo as operation } from '@shouwen/contract/floor-state'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { permit } from '#platform/access'
import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { refuse } from '#platform/refusal'
import { staffInRegion } from '#capabilities/people'
import { changeContact, type FloorContactRow, refuseAvoided } from './contact.ts'
import { recordFloor } from './floor-events.ts'
import { permitQueue } from './floor-state.ts'
import { offerSeconds, secondsAfter } from './floor-rules.ts'
import { perKind } from './hooks.ts'
import { lockAll } from './leave-seat.ts'
import { enterDecisions } from './ledger.ts'
import { returnOffers } from './return-offers.ts'
import { changeSeat, lockSeat, withOneMore } from './seat.ts'

/**
 * A supervisor gives a contact of a queue they see to somebody they answer for, before all others; the person accepts it as any offer.
 * Nobody gives it to who must not have it. @norm WF-24 TK-26
 */
export async function offerContactTo(call: Call, { regionId, contactId, staffId, note }: InputOf<typeof operation>): Promise<OutputOf<typeof operation>> {
  const person = await staffInRegion(call.tx, regionId, staffId)
  const rows = await call.tx.selectFrom('floor.contact').selectAll().where('region_id', '=', regionId).where('id', '=', contactId).execute()
  const found = rows.find((row) => row.state !== 'left')
  if (!person || !found) throw refuse('not-found')
  permit(call, 'floor.supervise', { regionId, unitId: person.unitId })
  await permitQueue(call, regionId, found.queue_code)
  await refuseAvoided(call, found, staffId)
  if (found.state === 'held') throw refuse('contact-not-waiting')
  const contact = await freed(call, regionId, found, staffId)
  const seat = await lockSeat(call, regionId, staffId)
  if (seat.state === 'signed-out') throw refuse('person-not-at-work')
  const { units, soft, columns } = withOneMore(seat, contact.channel)
  await changeSeat(call, seat, { ...columns, idle_since: call.now })
  const ends = secondsAfter(call.now, offerSeconds(contact.channel))
  const offered = await changeContact(call, contact, { state: 'offered', staff_id: staffId, units, soft, offered_at: call.now, offer_ends_at: ends, via_queue: null })
  await enterDecisions(call, [{ contact: offered, staffId, way: 'assigned' }])
  const said = await perKind([offered], (hooks, own) => hooks.offered(call, own))
  await recordFloor(call, 'contact.offered', [offered], said)
  await audited(call, { verb: 'contact.offer-to', regionId, subjectKind: 'contact', subjectId: contactId, purpose: note.slice(0, 200), detail: { staffId } })
  return { offerEndsAt: ends.toISOString() }
}

/** The contact, locked with its own row, waiting: an offer to somebody else is taken back first. */
async function freed(call: Call, regionId: number, found: FloorContactRow, staffId: string): Promise<FloorContactRow> {
  const [locked] = await lockAll(call, regionId, [found])
  if (!locked) throw refuse('contact-busy')
  if (locked.state === 'waiting') return locked
  if (locked.staff_id === staffId) throw refuse('contact-not-waiting')
  await returnOffers(call, regionId, [locked], 'desk-left')
  return { ...locked, state: 'waiting', staff_id: null }
}
