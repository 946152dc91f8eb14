import type { FloorContactRow, FloorHooks } from '#capabilities/floor'
import { changeCall, nextState } from './change-call.ts'
import { loadCall } from './load-call.ts'

/** What a call does when the floor moves it; the floor decides who gets it, the call only mirrors that. */
export const floorHooks: FloorHooks = {
  async lock(call, regionId, ids) {
    if (ids.length === 0) return []
    const rows = await call.tx
      .selectFrom('voice.call')
      .select('id')
      .where('region_id', '=', regionId)
      .where('id', 'in', ids)
      .where('state', '!=', 'ended')
      .orderBy('id')
      .forUpdate()
      .skipLocked()
      .execute()
    return rows.map((row) => row.id)
  },

  async offered(call, contacts) {
    for (const contact of contacts) {
      const loaded = await loadCall(call, refOf(contact))
      await changeCall(
        call,
        loaded,
        { state: nextState(loaded, 'offer', 'system'), offered_to: contact.staff_id, offered_at: contact.offered_at ?? call.now, offer_ends_at: contact.offer_ends_at },
        { kind: 'offered', party: 'system', staffId: contact.staff_id },
        'call.offered'
      )
    }
  },

  async lapsed(call, contacts, reason) {
    for (const contact of contacts) {
      const loaded = await loadCall(call, refOf(contact))
      await changeCall(
        call,
        loaded,
        { state: nextState(loaded, 'lapse', 'system'), offered_to: null, offer_ends_at: null },
        { kind: 'lapsed', party: 'system', staffId: contact.from, data: { reason } },
        'call.queued'
      )
    }
  },

  /**
   * A seat counts as left, but the sound of a call does not pass through us: whether its line is lost is judged by the line itself, with time
   * to be heard again after an outage (`sweepCalls`).
   */
  async deskLeft() {}
}

const refOf = ({ region_id, id }: FloorContactRow) => ({ regionId: region_id, id })
