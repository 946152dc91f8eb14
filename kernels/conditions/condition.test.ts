import fc from 'fast-check'
import { expect, test } from 'vitest'
import { completeFacts, conditionsOver, explainCondition, type Facts, type FactSchema } from './index.ts'

const words = { zh: '事', en: 'matter' }
const schema: FactSchema = {
  kind: {
    type: 'text',
    zh: '类型',
    en: 'kind',
    values: { fault: { zh: '故障', en: 'fault' }, inquiry: { zh: '咨询', en: 'inquiry' } }
  },
  live: { type: 'yes-no', zh: '在线', en: 'live' },
  'customer.grade': {
    type: 'text',
    optional: true,
    zh: '等级',
    en: 'grade',
    values: { AAA: words, AA: words, A: words }
  },
  'customer.months': { type: 'number', min: 0, max: 600, otherwise: 0, zh: '在网月数', en: 'months' },
  category: { type: 'text', optional: true, zh: '分类', en: 'category' }
}
const conditions = conditionsOver(schema)

/** A condition as data: rendered to CEL for the kernel and evaluated here without it. */
type Asked =
  | { op: 'and' | 'or'; parts: Asked[] }
  | { op: 'not'; part: Asked }
  | { op: 'is' | 'is-not'; fact: string; value: string | number }
  | { op: 'in'; fact: string; values: string[] }
  | { op: 'below' | 'at-least'; value: number }
  | { op: 'yes'; fact: string }
  | { op: 'begins'; value: string }

const valuesOf: Record<string, string[]> = { kind: ['fault', 'inquiry'], 'customer.grade': ['AAA', 'AA', 'A', ''] }

const leaf: fc.Arbitrary<Asked> = fc.oneof(
  fc.constantFrom('kind', 'customer.grade').chain((fact) =>
    fc.oneof(
      fc.record({
        op: fc.constantFrom('is' as const, 'is-not' as const),
        fact: fc.constant(fact),
        value: fc.constantFrom(...(valuesOf[fact] ?? []))
      }),
      fc.record({
        op: fc.constant('in' as const),
        fact: fc.constant(fact),
        values: fc.uniqueArray(fc.constantFrom(...(valuesOf[fact] ?? [])), { minLength: 1 })
      })
    )
  ),
  fc.record({
    op: fc.constantFrom('is' as const, 'is-not' as const),
    fact: fc.constant('customer.months'),
    value: fc.integer({ min: 0, max: 600 })
  }),
  fc.record({ op: fc.constantFrom('below' as const, 'at-least' as const), value: fc.integer({ min: 0, max: 600 }) }),
  fc.constant<Asked>({ op: 'yes', fact: 'live' }),
  fc.record({ op: fc.constant('begins' as const), value: fc.constantFrom('fault.', 'a', '') })
)
const { asked } = fc.letrec<{ asked: Asked }>((tie) => ({
  asked: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.record({
      op: fc.constantFrom('and' as const, 'or' as const),
      parts: fc.array(tie('asked'), { minLength: 2, maxLength: 3 })
    }),
    fc.record({ op: fc.constant('not' as const), part: tie('asked') })
  )
}))
const given: fc.Arbitrary<Facts> = fc.record({
  kind: fc.constantFrom('fault', 'inquiry'),
  live: fc.boolean(),
  'customer.grade': fc.constantFrom('AAA', 'AA', 'A', ''),
  'customer.months': fc.integer({ min: 0, max: 600 }),
  category: fc.constantFrom('', 'fault.mobile', 'abc')
})

function rendered(node: Asked): string {
  switch (node.op) {
    case 'and':
    case 'or':
      return `(${node.parts.map(rendered).join(node.op === 'and' ? ' && ' : ' || ')})`
    case 'not':
      return `!(${rendered(node.part)})`
    case 'is':
    case 'is-not':
      return `${node.fact} ${node.op === 'is' ? '==' : '!='} ${JSON.stringify(node.value)}`
    case 'in':
      return `${node.fact} in ${JSON.stringify(node.values)}`
    case 'below':
      return `customer.months < ${node.value}`
    case 'at-least':
      return `customer.months + 1 >= ${node.value + 1}`
    case 'yes':
      return node.fact
    case 'begins':
      return `category.startsWith(${JSON.stringify(node.value)})`
  }
}

