import { sql } from 'kysely'
import { react } from '#platform/reactions'
import { changeContact, type FloorContactRow } from './contact.ts'
import { lockAll } from './leave-seat.ts'
import { returnOffers } from './return-offers.ts'
import { wakeFloor } from './wake.ts'

/**
 * Who is kept away from a matter is kept away from the calls and chats of its customer that wait already, and what was offered to them goes
 * back to its place. Whom they talk to at this moment stays with them until somebody takes over. @norm TK-26
 */
export const avoidRecused = react({
  name: 'floor.avoid-recused',
  events: ['ticket.recused'],
  async handle(call, { regionId, data }) {
    const { customerId, recusedIds } = data as { customerId: string | null; recusedIds: string[] }
    if (!customerId) return
    const { rows } = await sql<FloorContactRow>`select * from floor.contact where region_id = ${regionId} and customer_id = ${customerId} and state in ('waiting', 'offered')`.execute(call.tx)
    const locked = await lockAll(call, regionId, rows)
    for (const row of locked) {
      const avoid = [...new Set([...row.avoid_staff_ids, ...recusedIds])]
      await changeContact(call, row, { avoid_staff_ids: avoid, ...(row.known_staff_id && avoid.includes(row.known_staff_id) ? { known_staff_id: null } : {}) })
    }
    await returnOffers(call, regionId, locked.filter((row) => row.state === 'offered' && row.staff_id !== null && recusedIds.includes(row.staff_id)), 'desk-left')
    wakeFloor(call, regionId)
  }
})
