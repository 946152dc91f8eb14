import type { Confirmation } from '@shouwen/contract/ticket-schemas'
import { type Selectable, sql } from 'kysely'
import type { Call } from '#platform/action'
import type { ImprovementComplaintFact } from '#platform/schema.gen'
import type { Ticket } from '#capabilities/tickets'
import { partsOf } from './matter-keys.ts'
import { dayIn, regionOf } from './region-day.ts'

export type Fact = Selectable<ImprovementComplaintFact>
export const NONE = '00000000-0000-0000-0000-000000000000'
export const measures = ['opened', 'ended', 'first_time', 'timed', 'in_time', 'repeats', 'appeals'] as const
export type Measures = Record<(typeof measures)[number], number>

/** How one complaint is counted, read from its ticket, its promises and what came back; null when it is not counted. @norm KP-04 KP-05 */
export async function factOf(call: Call, ticket: Ticket): Promise<Fact | null> {
  if (ticket.kind !== 'complaint' || ticket.merged_into_id !== null || ticket.status === 'rejected' || ticket.source === 'monitoring') return null
  const { timeZone } = await regionOf(call, ticket.region_id)
  const { place, product } = await partsOf(call, ticket)
  const ended = ticket.status === 'closed'
  // What is written down, not what a look at the clock would say: counts follow events.
  const { rows } = await sql<{ broken: boolean; came_back: boolean; is_repeat: boolean }>`
    select exists (select from norms.clock where region_id = ${ticket.region_id} and subject_kind = 'ticket' and subject_id = ${ticket.id} and state = 'broken') as broken,
      exists (select from improvement.same_matter where region_id = ${ticket.region_id} and earlier_id = ${ticket.id} and kind = 'repeat') as came_back,
      exists (select from improvement.same_matter where region_id = ${ticket.region_id} and ticket_id = ${ticket.id} and kind = 'repeat') as is_repeat`.execute(call.tx)
  const [{ broken, came_back, is_repeat } = { broken: false, came_back: false, is_repeat: false }] = rows
  const answer = (ticket.confirmation as Confirmation | null)?.answer
  return {
    region_id: ticket.region_id,
    ticket_id: ticket.id,
    day: dayIn(timeZone, ticket.opened_at),
    unit_id: ticket.unit_id ?? NONE,
    category: ticket.category ?? '',
    place: place ?? NONE,
    product: product ?? '',
    ended,
    first_time: ended && answer?.solved === true && ticket.reopened_count === 0 && !came_back,
    timed: ended || broken,
    in_time: ended && !broken,
    repeat: is_repeat,
    appeal: ticket.source === 'regulator-12300'
  }
}

/** What a complaint adds to its day. Pure. */
export function addsOf(fact: Pick<Fact, 'ended' | 'first_time' | 'timed' | 'in_time' | 'repeat' | 'appeal'>): Measures {
  const one = (yes: boolean) => (yes ? 1 : 0)
  return { opened: 1, ended: one(fact.ended), first_time: one(fact.first_time), timed: one(fact.timed), in_time: one(fact.in_time), repeats: one(fact.repeat), appeals: one(fact.appeal) }
}
