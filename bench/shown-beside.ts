import type { Pool } from 'pg'

type Row = { id: string; customer_id: string | null; assignee_id: string | null }

/** By bare prepared statements, what the lines of a list show beside the tickets' own columns: running clocks, customers, people. */
export async function shownBeside(pool: Pool, regionId: number, rows: Row[]): Promise<void> {
  const query = (name: string, text: string, values: unknown[]) => pool.query({ name, text, values })
  await query('clocks', 'select * from norms.clock where region_id = $1 and subject_id = any($2) and stopped_at is null', [regionId, rows.map((row) => row.id)])
  await query('customers', 'select id, name, grade, vip from customers.customer where region_id = $1 and id = any($2)', [
    regionId,
    rows.flatMap((row) => row.customer_id ?? [])
  ])
  await query('staff', 'select id, name, job_number from people.staff where id = any($1)', [rows.flatMap((row) => row.assignee_id ?? [])])
}

/** The columns of a line of a list. */
export const rowColumns = `id, region_id, number, kind, status, status_reason, title, priority, major, category, channel, customer_id, contact_name, assignee_id, owner_id,
  queue_code, unit_id, opened_at, updated_at, closed_at, customer_wrote_at, next_due_at, at_risk_at, tags, child_count, version`
