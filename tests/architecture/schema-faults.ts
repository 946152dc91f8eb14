import type pg from 'pg'

/**
 * What in the catalogue would not run on several nodes (Citus), or breaks our conventions: one line per fault.
 * The kind of a table is the first word of its comment: @distributed, @reference or @local.
 */
export async function schemaFaults(client: pg.Client): Promise<string[]> {
  const faults: string[] = []
  for (const [rule, query] of Object.entries(rules)) {
    const { rows } = await client.query<{ what: string }>(query)
    faults.push(...rows.map(({ what }) => `${what}: ${rule}`))
  }
  return faults
}

/** Tables of ours, partitions left out: they follow their parent. */
const tables = `with t as (
  select c.oid, c.relispartition, c.oid::regclass::text as name, substring(obj_description(c.oid, 'pg_class') from '^@(distributed|reference|local)\\M') as kind,
    (select a.attnum from pg_attribute a where a.attrelid = c.oid and a.attname = 'region_id' and not a.attisdropped) as region
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema')`

const foreignKeys = `${tables}, k as (
  select k.*, s.name || '.' || k.conname as label, s.kind as source, d.kind as target, s.region as source_region, d.region as target_region
  from pg_constraint k join t s on s.oid = k.conrelid join t d on d.oid = k.confrelid
  where k.contype = 'f' and k.conparentid = 0 and not s.relispartition)`

const rules: Record<string, string> = {
  'its comment must begin with @distributed, @reference or @local': `${tables} select name as what from t where kind is null`,

  'a distributed table needs region_id int not null': `${tables} select name as what from t
    left join pg_attribute a on a.attrelid = t.oid and a.attnum = t.region
    where kind = 'distributed' and (a.attnum is null or not a.attnotnull or a.atttypid <> 'int4'::regtype)`,

  'a distributed table needs a primary key': `${tables} select name as what from t
    where kind = 'distributed' and not exists (select from pg_constraint k where k.conrelid = t.oid and k.contype = 'p')`,

  'every key of a distributed table begins with region_id': `${tables} select i.indexrelid::regclass::text as what from t
    join pg_index i on i.indrelid = t.oid
    where kind = 'distributed' and not relispartition and i.indisunique and i.indkey[0] is distinct from t.region`,

  'an exclusion on a distributed table needs region_id with =': `${tables} select name || '.' || k.conname as what from t
    join pg_constraint k on k.conrelid = t.oid and k.contype = 'x'
    where kind = 'distributed' and not relispartition and not coalesce((select bool_or(key.attnum = t.region and o.oprname = '=')
      from unnest(k.conkey, k.conexclop) key(attnum, op) join pg_operator o on o.oid = key.op), false)`,

  'a key between distributed tables pairs region_id with region_id': `${foreignKeys} select label as what from k
    where source = 'distributed' and target = 'distributed' and not coalesce(
      (select bool_or(pair.f = source_region and pair.t = target_region) from unnest(conkey, confkey) pair(f, t)), false)`,

  'a key may not point from a reference or local table to a distributed one': `${foreignKeys} select label as what from k
    where source <> 'distributed' and target = 'distributed'`,

  'a key may not point to a local table from another kind': `${foreignKeys} select label as what from k
    where source <> 'local' and target = 'local'`,

  'SET NULL and SET DEFAULT are refused on several nodes': `${foreignKeys} select label as what from k
    where confdeltype in ('n', 'd') or confupdtype in ('n', 'd')`,

  'no triggers: the action writes in the same transaction': `${tables} select name || '.' || tgname as what from t
    join pg_trigger g on g.tgrelid = t.oid where not g.tgisinternal`,

  'no serial or int identity on a distributed table: ids are UUIDs of the application': `${tables} select name || '.' || a.attname as what from t
    join pg_attribute a on a.attrelid = t.oid and a.attnum > 0
    left join pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum
    where kind = 'distributed' and not relispartition and ((a.attidentity <> '' and a.atttypid <> 'int8'::regtype)
      or (pg_get_expr(d.adbin, d.adrelid) like 'nextval(%' and a.atttypid in ('int2'::regtype, 'int4'::regtype, 'int8'::regtype)))`,

  'no table inheritance other than partitions by range': `${tables} select name as what from t
    join pg_inherits i on i.inhrelid = t.oid where not t.relispartition`,

  'no row-level security on hot paths': `select oid::regclass::text as what from pg_class where relrowsecurity and relnamespace::regnamespace::text !~ '^pg_'`,

  'a table partitioned by time needs a default partition': `select c.oid::regclass::text as what from pg_partitioned_table p
    join pg_class c on c.oid = p.partrelid where p.partdefid = 0`
}

/** Constraints in a migration that were left for the server to name: other servers and versions name them differently. */
export function unnamedConstraints(statement: string): string[] {
  if (!/^(create table|alter table)/i.test(statement)) return []
  const text = statement.replaceAll(/--.*$|\/\*[\s\S]*?\*\//gm, '').replaceAll(/'(?:[^']|'')*'/g, "''")
  const found = text.matchAll(
    /(constraint\s+\w+\s+)?\b(primary key|unique|check\s*\(|exclude|foreign key|(?<!\)\s*)references)/gi
  )
  return [...found]
    .filter(([, name]) => !name)
    .map(([whole]) => `${text.slice(0, 60).replaceAll(/\s+/g, ' ')} … ${whole}`)
}
