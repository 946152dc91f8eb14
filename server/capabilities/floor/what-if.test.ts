import { tryWhatIf, whatIfChoices } from '@shouwen/contract/floor-what-if'
import type { InputOf } from '@shouwen/contract/operation'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type FloorDesk, startFloorDesk, type Worker } from './testing/floor-desk.ts'

let d: FloorDesk
let leader: Worker
beforeAll(async () => {
  d = await startFloorDesk()
  leader = await d.person('shift-leader', {}, d.units.hotline)
})
afterAll(() => d.t.stop())

const pools = [
  { pool: 'floating-expert', people: 5 },
  { pool: 'outbound', people: 4 },
  { pool: 'quality', people: 4 },
  { pool: 'back-office', people: 4 }
]
/** Twenty people, a fault that nearly doubles the calls from minute 60 to 180. */
const asked: InputOf<typeof tryWhatIf> = {
  regionId: 1,
  perHour: [320, 320, 320, 320],
  surge: { factor: 1.7, fromMinute: 60, toMinute: 180 },
  handleSeconds: 200,
  patienceSeconds: 240,
  withinSeconds: 15,
  intervalMinutes: '15',
  sides: [
    { people: 20, pools },
    { people: 20, pools, playbook: 'surge-ladder' },
    { people: 26, pools }
  ]
}
const ask = (given: Partial<typeof asked> = {}, who = leader) => d.t.call(tryWhatIf, { ...asked, ...given }, who)

beforeEach(() => d.t.clock.set('2026-11-24T02:00:00Z'))

test('the same callers under three arrangements: the ladder lends people step by step and gives them back, and fewer give up', async () => {
  const { sides } = await d.t.ok(tryWhatIf, asked, leader)
  const [plain, ladder, more] = sides
  expect(sides).toHaveLength(3)
  expect(new Set(sides.map((side) => side.intervals.map((one) => one.came).join())).size).toBe(1)
  expect(plain?.intervals).toHaveLength(16)
  expect(plain?.steps).toEqual([])
  expect(ladder?.steps.slice(0, 2).map(({ kind, step, people }) => [kind, step, people])).toEqual([
    ['taken', 'floating-experts', 5],
    ['taken', 'outbound-seats', 3]
  ])
  // Always the last one lent goes back first, and in the end everybody has gone back.
  const lent: string[] = []
  for (const { kind, step } of ladder?.steps ?? [])
    if (kind === 'taken') lent.push(step)
    else if (kind === 'undone') expect(lent.pop()).toBe(step)
  expect(lent).toEqual([])
  expect(Math.max(...(ladder?.intervals.map((one) => one.people) ?? []))).toBeGreaterThan(25)
  expect(ladder?.intervals.at(-1)?.people).toBe(20)
  expect(ladder?.total.gaveUp).toBeLessThan((plain?.total.gaveUp ?? 0) / 2)
  expect(more?.total.gaveUp).toBeLessThan((plain?.total.gaveUp ?? 0) / 2)
  // Whoever came was answered or gave up.
  for (const { total } of sides) expect(total.answered + total.gaveUp).toBe(total.came)
})

test('asked twice it answers the same, with another number another day', async () => {
  const [one, two, other] = [await d.t.ok(tryWhatIf, asked, leader), await d.t.ok(tryWhatIf, asked, leader), await d.t.ok(tryWhatIf, { ...asked, seed: 7 }, leader)]
  expect(one).toEqual(two)
  expect(other).not.toEqual(one)
})

test('is bounded: too many callers, a surge that ends before it begins and a playbook that watches more than the queue are refused', async () => {
  expect((await ask({ perHour: Array.from({ length: 12 }, () => 20_000) })).problem).toMatchObject({ code: 'what-if-too-large' })
  expect((await ask({ surge: { factor: 2, fromMinute: 90, toMinute: 60 } })).problem).toMatchObject({ code: 'what-if-too-large' })
  expect((await ask({ sides: [{ people: 5, pools: [], playbook: 'holiday' }] })).problem).toMatchObject({ code: 'playbook-not-for-trials' })
  const many = await Promise.all(Array.from({ length: 5 }, () => ask()))
  expect(new Set(many.map((answer) => answer.status))).toEqual(new Set([200, 429]))
})

test('is for supervisors, and says which playbooks and pools there are', async () => {
  const agent = await d.person()
  expect((await ask({}, agent)).status).toBe(403)
  expect((await ask({ regionId: 2 })).status).toBe(403)
  const { playbooks } = await d.t.ok(whatIfChoices, {}, leader)
  expect(playbooks.map((one) => one.id)).toContain('surge-ladder')
  expect(playbooks.find((one) => one.id === 'surge-ladder')?.steps.map((step) => step.pool)).toEqual(['floating-expert', 'outbound', 'quality', 'back-office', null, null])
})
