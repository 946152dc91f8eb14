import type { LegDriver } from './ports.ts'

/**
 * Legs in browsers (WebRTC): sound flows from browser to browser, so all there is to do is to tell the parties that something changed;
 * each reads the picture and opens or closes its own tracks. Nothing of ours lies in the way of a running call.
 */
export const browserLegs: LegDriver = {
  name: 'browser',
  async follow(app, { row, legs }) {
    const staffIds = [...new Set([row.offered_to, row.wrap_up_staff_id, ...legs.map((leg) => leg.staff_id)].filter((id) => id !== null))]
    await app.signals.send({
      event: 'call.sign',
      regionId: row.region_id,
      ids: { callId: row.id },
      to: { staffIds, customerId: row.customer_id, conversationId: row.conversation_id }
    })
  }
}
