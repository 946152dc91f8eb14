import pg from 'pg'

type Column = {
  schema: string
  table: string
  kind: 'r' | 'p' | 'v' | 'm'
  tableComment: string | null
  column: string
  comment: string | null
  type: string
  array: boolean
  labels: string[] | null
  nullable: boolean
  generated: 'default' | 'always' | null
  check: string | null
}

/**
 * The TypeScript text of `schema.gen.ts` for the database at `url`: one interface per table or view, and `DB` keyed
 * `schema.table` for Kysely. Comments of tables and columns become doc comments; a check that lists the allowed words
 * becomes a union.
 */
export async function generateSchemaTypes(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<Column>(columnsQuery)
    return render(rows)
  } finally {
    await client.end()
  }
}

function render(columns: Column[]): string {
  const tables = Map.groupBy(columns, (each) => `${each.schema}.${each.table}`)
  const interfaces = [...tables.values()].map(renderTable)
  const keys = [...tables].map(([key, [first]]) => `  '${key}': ${interfaceName(first as Column)}`)
  return `${head}\n${interfaces.join('\n\n')}\n\nexport interface DB {\n${keys.join('\n')}\n}\n`
}

const head = `// Generated from the database by \`npm run cli -- schema-types\`: do not edit.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

/** Read as the parsed value; written as JSON text, because the driver would take an array for a PostgreSQL array. */
export type Json = ColumnType<unknown, string, string>
export type JsonOrNull = ColumnType<unknown, string | null, string | null>
export type JsonWithDefault = ColumnType<unknown, string | undefined, string>

/** Written as a Date or ISO text. */
export type Timestamp = ColumnType<Date, Date | string, Date | string>
export type TimestampOrNull = ColumnType<Date | null, Date | string | null, Date | string | null>
export type TimestampWithDefault = ColumnType<Date, Date | string | undefined, Date | string>
`

function renderTable(columns: Column[]): string {
  const first = columns[0] as Column
  const fields = columns.map((each) => `${doc(each.comment, '  ')}  ${propertyName(each.column)}: ${columnType(each)}`)
  return `${doc(first.tableComment, '')}export interface ${interfaceName(first)} {\n${fields.join('\n')}\n}`
}

function doc(comment: string | null, indent: string): string {
  return comment ? `${indent}/** ${comment.replaceAll('*/', '* /').replaceAll(/\s*\n\s*/g, ' ')} */\n` : ''
}

function interfaceName(column: Column): string {
  const words = `${column.schema}_${column.table}`.split(/[^A-Za-z0-9]+/)
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}

function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name)
}

function columnType(column: Column): string {
  const named = special(column)
  if (named) return named
  const base = valueType(column)
  const full = column.nullable ? `${base} | null` : base
  if (column.generated === 'always') return `GeneratedAlways<${full}>`
  return column.generated === 'default' && !isView(column) ? `Generated<${full}>` : full
}

/** JSON and instants are read and written as different types. */
function special(column: Column): string | undefined {
  const json = column.type === 'jsonb' || column.type === 'json'
  const instant = column.type === 'timestamptz' || column.type === 'timestamp'
  if (column.array || column.generated === 'always' || !(json || instant)) return undefined
  if (isView(column)) return json ? 'unknown' : column.nullable ? 'Date | null' : 'Date'
  const suffix = column.nullable ? 'OrNull' : column.generated ? 'WithDefault' : ''
  return `${json ? 'Json' : 'Timestamp'}${suffix}`
}

function isView(column: Column): boolean {
  return column.kind === 'v' || column.kind === 'm'
}

const typeNames: Record<string, string> = {
  bool: 'boolean',
  bytea: 'Buffer',
  date: 'string',
  float4: 'number',
  float8: 'number',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  json: 'unknown',
  jsonb: 'unknown',
  timestamp: 'Date',
  timestamptz: 'Date'
}

/** Everything else (text, uuid, numeric, inet, xid8, ranges…) is text on the wire and stays text. */
function valueType(column: Column): string {
  const words = column.labels ?? wordsOfCheck(column)
  const single = words
    ? words.map((word) => `'${word.replaceAll("'", "\\'")}'`).join(' | ')
    : (typeNames[column.type] ?? 'string')
  if (!column.array) return single
  return single.includes('|') ? `(${single})[]` : `${single}[]`
}

/** The words of `check (column in ('a', 'b'))`, as the server prints it. */
function wordsOfCheck(column: Column): string[] | undefined {
  if (column.type !== 'text' || column.array) return undefined
  const list = new RegExp(`^CHECK \\(\\(${column.column} = ANY \\(ARRAY\\[(.*)\\]\\)\\)\\)$`).exec(
    column.check ?? ''
  )?.[1]
  const words = list?.split(', ').map((each) => /^'((?:[^']|'')*)'::text$/.exec(each)?.[1]?.replaceAll("''", "'"))
  return words?.every((word) => word !== undefined) ? words : undefined
}

const columnsQuery = `
  select n.nspname as schema, c.relname as table, c.relkind as kind, obj_description(c.oid, 'pg_class') as "tableComment",
    a.attname as column, col_description(c.oid, a.attnum) as comment,
    coalesce(element.typname, t.typname) as type, element.oid is not null as array,
    (select array_agg(e.enumlabel::text order by e.enumsortorder) from pg_enum e where e.enumtypid = coalesce(element.oid, t.oid)) as labels,
    not a.attnotnull as nullable,
    case when a.attidentity = 'a' or a.attgenerated <> '' then 'always' when a.atthasdef or a.attidentity = 'd' then 'default' end as generated,
    (select pg_get_constraintdef(k.oid) from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]
      and pg_get_constraintdef(k.oid) like '%ARRAY[%' order by k.conname limit 1) as check
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  join pg_type t on t.oid = a.atttypid
  left join pg_type element on element.oid = t.typelem and t.typcategory = 'A'
  where c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  order by n.nspname, c.relname, a.attnum`
