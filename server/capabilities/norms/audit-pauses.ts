import type { auditPauses } from '@shouwen/contract/promises'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { Phrase } from '@shouwen/kernels/conditions/index'
import { sql } from 'kysely'
import { scopeFilter } from '#platform/access'
import type { Call } from '#platform/action'
import { openCursor, pageOf } from '#platform/paging'
import { reasonWords } from './explain-promise.ts'

const DAYS = 31

type Row = {
  id: string
  clause_id: string
  title: Phrase
  region_id: number
  subject_kind: string
  subject_id: string
  unit_id: string | null
  owner_id: string | null
  reason: string
  from_at: Date
  answered_at: Date
  to_at: Date | null
}

/** Pauses that went on after the customer had answered, the latest answer first. */
export async function auditPausesAction(call: Call, input: InputOf<typeof auditPauses>): Promise<OutputOf<typeof auditPauses>> {
  const { limit = 50, regionId, unitId } = input
  const from = input.from ? new Date(input.from) : new Date(call.now.getTime() - DAYS * 86_400_000)
  const to = input.to ? new Date(input.to) : call.now
  const after = openCursor(input.cursor, 2)
  const { rows } = await sql<Row>`
    select c.id, c.clause_id, v.content->'title' as title, c.region_id, c.subject_kind, c.subject_id, c.unit_id, c.owner_id,
      p.reason, p.from_at, p.answered_at, p.to_at
    from norms.clock_pause p join norms.clock c on c.region_id = p.region_id and c.id = p.clock_id
      join norms.clause_version v on v.id = c.clause_version_id
    where p.answered_at >= ${from} and p.answered_at <= ${to} and p.region_id = any(array(select id from platform.region))
      and ${scopeFilter(call.actor, 'ticket.read', { regionId: 'c.region_id', unitId: 'c.unit_id', staffIds: ['c.owner_id'] })}
      ${regionId ? sql`and p.region_id = ${regionId}` : sql``} ${unitId ? sql`and c.unit_id = ${unitId}::uuid` : sql``}
      ${after ? sql`and (p.answered_at, c.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by p.answered_at desc, c.id desc limit ${limit + 1}`.execute(call.tx)
  return pageOf(
    rows,
    limit,
    (row) => ({
      promiseId: row.id,
      clauseId: row.clause_id,
      title: { zh: row.title.zh, en: row.title.en },
      regionId: row.region_id,
      subjectKind: row.subject_kind,
      subjectId: row.subject_id,
      unitId: row.unit_id,
      ownerId: row.owner_id,
      reason: { code: row.reason, words: reasonWords(row.reason) },
      pausedAt: row.from_at.toISOString(),
      answeredAt: row.answered_at.toISOString(),
      resumedAt: row.to_at?.toISOString() ?? null,
      unexplainedMs: (row.to_at ?? call.now).getTime() - row.answered_at.getTime()
    }),
    (row) => [row.answered_at.toISOString(), row.id]
  )
}
