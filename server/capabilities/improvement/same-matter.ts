import { createHash } from 'node:crypto'
import { similarity } from '@shouwen/kernels/text/index'
import { sql } from 'kysely'
import type { Call } from '#platform/action'
import { prove } from '#platform/evidence'
import { record } from '#platform/events'
import { normalizedMeans } from '#capabilities/customers'
import { type Found, insertLink, type Opening, type Ticket } from '#capabilities/tickets'
import { patternRules } from './rules.ts'

const DAY_MS = 86_400_000
/** Machines of ours do not complain. */
const ours = new Set(['monitoring', 'internal', 'survey'])

type Earlier = {
  id: string
  number: string
  title: string
  description: string
  category: string | null
  status: string
  customer_id: string | null
  unit_id: string | null
  owner_id: string | null
  opened_at: Date
  ended_at: Date | null
  closer_id: string | null
}

/**
 * Looks whether a complaint is an earlier one again, in the transaction that opens it. Whoever complains holds a row of their own until the
 * commit, so that two channels in the same moment come one after the other and the second sees the first. The customer goes before the
 * telephone. Open still: a duplicate, linked, to be merged or kept apart by a person. Ended within the days of the rulebook: a repeat, which
 * has priority, goes to another handler, is reviewed before it ends, and counts for whoever ended the first. @norm TK-31 TK-01
 */
export async function lookForSameMatter(call: Call, opening: Opening): Promise<Found | null> {
  if (opening.kind !== 'complaint' || ours.has(opening.source ?? 'customer')) return null
  const keys = askerKeys(opening)
  if (keys.length === 0) return null
  await holdAskers(call, opening, keys)
  const { match, matchedBy, nth, closers } = pick(opening, await earlierOf(call, opening))
  if (!match || !matchedBy) return null
  const isRepeat = match.ended_at !== null
  return {
    repeat: true,
    notTo: closers,
    onceOpened: (ticket) => keep(call, ticket, match, { kind: isRepeat ? 'repeat' : 'duplicate', matchedBy, nth })
  }
}

/** Customer and telephone, the latter as a hash, in an order all transactions share. */
function askerKeys({ customerId, contactPhone }: Opening): string[] {
  const phone = contactPhone ? createHash('sha256').update(normalizedMeans('phone', contactPhone)).digest('base64url').slice(0, 22) : null
  return [...(customerId ? [`customer:${customerId}`] : []), ...(phone ? [`phone:${phone}`] : [])].sort()
}

async function holdAskers(call: Call, { regionId, at }: Opening, keys: string[]): Promise<void> {
  for (const key of keys)
    await sql`insert into improvement.asker (region_id, key, last_at) values (${regionId}, ${key}, ${at})
      on conflict (region_id, key) do update set last_at = excluded.last_at`.execute(call.tx)
}

/** Their complaints not long ago, the newest first. */
async function earlierOf(call: Call, { regionId, customerId, contactPhone, at }: Opening): Promise<Earlier[]> {
  const rules = patternRules().same_matter
  const since = new Date(at.getTime() - 2 * rules.repeat_days * DAY_MS)
  const { rows } = await sql<Earlier>`
    select t.id, t.number, t.title, t.description, t.category, t.status, t.customer_id, t.unit_id, t.owner_id, t.opened_at,
      case when t.status in ('resolved', 'closed') then coalesce(t.closed_at, t.resolved_at) end as ended_at,
      coalesce((select s.actor_id from tickets.status_change s where s.region_id = t.region_id and s.ticket_id = t.id and s.to_status = 'resolved' and s.actor_kind = 'staff' order by s.at desc limit 1), t.assignee_id, t.owner_id) as closer_id
    from tickets.ticket t
    where t.region_id = ${regionId} and t.kind = 'complaint' and t.merged_into_id is null and t.status not in ('cancelled', 'rejected')
      and t.opened_at >= ${since} and t.opened_at <= ${at}
      and (t.customer_id = ${customerId ?? null}::uuid or t.contact_phone = ${contactPhone ?? null}::text)
    order by t.opened_at desc limit ${rules.looked_at}`.execute(call.tx)
  return rows
}

/** The newest of them that is the same matter, how it was matched, which of the row this one is, and who ended the earlier ones. Pure. */
export function pick(opening: Opening, earlier: readonly Earlier[]): { match: Earlier | null; matchedBy: 'customer' | 'phone' | null; nth: number; closers: string[] } {
  const same = earlier.filter((one) => isSame(opening, one))
  const own = (one: Earlier) => opening.customerId !== undefined && one.customer_id === opening.customerId
  const match = same.find(own) ?? same[0] ?? null
  return { match, matchedBy: match ? (own(match) ? 'customer' : 'phone') : null, nth: same.length + 1, closers: same.flatMap((one) => (one.ended_at !== null && one.closer_id ? one.closer_id : [])) }
}

function isSame(opening: Opening, one: Earlier): boolean {
  const rules = patternRules().same_matter
  // Somebody else who calls from the same telephone has a matter of their own.
  if (opening.customerId && one.customer_id && opening.customerId !== one.customer_id) return false
  if (one.ended_at !== null && opening.at.getTime() - one.ended_at.getTime() > rules.repeat_days * DAY_MS) return false
  const [mine, theirs] = [opening.category ?? null, one.category]
  if (mine !== null && mine === theirs) return true
  const branch = (code: string) => code.split('.').slice(0, 2).join('.')
  const sameBranch = mine === null || theirs === null || branch(mine) === branch(theirs)
  if (!sameBranch) return false
  const moment = opening.at.getTime() - one.opened_at.getTime() <= rules.same_moment_minutes * 60_000
  if (moment && mine !== null && theirs !== null) return true
  const { jaccard, containment } = similarity(`${opening.title}\n${opening.description}`, `${one.title}\n${one.description}`)
  return (jaccard + containment) / 2 >= rules.alike
}

async function keep(call: Call, ticket: Ticket, earlier: Earlier, { kind, matchedBy, nth }: { kind: 'duplicate' | 'repeat'; matchedBy: 'customer' | 'phone'; nth: number }): Promise<void> {
  await call.tx
    .insertInto('improvement.same_matter')
    .values({
      region_id: ticket.region_id,
      ticket_id: ticket.id,
      earlier_id: earlier.id,
      earlier_number: earlier.number,
      kind,
      matched_by: matchedBy,
      seconds_between: Math.max(0, Math.round((ticket.opened_at.getTime() - (earlier.ended_at ?? earlier.opened_at).getTime()) / 1000)),
      nth,
      category: ticket.category ?? earlier.category,
      unit_id: ticket.unit_id ?? earlier.unit_id,
      earlier_closer_id: kind === 'repeat' ? earlier.closer_id : null,
      earlier_unit_id: earlier.unit_id,
      found_at: call.now,
      state: 'open'
    })
    .execute()
  await insertLink(call, ticket, earlier.id, kind === 'repeat' ? 'related' : 'duplicate')
  await record(call, {
    name: kind === 'repeat' ? 'complaint.repeated' : 'complaint.same-matter',
    regionId: ticket.region_id,
    subjectKind: 'ticket',
    subjectId: ticket.id,
    data: { earlierId: earlier.id, unitId: ticket.unit_id, nth, earlierCloserId: kind === 'repeat' ? earlier.closer_id : null }
  })
  if (kind === 'repeat')
    await prove(call, { kind: 'complaint.repeated', regionId: ticket.region_id, subjectKind: 'ticket', subjectId: ticket.id, payload: { number: ticket.number, earlierNumber: earlier.number, nth, matchedBy, earlierCloserId: earlier.closer_id } })
}
