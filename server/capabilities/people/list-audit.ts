import { sql } from 'kysely'
import type { listAudit as operation } from '@shouwen/contract/audit'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { regionsFor } from '#platform/access'
import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { cursorOf, openCursor } from '#platform/paging'
import { staffNames } from './staff-lookups.ts'

const USUAL_LIMIT = 50
/** Lines that belong to no region: failed sign-ins with logins nobody has, units above the regions. */
const NO_REGION = 0

type Input = InputOf<typeof operation>
type Line = OutputOf<typeof operation>['items'][number]

/** The audit, newest first, of the regions the caller may see. Reading it is itself audited. @norm GV-03 */
export async function listAudit(call: Call, input: Input): Promise<OutputOf<typeof operation>> {
  const limit = input.limit ?? USUAL_LIMIT
  // Each region by its own primary key: reading over all partitions in time order would sort them whole.
  const perRegion = await Promise.all(
    (await wantedRegions(call, input)).map((regionId) => linesOf(call, regionId, input, limit + 1))
  )
  const rows = perRegion
    .flat()
    .sort(newestFirst)
    .slice(0, limit + 1)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const names = await staffNames(
    call.tx,
    shown.flatMap((row) => [row.actor_id, row.subject_kind === 'staff' ? row.subject_id : null])
  )
  const filters = Object.keys(input)
    .filter((name) => name !== 'limit' && name !== 'cursor')
    .sort()
  if (call.actor.kind === 'staff')
    await audited(call, { verb: 'audit.read', regionId: call.actor.regionId, fields: filters })
  return {
    items: shown.map((row) => lineOf(row, names.get(row.actor_id ?? ''), names.get(row.subject_id ?? ''))),
    nextCursor: rows.length > limit && last ? cursorOf([last.exactAt, last.id]) : null
  }
}

async function wantedRegions(call: Call, input: Input): Promise<number[]> {
  const allowed = regionsFor(call.actor, 'audit.read') ?? [
    NO_REGION,
    ...(await call.tx.selectFrom('platform.region').select('id').execute()).map((region) => region.id)
  ]
  return input.regionId === undefined ? allowed : allowed.filter((id) => id === input.regionId)
}

/** `exactAt` keeps the microseconds a Date would lose, so that a page never repeats or skips a line. */
function linesOf(call: Call, regionId: number, input: Input, limit: number) {
  const after = openCursor(input.cursor, 2)
  let query = call.tx
    .selectFrom('platform.audit')
    .select([
      'id',
      'region_id',
      'at',
      'actor_kind',
      'actor_id',
      'verb',
      'subject_kind',
      'subject_id',
      'fields',
      'purpose',
      'outcome',
      'request_id',
      'detail'
    ])
    .select([sql<string>`at::text`.as('exactAt'), sql<string | null>`host(ip)`.as('ip')])
    .where('region_id', '=', regionId)
  if (after) query = query.where(sql<boolean>`(at, id) < (${String(after[0])}::timestamptz, ${String(after[1])}::uuid)`)
  if (input.actorId) query = query.where('actor_id', '=', input.actorId)
  if (input.subjectKind) query = query.where('subject_kind', '=', input.subjectKind)
  if (input.subjectId) query = query.where('subject_id', '=', input.subjectId)
  if (input.verb?.endsWith('.*')) query = query.where(sql<boolean>`starts_with(verb, ${input.verb.slice(0, -1)})`)
  else if (input.verb) query = query.where('verb', '=', input.verb)
  if (input.outcome) query = query.where('outcome', '=', input.outcome)
  if (input.from) query = query.where('at', '>=', new Date(input.from))
  if (input.to) query = query.where('at', '<', new Date(input.to))
  return query.orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).execute()
}

type Row = Awaited<ReturnType<typeof linesOf>>[number]

function newestFirst(a: Row, b: Row): number {
  return b.at.getTime() - a.at.getTime() || compare(b.exactAt, a.exactAt) || compare(b.id, a.id)
}
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

type Named = { name: string; jobNumber: string } | undefined

function lineOf(row: Row, actor: Named, subject: Named): Line {
  return {
    id: row.id,
    regionId: row.region_id,
    at: row.at.toISOString(),
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    actorName: actor?.name ?? null,
    actorJobNumber: actor?.jobNumber ?? null,
    verb: row.verb,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    subjectName: subject?.name ?? null,
    subjectJobNumber: subject?.jobNumber ?? null,
    fields: row.fields ?? [],
    purpose: row.purpose,
    ip: row.ip,
    outcome: row.outcome as Line['outcome'],
    requestId: row.request_id,
    detail: (row.detail ?? {}) as Record<string, unknown>
  }
}
