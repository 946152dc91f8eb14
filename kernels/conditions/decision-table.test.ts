import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Cell,
  checkTable,
  type DecisionTable,
  decide,
  type Facts,
  type FactSchema,
  type FactValue
} from './index.ts'

const phrase = { zh: '事', en: 'matter' }
const schema: FactSchema = {
  kind: { type: 'text', ...phrase, values: { a: phrase, b: phrase, c: phrase } },
  grade: { type: 'text', optional: true, ...phrase, values: { x: phrase, y: phrase } },
  live: { type: 'yes-no', ...phrase },
  months: { type: 'number', min: 0, max: 4, otherwise: 0, ...phrase }
}
const inputs = ['kind', 'grade', 'live', 'months']
const domains: FactValue[][] = [
  ['a', 'b', 'c'],
  ['x', 'y', ''],
  [false, true],
  [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4]
]

/** Every case of the domain; halves stand for what lies between whole bounds. */
const everyCase: Facts[] = domains.reduce<Facts[]>(
  (cases, values, column) => cases.flatMap((one) => values.map((value) => ({ ...one, [inputs[column] ?? '']: value }))),
  [{}]
)

const bound = fc.integer({ min: 0, max: 4 })
const cell: fc.Arbitrary<Cell>[] = [
  fc.oneof(
    fc.constant('-'),
    fc.constantFrom('a', 'b', 'c'),
    fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 })
  ),
  fc.oneof(fc.constant('-'), fc.constantFrom('x', 'y', '')),
  fc.oneof(fc.constant('-'), fc.boolean()),
  fc.oneof(
    fc.constant('-'),
    bound,
    bound.map((from) => ({ from })),
    bound.map((to) => ({ to })),
    fc.tuple(bound, bound).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) })),
    bound.filter((n) => n < 4).map((above) => ({ above }))
  )
]
const table: fc.Arbitrary<DecisionTable<number>> = fc.record({
  hit: fc.constantFrom('unique' as const, 'first' as const, 'collect' as const),
  inputs: fc.constant(inputs),
  rows: fc
    .array(fc.tuple(...(cell as [fc.Arbitrary<Cell>, fc.Arbitrary<Cell>, fc.Arbitrary<Cell>, fc.Arbitrary<Cell>])), {
      minLength: 1,
      maxLength: 8
    })
    .map((rows) => rows.map((when, index) => ({ id: `r${index}`, when, gives: index })))
})

function naiveHolds(one: Cell, value: FactValue | undefined): boolean {
  if (one === '-') return true
  if (Array.isArray(one)) return one.some((each) => each === value)
  if (typeof one !== 'object') return one === value
  const {
    from = -1,
    above = -1,
    to = 9,
    below = 9
  } = one as { from?: number; above?: number; to?: number; below?: number }
  const n = Number(value)
  return from <= n && above < n && n <= to && n < below
}

function fitting(one: DecisionTable<number>, facts: Facts): string[] {
  return one.rows
    .filter((row) => row.when.every((each, column) => naiveHolds(each, facts[inputs[column] ?? ''])))
    .map(({ id }) => id)
}

test('a table decides as reading its rows by hand does', () => {
  fc.assert(
    fc.property(table, fc.constantFrom(...everyCase), (one, facts) => {
      const expected = fitting(one, facts)
      expect(decide(one, facts).map(({ id }) => id)).toEqual(one.hit === 'collect' ? expected : expected.slice(0, 1))
    }),
    { numRuns: 500 }
  )
})

test('the checker finds exactly the gaps, overlaps and dead rows that trying every case finds', () => {
  fc.assert(
    fc.property(table, (one) => {
      const report = checkTable(schema, one)
      const fits = everyCase.map((facts) => fitting(one, facts))
      expect(report.faults).toEqual([])
      expect(report.unfinished).toBe(false)
      expect(report.gaps.length > 0).toBe(fits.some((rows) => rows.length === 0))
      for (const gap of report.gaps) expect(fitting(one, gap)).toEqual([])
      const decided = new Set(fits.flatMap((rows) => (one.hit === 'collect' ? rows : rows.slice(0, 1))))
      expect(report.unreachable.map(({ row }) => row)).toEqual(
        one.rows.map(({ id }) => id).filter((id) => !decided.has(id))
      )
      const pairs = new Set(
        fits.flatMap((rows) => rows.flatMap((left, index) => rows.slice(index + 1).map((right) => `${left} ${right}`)))
      )
      if (pairs.size <= 20) expect(new Set(report.overlaps.map(({ rows }) => rows.join(' ')))).toEqual(pairs)
      for (const { rows, at } of report.overlaps) expect(fitting(one, at)).toEqual(expect.arrayContaining(rows))
    }),
    { numRuns: 300 }
  )
})

test('a dead row names the rows before it', () => {
  const report = checkTable(schema, {
    hit: 'first',
    inputs: ['live'],
    rows: [
      { id: 'yes', when: [true], gives: 1 },
      { id: 'no', when: [false], gives: 2 },
      { id: 'never', when: ['-'], gives: 3 }
    ]
  })
  expect(report.unreachable).toEqual([{ row: 'never', behind: ['yes', 'no'] }])
})

test('cells outside the declared facts are faults', () => {
  const rows = [
    { id: 'r', when: ['d', { from: 1 }, 'yes', { from: 3, to: 2 }], gives: 1 },
    { id: 'r', when: ['a'], gives: 2 }
  ] as const
  expect(checkTable(schema, { hit: 'first', inputs: [...inputs, 'colour'].slice(0, 4), rows }).faults).toEqual([
    'row r: kind has no value d',
    'row r: grade is not a number and takes no range',
    'row r: live must be true or false',
    'row r: months has an empty range',
    'row r appears twice',
    'row r has 1 cells for 4 inputs'
  ])
  expect(
    checkTable(schema, { hit: 'first', inputs: ['colour'], rows: [{ id: 'r', when: ['-'], gives: 1 }] }).faults
  ).toEqual(['unknown fact colour'])
})

test('within narrows what a table must answer for', () => {
  const one: DecisionTable<number> = { hit: 'unique', inputs: ['kind'], rows: [{ id: 'a', when: ['a'], gives: 1 }] }
  expect(checkTable(schema, one).gaps).toEqual([{ kind: 'b' }])
  expect(checkTable(schema, { ...one, within: { kind: ['a'] } }).gaps).toEqual([])
})

test('a table of two hundred rows over eight inputs is checked whole', () => {
  const wide: FactSchema = Object.fromEntries(
    Array.from({ length: 8 }, (_, index) => [
      `f${index}`,
      { type: 'text' as const, ...phrase, values: { a: phrase, b: phrase, c: phrase, d: phrase } }
    ])
  )
  const rows = Array.from({ length: 200 }, (_, index) => ({
    id: `r${index}`,
    when: Array.from({ length: 8 }, (_, column) =>
      (index >> column) % 3 === 0 ? '-' : ('abcd'[(index * 7 + column) % 4] ?? '-')
    ),
    gives: index
  }))
  expect(checkTable(wide, { hit: 'first', inputs: Object.keys(wide), rows }).unfinished).toBe(false)
})
