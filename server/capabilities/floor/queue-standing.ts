import { estimateWaitSeconds } from '@shouwen/kernels/routing/index'
import { sql } from 'kysely'
import type { Call } from '#platform/action'
import { rulebook } from '#server/rulebook'
import { type ContactRef, findFloorContact } from './contact.ts'
import { secondsAfter, secondsBetween } from './floor-rules.ts'
import { slotOf } from './marks.ts'
import { peopleThere } from './people-there.ts'

export type Standing = { position: number; estimateSeconds: number | null; agentsOnline: number }

/** Place in the queue (1 = next), how long it will probably take, and how many people are there; null when it does not wait. */
export async function standingOf(call: Call, ref: ContactRef): Promise<Standing | null> {
  const contact = await findFloorContact(call.tx, ref)
  if (contact?.state !== 'waiting') return null
  const { region_id, queue_code, placed_at, head_start_seconds, id } = contact
  const { rows } = await sql<{ ahead: number }>`
    select count(*)::int as ahead from floor.contact where region_id = ${region_id} and queue_code = ${queue_code} and state = 'waiting'
      and (placed_at - make_interval(secs => head_start_seconds), id) < (${secondsAfter(placed_at, -head_start_seconds)}::timestamptz, ${id}::uuid)`.execute(call.tx)
  const position = (rows[0]?.ahead ?? 0) + 1
  const agentsOnline = await peopleThere(call, region_id, queue_code)
  return { position, estimateSeconds: await estimateOf(call, region_id, queue_code, position, agentsOnline), agentsOnline }
}

/** Seconds until who stands at this position is probably taken, by the pace of the last quarters; null when nobody can honestly tell. */
export async function estimateOf(call: Call, regionId: number, queueCode: string, position: number, people?: number): Promise<number | null> {
  const { window_minutes, at_least } = rulebook().chat.estimate
  const from = slotOf(secondsAfter(call.now, -60 * window_minutes))
  const { rows } = await sql<{ accepted: number }>`
    select (select coalesce(sum(n), 0) from floor.tally where region_id = ${regionId} and slot >= ${from} and queue_code = ${queueCode} and figure = 'answered' and within_seconds = -1)::int
         + (select coalesce(sum(n), 0) from floor.mark where region_id = ${regionId} and slot >= ${from} and queue_code = ${queueCode} and figure = 'answered')::int as accepted`.execute(call.tx)
  const desksOnline = people ?? (await peopleThere(call, regionId, queueCode))
  return estimateWaitSeconds(position, { accepted: rows[0]?.accepted ?? 0, windowSeconds: secondsBetween(from, call.now), desksOnline }, at_least)
}
