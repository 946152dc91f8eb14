import { estimateWaitSeconds } from '@shouwen/kernels/routing/index'
import { sql } from 'kysely'
import type { Call } from '#platform/action'
import { queueRoster } from '#capabilities/tickets'
import { chatRules, minutesBefore } from './chat-rules.ts'
import type { Conversation } from './load-conversation.ts'
import { silentBefore } from './presence.ts'

/** Place in the queue (1 = next), how long it will probably take, and how many people are there; null when not in the queue. */
export async function standingOf(
  call: Call,
  conversation: Conversation
): Promise<{ position: number; estimateSeconds: number | null; agentsOnline: number } | null> {
  const { region_id, queue_code, queued_at, id, state } = conversation
  if (state !== 'waiting' || queued_at === null) return null
  const { window_minutes, at_least } = chatRules().estimate
  const { rows } = await sql<{ ahead: number; accepted: number }>`
    select (select count(*)::int from contacts.conversation where region_id = ${region_id} and queue_code is not distinct from ${queue_code} and state = 'waiting'
              and (queued_at, id) < (${queued_at}, ${id})) as ahead,
           (select count(*)::int from contacts.conversation where region_id = ${region_id} and queue_code = ${queue_code}
              and accepted_at > ${minutesBefore(call.now, window_minutes)}) as accepted`.execute(call.tx)
  const agentsOnline = await agentsOnlineFor(call, region_id, queue_code)
  const position = (rows[0]?.ahead ?? 0) + 1
  const accepted = rows[0]?.accepted ?? 0
  return {
    position,
    estimateSeconds: estimateWaitSeconds(
      position,
      { accepted, windowSeconds: window_minutes * 60, desksOnline: agentsOnline },
      at_least
    ),
    agentsOnline
  }
}

/** People at the desk who take chats of this queue, of any queue when none is named. */
export async function agentsOnlineFor(call: Call, regionId: number, queueCode: string | null): Promise<number> {
  const roster = await queueRoster(call.tx, regionId)
  const members = roster
    .filter((queue) => queueCode === null || queue.code === queueCode)
    .flatMap((queue) => [...queue.members.keys()])
  if (members.length === 0) return 0
  const row = await call.tx
    .selectFrom('contacts.presence')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('region_id', '=', regionId)
    .where('state', 'in', ['available', 'busy'])
    .where('last_seen_at', '>', silentBefore(call.now))
    .where(sql<boolean>`staff_id = any(${members}::uuid[])`)
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}
