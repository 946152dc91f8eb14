import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'
import { type Condition, instantOf, type Operator } from './condition.ts'
import { fault } from './fault.ts'

/** How an attribute is found in the database, so that filters and sorting run there. */
export type Attribute =
  | { kind: 'text' | 'instant' | 'id'; sql: RawBuilder<unknown> }
  | { kind: 'whole'; where: (operator: Operator, value: string) => Expression<SqlBool> }

export const text = (expression: RawBuilder<unknown>): Attribute => ({ kind: 'text', sql: expression })
export const instant = (expression: RawBuilder<unknown>): Attribute => ({ kind: 'instant', sql: expression })
export const idOf = (expression: RawBuilder<unknown>): Attribute => ({ kind: 'id', sql: expression })

/**
 * Where filters look: attributes with a place of their own by dotted name; those in `computed` are put together when shown, so
 * that only the members named in `own` can be filtered on; everything else is kept as it came in one JSON column.
 */
export type Attributes = { own: Record<string, Attribute>; computed: ReadonlySet<string>; kept: RawBuilder<unknown> }

const nothing = sql<SqlBool>`false`
const signs: Record<Exclude<Operator, 'regex'>, RawBuilder<unknown>> = { eq: sql`=`, gt: sql`>`, gte: sql`>=`, lt: sql`<`, lte: sql`<=` }

/** The WHERE predicates of a query: exactly the rows `matches` would keep. */
export function whereOf(conditions: readonly Condition[], { own, computed, kept }: Attributes): Expression<SqlBool>[] {
  return conditions.map(({ path, alternatives }) => {
    const attribute = own[path.join('.')]
    if (!attribute && (path[0] ?? '') in own) throw fault(400, 'filter-unknown', 'The attribute has no such member', path.join('.'))
    if (!attribute && computed.has(path[0] as string)) throw fault(501, 'filter-not-supported', 'The list cannot be filtered by this attribute', path.join('.'))
    const parts = alternatives.map(({ operator, value }) => (attribute ? ownWhere(attribute, operator, value) : keptWhere(kept, path, operator, value)))
    return sql<SqlBool>`(${sql.join(parts, sql` or `)})`
  })
}

function ownWhere(attribute: Attribute, operator: Operator, value: string): Expression<SqlBool> {
  if (attribute.kind === 'whole') return attribute.where(operator, value)
  if (attribute.kind === 'id') return idWhere(attribute.sql, operator, value)
  if (operator === 'regex') return sql<SqlBool>`${asText(attribute)} ~ ${value}`
  if (attribute.kind === 'text') return sql<SqlBool>`${attribute.sql} collate "C" ${signs[operator]} ${value}`
  const at = instantOf(value)
  if (at === null) throw fault(400, 'filter-malformed', 'A date was expected, such as 2026-11-24T08:00:00Z')
  // What is answered has milliseconds, what is stored may be finer.
  return sql<SqlBool>`date_trunc('milliseconds', ${attribute.sql}) ${signs[operator]} ${new Date(at)}`
}

const asText = (attribute: { kind: string; sql: RawBuilder<unknown> }) =>
  attribute.kind === 'instant' ? sql`to_char(${attribute.sql} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')` : attribute.sql

export const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Ids are only equal or not. */
function idWhere(expression: RawBuilder<unknown>, operator: Operator, value: string): Expression<SqlBool> {
  if (operator !== 'eq') throw fault(501, 'filter-not-supported', 'Identifiers can only be compared for equality')
  return uuid.test(value) ? sql<SqlBool>`${expression} = ${value}::uuid` : nothing
}

const pathSigns: Record<Exclude<Operator, 'regex'>, string> = { eq: '==', gt: '>', gte: '>=', lt: '<', lte: '<=' }

/** Attributes we only keep: any member of an array on the way may satisfy the comparison. Names were checked when the query was read. */
function keptWhere(kept: RawBuilder<unknown>, path: string[], operator: Operator, value: string): Expression<SqlBool> {
  if (operator === 'regex') throw fault(501, 'filter-not-supported', 'Patterns are not supported for this attribute')
  const steps = path.map((name) => `."${name}"`).join('')
  const compare = pathSigns[operator]
  const forms = [JSON.stringify(value), ...(/^-?\d{1,15}(\.\d{1,9})?$/.test(value) || value === 'true' || value === 'false' ? [value] : [])]
  const predicate = forms.map((_, index) => `@ ${compare} $v${index}`).join(' || ')
  const values = `{${forms.map((form, index) => `"v${index}":${form}`).join(',')}}`
  return sql<SqlBool>`jsonb_path_exists(${kept}, ${`$${steps}[*] ? (${predicate})`}::jsonpath, ${values}::jsonb)`
}

/** ORDER BY of a query; the last word is always the id, so that pages do not overlap. */
export function orderOf(sort: readonly { path: string[]; descending: boolean }[], { own }: Attributes, id: RawBuilder<unknown>): RawBuilder<unknown> {
  const parts = sort.map(({ path, descending }) => {
    const attribute = own[path.join('.')]
    if (!attribute || attribute.kind === 'whole') throw fault(501, 'sort-not-supported', 'The list cannot be sorted by this attribute', path.join('.'))
    const expression = attribute.kind === 'text' ? sql`${attribute.sql} collate "C"` : attribute.sql
    return sql`${expression} ${descending ? sql`desc nulls last` : sql`asc nulls last`}`
  })
  return sql`${sql.join([...parts, sql`${id} desc`], sql`, `)}`
}
