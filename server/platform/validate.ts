import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import formats from 'ajv-formats'
import type { Operation, TSchema } from '@shouwen/contract/operation'
import { refuse } from './refusal.ts'

type Use = (ajv: Ajv) => Ajv
const withFormats = (formats as unknown as { default?: Use }).default ?? (formats as unknown as Use)
const strict = withTimes(withFormats(new Ajv({ allErrors: false, strict: false, coerceTypes: false })))
const coercing = withTimes(withFormats(new Ajv({ allErrors: false, strict: false, coerceTypes: 'array' })))
const compiled = new Map<string, { input: ValidateFunction; output: ValidateFunction | null }>()

/** The standard formats also let through what neither Date nor PostgreSQL can read: the year 0 and the 61st second. */
function withTimes(ajv: Ajv): Ajv {
  const isDay = (text: string) => /^[1-9]\d{3}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true
  const isInstant = (text: string) =>
    /^.{10}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/i.test(text) && isDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text))
  return ajv.addFormat('date', isDay).addFormat('date-time', isInstant)
}

/** Checks an input against its operation; queries arrive as text and are coerced, JSON bodies are not. Unknown members are refused. */
export function validInput(operation: Operation, input: Record<string, unknown>): Record<string, unknown> {
  const { input: check } = validators(operation)
  if (!check(input)) throw refuse('invalid-input', { errors: (check.errors ?? []).map(place) })
  if (holdsNul(input)) throw refuse('invalid-input', { errors: [{ at: '', rule: 'no-nul' }] })
  return input
}

/** Null when an answer fits the contract, else where it does not: used by tests and the development server. */
export function outputFault(operation: Operation, output: unknown): string | null {
  const { output: check } = validators(operation)
  if (!check || check(output)) return null
  return `${operation.id}: ${JSON.stringify(check.errors?.slice(0, 3))}`
}

function validators(operation: Operation) {
  const known = compiled.get(operation.id)
  if (known) return known
  const ajv = operation.method === 'GET' || operation.method === 'DELETE' || operation.transport === 'files' ? coercing : strict
  const made = {
    input: ajv.compile({ ...operation.input, additionalProperties: false }),
    output: operation.transport === 'stream' ? null : strict.compile(operation.output as TSchema)
  }
  compiled.set(operation.id, made)
  return made
}

/** The place and the broken rule, never the value: it may be personal. */
function place(error: ErrorObject) {
  const extra = error.keyword === 'additionalProperties' ? String(error.params['additionalProperty']).slice(0, 60) : ''
  const missing = error.keyword === 'required' ? String(error.params['missingProperty']) : ''
  return { at: `${error.instancePath}${extra || missing ? `/${extra || missing}` : ''}`, rule: error.keyword, limit: error.params['limit'] }
}

function holdsNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\u0000')
  if (value === null || typeof value !== 'object') return false
  return Object.entries(value).some(([name, member]) => name.includes('\u0000') || holdsNul(member))
}
