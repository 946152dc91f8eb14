import type { Agent, Contact } from '@shouwen/kernels/routing/index'
import { sql } from 'kysely'
import type { Call } from '#platform/action'
import type { FloorContactRow } from './contact.ts'
import { readRoster } from './dispatcher/roster.ts'
import { capacities, HARD } from './dispatcher/routing-agent.ts'
import { channelRule, chatCapacity, takesContacts } from './floor-rules.ts'
import { routingContact } from './routing-rule.ts'

type Decided = { region_id: number; contact_id: string; kind: string; at: Date; queue_code: string }

/** The contact as it waited at a decision, from its passage or its live row. Its rule is that of the rulebook of now. */
export async function contactThen(call: Call, { region_id, contact_id, kind, at, queue_code }: Decided): Promise<Contact | null> {
  const roster = await readRoster(call.tx, region_id)
  const live = await call.tx.selectFrom('floor.contact').selectAll().where('region_id', '=', region_id).where('kind', '=', kind as FloorContactRow['kind']).where('id', '=', contact_id).executeTakeFirst()
  if (live && live.entered_at <= at && live.queue_code === queue_code) return routingContact(live, roster.queues)
  const past = await call.tx
    .selectFrom('floor.passage')
    .selectAll()
    .where('region_id', '=', region_id)
    .where('contact_id', '=', contact_id)
    .where('entered_at', '<=', at)
    .orderBy('entered_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return past ? routingContact({ ...past, id: past.contact_id } as unknown as FloorContactRow, roster.queues) : null
}

/** A person as they were: the state from the history, what they carried from passages and live contacts; skills and queues are those of now. */
export async function agentThen(call: Call, { region_id, at }: Decided, staffId: string): Promise<Agent | null> {
  const roster = await readRoster(call.tx, region_id)
  const member = roster.members.get(staffId)
  const state = await call.tx
    .selectFrom('floor.interval')
    .select('state')
    .where('region_id', '=', region_id)
    .where('staff_id', '=', staffId)
    .where('started_at', '<=', at)
    .where((eb) => eb.or([eb('ended_at', 'is', null), eb('ended_at', '>', at)]))
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!member || !state) return null
  const seat = await call.tx.selectFrom('floor.seat').select('chat_capacity').where('region_id', '=', region_id).where('staff_id', '=', staffId).executeTakeFirst()
  return {
    id: staffId,
    skills: member.skills,
    queues: member.queues,
    capacity: capacities(seat?.chat_capacity ?? chatCapacity().usual),
    load: { [HARD]: await carriedThen(call, region_id, staffId, at) },
    ready: takesContacts(state.state),
    idleSince: at.getTime(),
    languages: member.languages,
    unitId: member.unitId
  }
}

async function carriedThen(call: Call, regionId: number, staffId: string, at: Date): Promise<number> {
  const { rows } = await sql<{ channel: string }>`
    select channel from floor.passage where region_id = ${regionId} and staff_id = ${staffId} and answered_at < ${at} and ended_at > ${at}
    union all select channel from floor.contact where region_id = ${regionId} and staff_id = ${staffId} and state = 'held' and accepted_at < ${at}`.execute(call.tx)
  return rows.reduce((units, { channel }) => units + channelRule(channel).units, 0)
}
