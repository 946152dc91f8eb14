import fc from 'fast-check'

type Schema = {
  type?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  format?: string
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
}

const ids = ['01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000002']

/** Values that fit a schema of our contract, as far as its patterns are simple ones. */
export function fitting(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(fitting))
  if (schema.type === 'string') return text(schema)
  if (schema.type === 'integer' || schema.type === 'number') {
    const min = Math.max(schema.minimum ?? -1000, -1_000_000)
    const max = Math.min(schema.maximum ?? 1000, 1_000_000)
    return fc.integer({ min, max: Math.max(min, max) })
  }
  if (schema.type === 'boolean') return fc.boolean()
  if (schema.type === 'null') return fc.constant(null)
  if (schema.type === 'array')
    return fc.array(fitting(schema.items ?? {}), { minLength: schema.minItems ?? 0, maxLength: Math.min(schema.maxItems ?? 3, (schema.minItems ?? 0) + 2) })
  if (schema.type === 'object' || schema.properties) return object(schema)
  return fc.constantFrom('x', 1, null, true)
}

function object(schema: Schema): fc.Arbitrary<unknown> {
  const properties = schema.properties ?? {}
  const members = Object.fromEntries(Object.entries(properties).map(([name, member]) => [name, fitting(member)]))
  return fc.record(members, { requiredKeys: schema.required ?? [] })
}

function text(schema: Schema): fc.Arbitrary<string> {
  if (schema.format === 'uuid') return fc.constantFrom(...ids)
  if (schema.format === 'date-time') return fc.constantFrom('2026-11-24T01:02:03Z', '1999-12-31T23:59:59+08:00')
  if (schema.format === 'date') return fc.constantFrom('2026-11-24', '2024-02-29')
  if (schema.format === 'email') return fc.constantFrom('a@example.com', '用户@example.cn')
  const max = schema.maxLength ?? 200
  const words = ['宽带断线', 'a', 'abc-1', '13800138000', 'ticket', "' or 1=1 --", '<script>alert(1)</script>', '9'.repeat(12)]
  return fc.constantFrom(...words.filter((word) => word.length <= max && word.length >= (schema.minLength ?? 0)), 'x'.repeat(Math.min(max, Math.max(schema.minLength ?? 1, 1))))
}

/** What clients send when they are wrong or hostile. */
export const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    1e308,
    1e12,
    '',
    ' ',
    'ten',
    '\u0000',
    'a\u0000b',
    '\ud800',
    '"; drop table tickets.ticket; --',
    '%27%20or%201=1',
    '<img src=x onerror=alert(1)>',
    '../../../../etc/passwd',
    'x'.repeat(100_000),
    '2026-13-45T99:99:99Z',
    '00000000-0000-0000-0000-000000000000',
    'not-a-uuid',
    [],
    {},
    [[[[[[]]]]]],
    { __proto__: null, constructor: 'x' },
    { $ne: null }
  ),
  fc.string({ maxLength: 50, unit: 'binary' }),
  fc.double(),
  fc.bigInt({ min: 10n ** 18n, max: 10n ** 20n }).map(Number),
  fc.jsonValue({ maxDepth: 3 })
)

/** A fitting input of which some members were replaced, dropped or added. */
export function spoiled(schema: Schema): fc.Arbitrary<Record<string, unknown>> {
  const names = Object.keys(schema.properties ?? {})
  const target = names.length > 0 ? fc.constantFrom(...names, 'unexpected') : fc.constant('unexpected')
  return fc
    .tuple(object(schema), fc.array(fc.tuple(target, fc.boolean(), hostile), { minLength: 1, maxLength: 3 }))
    .map(([input, changes]) => {
      const result = { ...(input as Record<string, unknown>) }
      for (const [name, drop, value] of changes) {
        if (drop) delete result[name]
        else result[name] = value
      }
      return result
    })
}