function naive(node: Asked, facts: Facts): boolean {
  switch (node.op) {
    case 'and':
      return node.parts.every((part) => naive(part, facts))
    case 'or':
      return node.parts.some((part) => naive(part, facts))
    case 'not':
      return !naive(node.part, facts)
    case 'is':
      return facts[node.fact] === node.value
    case 'is-not':
      return facts[node.fact] !== node.value
    case 'in':
      return node.values.includes(String(facts[node.fact]))
    case 'below':
      return Number(facts['customer.months']) < node.value
    case 'at-least':
      return Number(facts['customer.months']) >= node.value
    case 'yes':
      return facts[node.fact] === true
    case 'begins':
      return String(facts.category).startsWith(node.value)
  }
}

test('a condition gives what reading it by hand gives, and its explanation agrees at every part', () => {
  fc.assert(
    fc.property(asked, given, (node, facts) => {
      const text = rendered(node)
      if (text.length > 600) return
      const problems = conditions.problemsOf(text)
      if (problems.some((problem) => problem.includes('maxDepth') || problem.includes('maxAstNodes'))) return
      expect(problems).toEqual([])
      const expected = naive(node, facts)
      expect(conditions.holds(text, facts)).toBe(expected)
      const explained = explainCondition(conditions, text, facts)
      expect(explained.value).toBe(expected)
      for (const part of explained.parts) expect(part.value).toBe(conditions.holds(part.text, facts))
      expect(explained.words.zh).not.toBe('')
    }),
    { numRuns: 400 }
  )
})

test.each([
  ['kind == "falt"', 'kind has no value falt'],
  ['kind in ["fault", "falt"]', 'kind has no value falt'],
  ['"falt" == kind', 'kind has no value falt'],
  ['customer.grad == "AAA"', 'No such key: grad'],
  ['sort == "fault"', 'Unknown variable: sort'],
  ['kind.matches("(a+)+$")', 'function matches is not allowed in a condition'],
  ['["a"].exists(x, x == "a")', 'function exists is not allowed in a condition'],
  ['size(category) > 3', 'function size is not allowed in a condition'],
  ['customer.months', 'gives double, not true or false'],
  ['customer.months == 601', 'customer.months must lie between 0 and 600'],
  ['customer.grade > 3', 'no such overload: string > int'],
  ['live &&', 'Unexpected token: EOF'],
  ['customer["grade"] == "AAA"', '[] is not allowed in a condition']
])('%s is refused before it runs', (text, problem) => {
  expect(conditions.problemsOf(text)).toContain(problem)
  expect(() => conditions.holds(text, { kind: 'fault' })).toThrow(SyntaxError)
})

test('a condition longer than its bound, or nested too deep, is refused', () => {
  expect(conditions.problemsOf(`live${' || live'.repeat(100)}`)).toEqual(['longer than 600 characters'])
  expect(conditions.problemsOf(`${'('.repeat(40)}live${')'.repeat(40)}`)).toHaveLength(1)
})

test('whole numbers and parts mix without surprise', () => {
  expect(
    conditions.holds('customer.months == 3 && customer.months != 4 && 2 * customer.months > 5', {
      kind: 'fault',
      'customer.months': 3
    })
  ).toBe(true)
})

test('a fact not given takes its ordinary value; an unknown or required one is named', () => {
  expect(completeFacts(schema, { kind: 'fault', live: null })).toEqual({
    kind: 'fault',
    live: false,
    'customer.grade': '',
    'customer.months': 0,
    category: ''
  })
  expect(() => completeFacts(schema, { live: true })).toThrow('kind must be given')
  expect(() => completeFacts(schema, { kind: 'fault', colour: 'red' })).toThrow('unknown fact colour')
  expect(() => completeFacts(schema, { kind: 'fault', toString: 'x' })).toThrow('unknown fact toString')
  expect(() => completeFacts(schema, { kind: 'constructor' })).toThrow('kind has no value constructor')
})

test('an explanation speaks both languages and tells what was found', () => {
  const explained = explainCondition(conditions, 'kind == "fault" && customer.grade != "" && !live', { kind: 'fault' })
  expect(explained).toMatchObject({
    value: false,
    words: { zh: '类型是故障，且等级已知，且在线：否', en: 'kind is fault, and grade is known, and live: no' }
  })
  expect(explained.parts.map(({ value, found }) => [value, found?.zh])).toEqual([
    [true, '类型：故障'],
    [false, '等级：未知'],
    [true, undefined]
  ])
})
