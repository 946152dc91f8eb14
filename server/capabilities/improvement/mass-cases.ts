import { type SurgeState, usualPerDay } from '@shouwen/kernels/surge-detection/index'
import { sql } from 'kysely'
import type { Call } from '#platform/action'
import { prove } from '#platform/evidence'
import { Refusal } from '#platform/refusal'
import { openTicket, setParent, type Ticket } from '#capabilities/tickets'
import { rulebook } from '#server/rulebook'
import { type Mass, massHappened } from './mass-happened.ts'
import { keysOf, type MatterKey, partsOf } from './matter-keys.ts'
import { patternRules, surgeRule } from './rules.ts'

const HOUR_MS = 3_600_000

/**
 * A surge was found: one parent ticket for all, the cases of its run bound to it, the chain of reporting begun. Not for a few people who ask
 * often: it takes so many different askers. Answers whether it was opened. @norm FS-31 GV-24
 */
export async function openMass(call: Call, ticket: Ticket, key: MatterKey, state: SurgeState): Promise<boolean> {
  const cases = await casesSince(call, ticket, key, new Date(state.since))
  const askers = new Set(cases.map((one) => one.customer_id ?? one.contact_phone ?? one.contact_email ?? one.id))
  if (askers.size < patternRules().surge.askers) return false
  const words = titleOf(key)
  const { id: parentId, number } = await openTicket(
    call,
    { regionId: ticket.region_id, kind: ticket.kind, title: words, description: `${words}\n${cases.length} 件，平时每日 ${usualPerDay(state, surgeRule()).toFixed(1)} 件。`, channel: 'api', source: 'monitoring', scope: 'area', severity: 'collective', urgency: 'high', ...(key.parts.leaf ? { category: key.parts.leaf } : {}) },
    { byMachine: true }
  )
  const parent = await call.tx.selectFrom('tickets.ticket').select(['unit_id', 'owner_id']).where('region_id', '=', ticket.region_id).where('id', '=', parentId).executeTakeFirstOrThrow()
  const row = await call.tx
    .insertInto('improvement.mass')
    .values({
      region_id: ticket.region_id,
      id: call.app.newId(),
      dimension: key.dimension,
      key: key.key,
      parts: JSON.stringify(key.parts),
      state: 'suspected',
      began_at: new Date(state.since),
      found_at: call.now,
      usual_per_day: usualPerDay(state, surgeRule()),
      score: state.score,
      last_case_at: ticket.opened_at,
      parent_id: parentId,
      parent_number: number,
      unit_id: parent.unit_id ?? ticket.unit_id,
      owner_id: parent.owner_id
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  let bound = 0
  for (const one of cases) if (await bind(call, row, one)) bound += 1
  await massHappened(call, row, 'mass.detected', { case_count: bound })
  await prove(call, { kind: 'mass.detected', regionId: row.region_id, subjectKind: 'mass', subjectId: row.id, payload: { dimension: key.dimension, key: key.key, beganAt: row.began_at.toISOString(), cases: cases.length, askers: askers.size, usualPerDay: row.usual_per_day, score: row.score, parentNumber: number } })
  return true
}

/** One more case of a mass complaint that is known and not quiet yet; answers whether it is one. */
export async function bindToMass(call: Call, ticket: Ticket, keys: readonly MatterKey[]): Promise<boolean> {
  const since = new Date(call.now.getTime() - patternRules().surge.bind_hours * HOUR_MS)
  for (const { dimension, key } of keys) {
    const mass = await call.tx
      .selectFrom('improvement.mass')
      .selectAll()
      .where('region_id', '=', ticket.region_id)
      .where('dimension', '=', dimension)
      .where('key', '=', key)
      .where('state', 'in', ['suspected', 'confirmed'])
      .where('last_case_at', '>=', since)
      .forUpdate()
      .executeTakeFirst()
    if (!mass) continue
    if (ticket.parent_id === null && mass.case_count < patternRules().surge.most_bound && (await bind(call, mass, ticket)))
      await massHappened(call, mass, 'mass.grew', { case_count: mass.case_count + 1, last_case_at: ticket.opened_at > mass.last_case_at ? ticket.opened_at : mass.last_case_at })
    return true
  }
  return false
}

/** Puts a ticket below the parent; what cannot be put there (ended, a parent itself) stays where it is. */
async function bind(call: Call, mass: Mass, ticket: Pick<Ticket, 'id' | 'parent_id' | 'child_count'>): Promise<boolean> {
  if (ticket.parent_id !== null || ticket.child_count > 0 || ticket.id === mass.parent_id) return false
  await sql`savepoint bind`.execute(call.tx)
  try {
    await setParent(call, { ticketId: ticket.id, parentId: mass.parent_id })
    await sql`release savepoint bind`.execute(call.tx)
    return true
  } catch (error) {
    await sql`rollback to savepoint bind`.execute(call.tx)
    if (error instanceof Refusal) return false
    throw error
  }
}

/** The tickets of the run that have the key, the oldest first. */
async function casesSince(call: Call, ticket: Ticket, key: MatterKey, since: Date) {
  const like = key.parts.leaf ?? key.parts.branch
  const rows = await call.tx
    .selectFrom('tickets.ticket')
    .select(['region_id', 'id', 'category', 'customer_id', 'line_id', 'contact_phone', 'contact_email', 'parent_id', 'child_count'])
    .where('region_id', '=', ticket.region_id)
    .where('kind', 'in', [...patternRules().surge.kinds] as Ticket['kind'][])
    .where('opened_at', '>=', since)
    .where('source', '<>', 'monitoring')
    .where('merged_into_id', 'is', null)
    .where('status', 'not in', ['cancelled', 'rejected'])
    .$if(like !== undefined && like !== null, (query) => query.where(({ or, eb }) => or([eb('category', '=', like as string), eb('category', 'like', `${like as string}.%`)])))
    .orderBy('opened_at')
    .limit(patternRules().surge.most_bound)
    .execute()
  const found: typeof rows = []
  for (const row of rows) if (keysOf(await partsOf(call, row)).some((one) => one.dimension === key.dimension && one.key === key.key)) found.push(row)
  return found
}

function titleOf({ parts, dimension }: MatterKey): string {
  const what = rulebook().categories[parts.leaf ?? parts.branch ?? '']?.zh ?? ''
  return `群体投诉：${what || patternRules().surge.dimensions[dimension]?.zh}`
}
