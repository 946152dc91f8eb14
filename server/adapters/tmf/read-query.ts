import { type Condition, type Operator, operators } from './condition.ts'
import { fault } from './fault.ts'
import { readJsonPath } from './read-json-path.ts'
import { splitOutsideQuotes, unquoted } from './quoted.ts'

/** What a TMF630 query string asks for. */
export type Query = {
  /** Null = everything; an empty list = `fields=none`. */
  fields: string[][] | null
  sort: { path: string[]; descending: boolean }[]
  offset: number
  limit: number
  /** The client asked for a page, so a part of the list is answered with 206. */
  paged: boolean
  before: string | null
  after: string | null
  conditions: Condition[]
}

export const defaultLimit = 100
export const mostLimit = 500
export const mostOffset = 10_000
const mostConditions = 30
const mostAlternatives = 100
const segment = /^@?[A-Za-z][A-Za-z0-9]{0,59}$/

/** Reads the raw query string; throws a 400 fault for what cannot be read and 501 for what TMF630 knows and we do not do. */
export function readQuery(raw: string): Query {
  const query: Query = { fields: null, sort: [], offset: 0, limit: defaultLimit, paged: false, before: null, after: null, conditions: [] }
  for (const piece of raw.split('&').filter(Boolean)) {
    const [name, value] = cut(piece)
    if (name in reserved) reserved[name as keyof typeof reserved](query, value)
    else addCondition(query.conditions, name, value)
  }
  if (query.conditions.length > mostConditions) throw fault(400, 'filter-too-long', `At most ${mostConditions} attributes can be filtered on`)
  if (query.conditions.some(({ alternatives }) => alternatives.length > mostAlternatives))
    throw fault(400, 'filter-too-long', `At most ${mostAlternatives} alternatives can be given for an attribute`)
  return query
}

const reserved = {
  fields: (query: Query, value: string) => {
    const names = value.split(',').map((name) => name.trim()).filter(Boolean)
    query.fields = names.length === 1 && names[0] === 'none' ? [] : names.map((name) => pathOf(name, 'fields'))
  },
  sort: (query: Query, value: string) => {
    query.sort = value.split(',').filter(Boolean).map((name) => ({ path: pathOf(name.replace(/^[+ -]/, ''), 'sort'), descending: name.startsWith('-') }))
    if (query.sort.length > 5) throw fault(400, 'sort-malformed', 'At most 5 attributes can be sorted by')
  },
  offset: (query: Query, value: string) => {
    query.offset = wholeNumber('offset', value, mostOffset)
    query.paged = true
  },
  limit: (query: Query, value: string) => {
    query.limit = Math.min(wholeNumber('limit', value, Number.MAX_SAFE_INTEGER), mostLimit)
    query.paged = true
  },
  before: (query: Query, value: string) => {
    query.before = value
    query.paged = true
  },
  after: (query: Query, value: string) => {
    query.after = value
    query.paged = true
  },
  filter: (query: Query, value: string) => {
    query.conditions.push(readJsonPath(value))
  }
}

/** Name and value of one pair, decoded. `attr%3E5` and `attr>=5` carry their operator in place of a dotted one. */
function cut(piece: string): [string, string] {
  const at = piece.indexOf('=')
  const name = decoded(at < 0 ? piece : piece.slice(0, at))
  const value = at < 0 ? '' : decoded(piece.slice(at + 1))
  const symbol = at < 0 ? /^([@\w.]+)(>=|<=|\*=|==?|>|<)(.*)$/s.exec(name) : /^([@\w.]+)(>|<|\*|=)$/.exec(name)
  if (!symbol) return [name, value]
  const [, path = '', sign = '', rest] = symbol
  return [`${path}.${symbols[at < 0 ? sign : `${sign}=`]}`, at < 0 ? (rest ?? '') : value]
}

const symbols: Record<string, Operator> = { '>': 'gt', '>=': 'gte', '<': 'lt', '<=': 'lte', '*=': 'regex', '=': 'eq', '==': 'eq' }

function decoded(text: string): string {
  try {
    const plain = decodeURIComponent(text.replaceAll('+', ' '))
    if (plain.includes('\0')) throw fault(400, 'query-malformed', 'The query holds a NUL')
    return plain
  } catch {
    throw fault(400, 'query-malformed', 'The query is not properly percent-encoded')
  }
}

/** Commas and semicolons are OR, as is repeating the same name; different names are AND. */
function addCondition(conditions: Condition[], name: string, value: string): void {
  const { path, operator } = attributeOf(name)
  const alternatives = splitOutsideQuotes(value, ';').flatMap((part, index) => {
    const again = index > 0 ? /^([@\w.]+)(>=|<=|\*=|==?|>|<)(.*)$/s.exec(part) : null
    if (!again) return valuesIn(part, operator)
    const [, otherName = '', sign = '', rest = ''] = again
    const other = attributeOf(sign === '=' ? otherName : `${otherName}.${symbols[sign]}`)
    if (other.path.join('.') !== path.join('.')) throw fault(501, 'filter-not-supported', 'OR between different attributes is not supported')
    return valuesIn(rest, other.operator)
  })
  const same = conditions.find((one) => one.path.join('.') === path.join('.') && one.alternatives[0]?.operator === operator)
  if (same) same.alternatives.push(...alternatives)
  else conditions.push({ path, alternatives })
}

function valuesIn(text: string, operator: Operator): Condition['alternatives'] {
  if (operator === 'regex') return [{ operator, value: safePattern(unquoted(text)) }]
  return splitOutsideQuotes(text, ',').map((value) => ({ operator, value: unquoted(value) }))
}

function attributeOf(name: string): { path: string[]; operator: Operator } {
  const segments = name.split('.')
  const last = segments.at(-1) as Operator
  const operator = segments.length > 1 && operators.includes(last) ? last : null
  return { path: pathOf(operator ? segments.slice(0, -1).join('.') : name, 'filter'), operator: operator ?? 'eq' }
}

function pathOf(name: string, where: string): string[] {
  const path = name.trim().split('.')
  if (path.length > 6 || !path.every((part) => segment.test(part))) throw fault(400, `${where}-malformed`, `An attribute in ${where} could not be read`)
  return path
}

/** Patterns whose cost stays linear: no look-around, no back-reference, no counted or nested repetition. Others are 501. */
function safePattern(pattern: string): string {
  if (pattern.length > 100 || /\(\?|\\[1-9k]|\{|[*+?)]\s*[*+]|\)[*+?]/.test(pattern)) throw fault(501, 'filter-not-supported', 'Only simple patterns are supported')
  try {
    new RegExp(pattern, 'u')
  } catch {
    throw fault(400, 'filter-malformed', 'The pattern could not be read')
  }
  return pattern
}

function wholeNumber(name: string, text: string, most: number): number {
  const value = /^\d{1,15}$/.test(text) ? Number(text) : -1
  if (value < 0 || value > most) throw fault(400, 'query-malformed', `${name} must be a whole number${most < Number.MAX_SAFE_INTEGER ? ` up to ${most}; use after= or a filter to go further` : ''}`)
  return value
}
