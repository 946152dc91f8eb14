import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rulebook } from '#server/rulebook'
import { scoreComplaint, type ScoreFacts, wordFacts } from './score-complaint.ts'

const book = rulebook().complaints.focus
const score = (facts: ScoreFacts = {}) => scoreComplaint(book, facts)
const ids = (axis: { reasons: { id: string }[] }) => axis.reasons.map(({ id }) => id)

describe('Focus and hard complaints', () => {
  test('an ordinary complaint of an ordinary customer is neither @norm TK-14', () => {
    expect(score()).toMatchObject({ total: 0, focus: false, hard: false, risk: { points: 0, reasons: [] } })
  })

  test('type, customer and influence are scored apart, each point with its reason @norm TK-14', () => {
    const { axes, focus, hard, total } = score({ 'leaf.legal': true, 'customer.grade': 'AA', 'repeat.count': 1, 'words.regulator': true })
    expect([ids(axes.type), ids(axes.customer), ids(axes.influence)]).toEqual([['law'], ['grade', 'again'], ['regulator-named']])
    expect([total, focus, hard]).toEqual([7, true, true])
    expect(axes.customer).toMatchObject({ points: 4 })
  })

  test('what may be in the news is a focus by its influence alone, and no hard one @norm TK-14', () => {
    expect(score({ 'words.media': true })).toMatchObject({ focus: true, hard: false })
  })

  test('the reasons are in both languages', () => {
    for (const { zh, en } of [...book.rules, ...book.risks]) expect(zh && en).toBeTruthy()
  })
})

describe('The risk that it goes higher', () => {
  test('a broken promise and a customer who names an office together call for a task @norm TK-57', () => {
    const { risk } = score({ 'promises.broken': 1, 'words.regulator': true })
    expect(ids(risk)).toEqual(['overdue', 'regulator'])
    expect(risk.points).toBeGreaterThanOrEqual(book.risk.task_from)
  })

  test('words are found in what the customer said, in whatever text @norm TK-57', () => {
    expect(wordFacts(book, ['再不解决我就打12315', '找记者曝光'])).toMatchObject({ 'words.media': true, 'words.regulator': true, 'words.legal': false, 'words.crowd': false })
    expect(wordFacts(book, ['想把 59 元套餐改成 39 元'])).toEqual({ 'words.media': false, 'words.regulator': false, 'words.legal': false, 'words.crowd': false })
  })
})

/** Facts of any complaint, within what the rulebook declares. */
const anyFacts: fc.Arbitrary<ScoreFacts> = fc.record(
  Object.fromEntries(
    Object.entries(book.facts).map(([name, fact]): [string, fc.Arbitrary<string | number | boolean>] => [
      name,
      fact.type === 'yes-no' ? fc.boolean() : fact.type === 'number' ? fc.integer({ min: fact.min, max: Math.min(fact.max, 20_000) }) : fc.constantFrom(...Object.keys(fact.values ?? {}))
    ])
  ),
  { requiredKeys: [] }
)

describe('For every complaint whatever', () => {
  test('the total is the sum of its axes, each the sum of its reasons, and the same facts score the same', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const found = score(facts)
        expect(found).toEqual(score(facts))
        const all = [...Object.values(found.axes), found.risk]
        for (const { points, reasons } of all) expect(points).toBe(reasons.reduce((sum, reason) => sum + reason.points, 0))
        expect(found.total).toBe(found.axes.type.points + found.axes.customer.points + found.axes.influence.points)
        expect(found.focus).toBe(found.total >= (book.focus.total ?? Infinity) || found.axes.influence.points >= (book.focus.influence ?? Infinity))
      })
    )
  })

  test('what makes it worse never lowers the score: another warning word, another broken promise, another transfer', () => {
    const worse: ScoreFacts[] = [{ 'words.media': true }, { 'words.legal': true }, { 'words.crowd': true }, { 'leaf.legal': true }]
    fc.assert(
      fc.property(anyFacts, fc.constantFrom(...worse), (facts, more) => {
        const before = score(facts)
        const after = score({ ...facts, ...more })
        expect(after.total).toBeGreaterThanOrEqual(before.total)
        expect(after.risk.points).toBeGreaterThanOrEqual(before.risk.points)
        if (before.focus) expect(after.focus).toBe(true)
        if (before.hard) expect(after.hard).toBe(true)
      })
    )
    for (const name of ['promises.broken', 'transfers.count', 'repeat.count', 'reopened.count', 'demand.yuan'])
      fc.assert(
        fc.property(anyFacts, fc.nat(1000), fc.nat(1000), (facts, a, b) => {
          const [low, high] = [score({ ...facts, [name]: Math.min(a, b) }), score({ ...facts, [name]: Math.max(a, b) })]
          expect(high.total).toBeGreaterThanOrEqual(low.total)
          expect(high.risk.points).toBeGreaterThanOrEqual(low.risk.points)
        }),
        { numRuns: 50 }
      )
  })
})
