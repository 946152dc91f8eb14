/** What may be asked about a case, as data: names, types, domains and the words shown for them. */

/** A phrase in both languages. */
export type Phrase = { zh: string; en: string }

export type FactValue = string | number | boolean

/** One declared fact. `values` is absent for free text; `optional` text may be '' (not known). */
export type Fact = Phrase &
  (
    | {
        type: 'text'
        values?: Readonly<Record<string, Phrase>>
        optional?: boolean
        otherwise?: string
        maxLength?: number
      }
    | { type: 'yes-no' }
    | { type: 'number'; min: number; max: number; otherwise: number }
  )

/** Facts by dotted name, e.g. `customer.grade`. */
export type FactSchema = Readonly<Record<string, Fact>>

/** Values by the same dotted names. */
export type Facts = Readonly<Record<string, FactValue>>

/** Says what is wrong with one given value, or null when it is in the fact's domain. */
export function factProblem(name: string, fact: Fact | undefined, value: FactValue): string | null {
  if (!fact) return `unknown fact ${name}`
  if (fact.type === 'yes-no') return typeof value === 'boolean' ? null : `${name} must be true or false`
  if (fact.type === 'number') {
    if (typeof value !== 'number' || !Number.isFinite(value)) return `${name} must be a number`
    return value < fact.min || value > fact.max ? `${name} must lie between ${fact.min} and ${fact.max}` : null
  }
  if (typeof value !== 'string') return `${name} must be text`
  if (value === '') return fact.optional ? null : `${name} must be given`
  if (fact.values) return Object.hasOwn(fact.values, value) ? null : `${name} has no value ${value.slice(0, 60)}`
  return value.length > (fact.maxLength ?? 200) ? `${name} is too long` : null
}

/**
 * Fills in what was not given, so that a condition never meets a missing key.
 * Throws a RangeError naming every unknown fact, wrong value, or required fact left out.
 */
export function completeFacts(
  schema: FactSchema,
  given: Readonly<Record<string, FactValue | null | undefined>>
): Facts {
  const problems: string[] = []
  const facts: Record<string, FactValue> = {}
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(schema, name)) problems.push(`unknown fact ${name}`)
  }
  for (const [name, fact] of Object.entries(schema)) {
    const value = (Object.hasOwn(given, name) ? given[name] : undefined) ?? ordinaryValue(fact)
    const problem = factProblem(name, fact, value)
    if (problem) problems.push(problem)
    facts[name] = value
  }
  if (problems.length > 0) throw new RangeError(problems.join('; '))
  return facts
}

/** The words of a value: its declared phrase, yes/no, "not known", or the value itself. */
export function valueWords(fact: Fact, value: FactValue): Phrase {
  if (typeof value === 'boolean') return value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' }
  if (value === '') return { zh: '未知', en: 'not known' }
  const declared =
    fact.type === 'text' && fact.values && Object.hasOwn(fact.values, value) ? fact.values[String(value)] : undefined
  return declared ? { zh: declared.zh, en: declared.en } : { zh: String(value), en: String(value) }
}

function ordinaryValue(fact: Fact): FactValue {
  if (fact.type === 'yes-no') return false
  if (fact.type === 'number') return fact.otherwise
  return fact.otherwise ?? ''
}
