import type { listPromises } from '@shouwen/contract/promises'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { type RawBuilder, sql } from 'kysely'
import { scopeFilter } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { openCursor, pageOf } from '#platform/paging'
import type { ClockRow } from './clock-row.ts'
import { viewOf } from './clocks-of.ts'
import { clockColumns, clocksFrom } from './read-clocks.ts'

type Filter = Pick<InputOf<typeof listPromises>, 'mine' | 'clauseId' | 'unitId' | 'regionId' | 'subjectKind'>

/** Promises not yet done that the actor may see, the strictest first; paused ones, which have no deadline, the oldest first. */
export async function listPromisesAction(call: Call, input: InputOf<typeof listPromises>): Promise<OutputOf<typeof listPromises>> {
  const { state, limit = 50 } = input
  const order = state === 'paused' ? sql`c.started_at` : sql`c.due_at`
  const after = openCursor(input.cursor, 2)
  const further = after ? sql`and (${order}, c.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``
  const { rows } = await sql<ClockRow>`select ${clockColumns} from norms.clock c
    where ${unfinishedSeenBy(call, input)} and ${stateIs(call, state)} ${further}
    order by ${order}, c.id limit ${limit + 1}`.execute(call.tx)
  return pageOf(
    await clocksFrom(call, rows),
    limit,
    (clock) => ({ ...viewOf(clock, call.now), regionId: clock.regionId, subjectKind: clock.subjectKind, subjectId: clock.subjectId, unitId: clock.unitId }),
    (clock) => [new Date((state === 'paused' ? clock.startedAt : clock.dueAt) ?? 0).toISOString(), clock.id]
  )
}

/** The unfinished clocks of `norms.clock c` the actor may see, narrowed by what was asked for. */
export function unfinishedSeenBy(call: Call, { mine, clauseId, unitId, regionId, subjectKind }: Filter): RawBuilder<unknown> {
  const me = staffId(call.actor)
  return sql`c.stopped_at is null and ${scopeFilter(call.actor, 'ticket.read', { regionId: 'c.region_id', unitId: 'c.unit_id', staffIds: ['c.owner_id'] })}
    ${mine ? sql`and c.owner_id = ${me}::uuid` : sql``} ${unitId ? sql`and c.unit_id = ${unitId}::uuid` : sql``}
    ${clauseId ? sql`and c.clause_id = ${clauseId}` : sql``}
    ${regionId ? sql`and c.region_id = ${regionId}` : sql``} ${subjectKind ? sql`and c.subject_kind = ${subjectKind}` : sql``}`
}

/** A promise whose deadline has passed is broken from that instant, whether or not the sweep has been there. */
function stateIs(call: Call, state: InputOf<typeof listPromises>['state']): RawBuilder<unknown> {
  if (state === 'paused') return sql`c.state = 'paused'`
  if (state === 'broken') return sql`c.due_at < ${call.now}`
  if (state === 'at-risk') return sql`c.state = 'running' and c.due_at >= ${call.now} and c.at_risk_at <= ${call.now}`
  if (state === 'running') return sql`c.state = 'running' and c.due_at >= ${call.now}`
  return sql`c.due_at is not null`
}
