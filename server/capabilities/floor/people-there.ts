import { sql } from 'kysely'
import type { Call } from '#platform/action'
import { queueRoster } from '#capabilities/tickets'
import { presenceRules, secondsAfter } from './floor-rules.ts'

/**
 * How many people who work from the queue (any queue when null), or from one it overflows to, are at work now.
 * @param states only those in one of these; null = in any in which somebody sits at the seat
 * @param more queues it overflows to, whole or by their ending (`-general`)
 */
export async function peopleThere(call: Call, regionId: number, queueCode: string | null, states: readonly string[] | null = null, more: readonly string[] = []): Promise<number> {
  const roster = await queueRoster(call.tx, regionId)
  const counted = roster.filter(({ code }) => queueCode === null || code === queueCode || more.some((end) => (end.startsWith('-') ? code.endsWith(end) : code === end)))
  const lent = await lentTo(call, regionId, counted.map((queue) => queue.code))
  const members = [...new Set([...counted.flatMap((queue) => [...queue.members.keys()]), ...lent])]
  if (members.length === 0) return 0
  const row = await call.tx
    .selectFrom('floor.seat')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('region_id', '=', regionId)
    .where('state', 'in', [...(states ?? seatStates())])
    .where('last_seen_at', '>', secondsAfter(call.now, -presenceRules().silent_seconds))
    .where(sql<boolean>`staff_id = any(${members}::uuid[])`)
    .executeTakeFirst()
  return Number(row?.n ?? 0)
}

/** States in which the person sits at the seat. */
export const seatStates = (): string[] => Object.entries(presenceRules().states).flatMap(([code, { seat }]) => (seat ? [code] : []))

async function lentTo(call: Call, regionId: number, codes: string[]): Promise<string[]> {
  const rows = await call.tx.selectFrom('floor.loan').select('staff_id').where('region_id', '=', regionId).where(sql<boolean>`queue_codes && ${codes}::text[]`).execute()
  return rows.map((row) => row.staff_id)
}
