/** A JSON object as it crosses the wire. */
export type Json = Record<string, unknown>

export type Operator = 'eq' | 'gt' | 'gte' | 'lt' | 'lte' | 'regex'
export const operators: readonly Operator[] = ['eq', 'gt', 'gte', 'lt', 'lte', 'regex']

/** One attribute must satisfy one of the alternatives; a query is the AND of its conditions. */
export type Condition = { path: string[]; alternatives: { operator: Operator; value: string }[] }

/** Does the resource satisfy every condition? Arrays on the way are satisfied by any of their members. */
export function matches(resource: Json, conditions: readonly Condition[]): boolean {
  return conditions.every(({ path, alternatives }) => {
    const values = valuesAt(resource, path)
    return alternatives.some(({ operator, value }) => values.some((actual) => compares(actual, operator, value)))
  })
}

/** Every scalar at a dotted path, through arrays. */
export function valuesAt(node: unknown, path: readonly string[]): unknown[] {
  if (Array.isArray(node)) return node.flatMap((member) => valuesAt(member, path))
  const [name, ...rest] = path
  if (name === undefined) return node === null || typeof node === 'object' ? [] : [node]
  if (node === null || typeof node !== 'object' || !Object.hasOwn(node, name)) return []
  return valuesAt((node as Json)[name], rest)
}

function compares(actual: unknown, operator: Operator, wanted: string): boolean {
  if (operator === 'regex') return new RegExp(wanted, 'u').test(String(actual))
  const order = orderOf(actual, wanted)
  if (order === null) return false
  if (operator === 'eq') return order === 0
  if (operator === 'gt') return order > 0
  if (operator === 'gte') return order >= 0
  return operator === 'lt' ? order < 0 : order <= 0
}

/** Instants compare as instants, numbers as numbers, texts by their code points; null when the two cannot be compared. */
function orderOf(actual: unknown, wanted: string): number | null {
  if (typeof actual === 'number') return Number.isFinite(Number(wanted)) && wanted !== '' ? actual - Number(wanted) : null
  if (typeof actual !== 'string') return String(actual) === wanted ? 0 : null
  const at = instantOf(actual)
  const wantedAt = instantOf(wanted)
  if (at !== null && wantedAt !== null) return at - wantedAt
  return Buffer.compare(Buffer.from(actual), Buffer.from(wanted))
}

/** Milliseconds of an ISO 8601 date or instant; null when it is none. A zone's plus may have come as a blank. */
export function instantOf(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+ -]\d{2}:?\d{2})?)?$/.test(text)) return null
  const at = Date.parse(withZone(text.replace(' ', '+')))
  return Number.isNaN(at) ? null : at
}

/** Without a zone we read UTC, whatever the zone of the process. */
const withZone = (text: string) => (text.includes('T') && !/(Z|[+-]\d{2}:?\d{2})$/.test(text) ? `${text}Z` : text)
