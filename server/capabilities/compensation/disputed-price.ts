import { chargesOf } from '#capabilities/billing'
import type { Call } from '#platform/action'
import type { Ticket } from '#capabilities/tickets'

const LOOK_BACK_DAYS = 400
const DAY = 86_400_000

/** The customer's charges that compensation may be about, a bit more than a year back. */
export async function chargesFor(call: Call, ticket: Pick<Ticket, 'region_id' | 'customer_id'>) {
  if (!ticket.customer_id) return []
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10)
  return chargesOf(call.tx, ticket.region_id, ticket.customer_id, { from: day(call.now.getTime() - LOOK_BACK_DAYS * DAY), to: day(call.now.getTime()) })
}

/** The price that is in dispute on this ticket, in fen: what the law's maximum is reckoned from. Null when no charge is flagged. */
export async function disputedFen(call: Call, ticket: Ticket): Promise<number | null> {
  const disputed = (await chargesFor(call, ticket)).filter(({ disputed, dispute }) => disputed && (dispute?.ticketId === null || dispute?.ticketId === ticket.id))
  return disputed.length === 0 ? null : disputed.reduce((sum, { amountFen }) => sum + amountFen, 0)
}
