import { sql } from 'kysely'
import type { Database } from '#platform/database'
import { escaped } from './copy-rows.ts'

/** What the product decided when it opened a ticket of a matter: everything that does not depend on who and when. */
export type Prototype = {
  kind: string
  category: string | null
  source: string
  severity: string
  urgency: string
  scope: string
  priorityBecause: string
  facts: string
  form: string
  clocks: PrototypeClock[]
}
export type PrototypeClock = {
  clauseId: string
  clauseVersionId: string
  calendarVersionId: string
  promise: string
  ownerKind: string
  facts: string
  timeLimit: string
  tableRow: string | null
  limitMs: number
  riskMs: number | null
}

/** Reads tickets back in the order of the ids. */
export async function readPrototypes(db: Database, regionId: number, ids: string[]): Promise<Prototype[]> {
  const { rows } = await sql<Prototype & { id: string }>`
    select t.id, t.kind, t.category, t.source, t.severity, t.urgency, t.scope, t.priority_because::text as "priorityBecause", t.facts::text as facts, t.form::text as form,
      (select coalesce(jsonb_agg(jsonb_build_object('clauseId', c.clause_id, 'clauseVersionId', c.clause_version_id, 'calendarVersionId', c.calendar_version_id,
        'promise', c.promise, 'ownerKind', c.owner_kind, 'facts', c.facts::text, 'timeLimit', c.time_limit::text, 'tableRow', c.table_row,
        'limitMs', round(extract(epoch from c.due_at - c.started_at) * 1000), 'riskMs', round(extract(epoch from c.at_risk_at - c.started_at) * 1000)) order by c.due_at), '[]')
        from norms.clock c where c.region_id = t.region_id and c.subject_id = t.id and c.due_at is not null) as clocks
    from tickets.ticket t where t.region_id = ${regionId} and t.id = any(${ids}::uuid[])`.execute(db)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.map((id) => forCopy(byId.get(id) as Prototype))
}

/** Texts escaped once for all lines they will stand in. */
function forCopy(prototype: Prototype): Prototype {
  const { priorityBecause, facts, form, clocks } = prototype
  return {
    ...prototype,
    priorityBecause: escaped(priorityBecause),
    facts: escaped(facts),
    form: escaped(form),
    clocks: clocks.map((clock) => ({
      ...clock,
      facts: escaped(clock.facts),
      timeLimit: escaped(clock.timeLimit),
      tableRow: clock.tableRow === null ? null : escaped(clock.tableRow)
    }))
  }
}
