import type { AskedField } from '#server/rulebook-complaints'

/** What is wrong with an answer to an asked field. */
export type AskedProblem = { code: string; rule: 'required' | 'unknown' | 'type' | 'choice' | 'range' | 'link' }
type Value = string | number | boolean

const LONGEST = { line: 200, text: 2000, link: 500 }
const MOST = 1_000_000_000
// What the contract lets through in one line but no line holds.
const controls = new RegExp(String.raw`[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]`)
const lineEnds = /[\n\r\t]/

/**
 * Checks answers against the fields a source or category asks for. `complete` also asks for every required field.
 * @norm TK-02
 */
export function checkAsked(fields: readonly AskedField[], values: Readonly<Record<string, Value>>, complete: boolean): AskedProblem[] {
  const known = new Map(fields.map((field) => [field.code, field]))
  const given = Object.entries(values).flatMap(([code, value]): AskedProblem[] => {
    const field = known.get(code)
    const rule = field ? problemOf(field, value) : 'unknown'
    return rule ? [{ code, rule }] : []
  })
  const missing = complete ? fields.filter(({ code, required }) => required && isEmpty(values[code])) : []
  return [...given, ...missing.map(({ code }): AskedProblem => ({ code, rule: 'required' }))]
}

const isEmpty = (value: Value | undefined) => value === undefined || (typeof value === 'string' && value.trim() === '')

function problemOf(field: AskedField, value: Value): AskedProblem['rule'] | null {
  switch (field.type) {
    case 'yes-no':
      return typeof value === 'boolean' ? null : 'type'
    case 'number':
      if (typeof value !== 'number') return 'type'
      return value >= 0 && value <= MOST ? null : 'range'
    default:
      return typeof value === 'string' ? textProblem(field, value) : 'type'
  }
}

function textProblem({ type, choices }: AskedField, value: string): AskedProblem['rule'] | null {
  if (value === '') return null
  if (type === 'choice') return Object.hasOwn(choices ?? {}, value) ? null : 'choice'
  if (type === 'instant') return isInstant(value) ? null : 'type'
  if (type === 'date') return /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)) ? null : 'type'
  if (controls.test(value) || (type !== 'text' && lineEnds.test(value))) return 'type'
  if (type === 'link') return value.length <= LONGEST.link && isLink(value) ? null : 'link'
  return value.length <= LONGEST[type === 'text' ? 'text' : 'line'] ? null : 'range'
}

const isInstant = (value: string) => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(value) && !Number.isNaN(Date.parse(value))

/** Only addresses a browser may open: never javascript:. */
function isLink(value: string): boolean {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)
}
