import { performanceOf } from '@shouwen/kernels/queueing/index'
import { describe, expect, test } from 'vitest'
import { createCentre, type Length, type Scenario, simulateDay, type Stream, type Team } from './index.ts'

const hour = 3600
const forEver: Length = { kind: 'fixed', seconds: 1e9 }
const exponential = (meanSeconds: number): Length => ({ kind: 'exponential', meanSeconds })
const calls = (perHour: number, change: Partial<Stream> = {}): Stream => ({
  queue: 'hotline',
  channel: 'call',
  weight: 1,
  needs: [{ afterSeconds: 0, skills: {}, queues: ['hotline'] }],
  priority: 0,
  arrivals: { everySeconds: hour, perHour: [perHour] },
  handle: exponential(180),
  patience: forEver,
  ...change
})
const team = (people: number, change: Partial<Team> = {}): Team => ({
  code: 'a',
  people,
  skills: {},
  queues: ['hotline'],
  capacity: { call: 1 },
  languages: [],
  shifts: [{ fromSeconds: 0, toSeconds: 300 * hour }],
  ...change
})
const day = (streams: Stream[], teams: Team[], change: Partial<Scenario> = {}): Scenario => ({
  seed: 20261124,
  daySeconds: 8 * hour,
  streams,
  teams,
  rules: { interrupts: {} },
  count: { everySeconds: 900, withinSeconds: 20, shortSeconds: 5 },
  ...change
})

describe('A long simulated day agrees with the formulas within its own confidence interval', () => {
  test.each([
    { model: 'Erlang C', callsPerHour: 200, handleSeconds: 180, agents: 14, withinSeconds: 20 },
    { model: 'Erlang C', callsPerHour: 360, handleSeconds: 240, agents: 30, withinSeconds: 15 },
    { model: 'Erlang A', callsPerHour: 200, handleSeconds: 180, patienceSeconds: 300, agents: 13, withinSeconds: 20 },
    { model: 'Erlang A', callsPerHour: 300, handleSeconds: 120, patienceSeconds: 120, agents: 8, withinSeconds: 20 },
    { model: 'Erlang A', callsPerHour: 1575, handleSeconds: 240, patienceSeconds: 180, agents: 100, withinSeconds: 20 }
  ])(
    '$model: $callsPerHour calls an hour of $handleSeconds s for $agents agents',
    ({ agents, withinSeconds, ...traffic }) => {
      const { callsPerHour, handleSeconds, patienceSeconds } = traffic
      const batchSeconds = (40_000 / callsPerHour / 30) * hour
      const { intervals, occupancy } = simulateDay(
        day(
          [
            calls(callsPerHour, {
              handle: exponential(handleSeconds),
              ...(patienceSeconds ? { patience: exponential(patienceSeconds) } : {})
            })
          ],
          [team(agents, { shifts: [{ fromSeconds: 0, toSeconds: 31 * batchSeconds }] })],
          { daySeconds: 31 * batchSeconds, count: { everySeconds: batchSeconds, withinSeconds, shortSeconds: 5 } }
        )
      )
      // The first batch starts from an empty centre and is left out; thirty batches, 99.9 %: Student's t of 29 degrees.
      const batches = intervals.slice(1, 31).map((one) => one.answeredWithin / (one.answered + one.abandoned))
      const mean = batches.reduce((sum, one) => sum + one, 0) / batches.length
      const variance = batches.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (batches.length - 1)
      const expected = performanceOf(traffic, agents, withinSeconds)
      expect(Math.abs(mean - expected.servedWithin)).toBeLessThan(3.66 * Math.sqrt(variance / batches.length))
      expect(occupancy).toBeCloseTo(expected.occupancy, 2)
    }
  )
})

describe('A simulated day', () => {
  const busy = day(
    [
      calls(300, { patience: exponential(120), again: { share: 0.5, after: exponential(300) } }),
      calls(30, {
        queue: 'vip',
        priority: 10,
        needs: [
          { afterSeconds: 0, skills: {}, queues: ['vip'] },
          { afterSeconds: 10, skills: {}, queues: ['vip', 'hotline'] }
        ]
      })
    ],
    [
      team(15, { breaks: [{ fromSeconds: 3 * hour, toSeconds: 3.5 * hour }] }),
      team(2, { code: 'vip', queues: ['vip'], wrapUp: exponential(30) })
    ],
    {
      daySeconds: 6 * hour,
      happenings: [
        { kind: 'surge', queue: 'hotline', factor: 3, fromSeconds: hour, toSeconds: 2 * hour },
        { kind: 'outage', share: 0.5, fromSeconds: 4 * hour, toSeconds: 4.5 * hour }
      ]
    }
  )

  test('is the same every time, and another with another seed', () => {
    expect(simulateDay(busy)).toEqual(simulateDay(busy))
    expect(simulateDay({ ...busy, seed: 1 }).total).not.toEqual(simulateDay(busy).total)
  })

  test('loses nobody: whoever came was answered or gave up', () => {
    const seen = createCentre(busy)
    seen.runUntil(Number.POSITIVE_INFINITY)
    expect([seen.queue('hotline').waiting, seen.queue('vip').waiting]).toEqual([0, 0])
    const came = seen.intervals().reduce((sum, one) => sum + one.answered + one.abandoned, 0)
    expect(came).toBeGreaterThan(6 * 330)
  })

  test('shows surge, break and outage as longer waits, and overflow apart', () => {
    const { intervals } = simulateDay(busy)
    const waitOf = (from: number, to: number) => {
      const own = intervals.filter((one) => one.queue === 'hotline' && one.fromSeconds >= from && one.fromSeconds < to)
      return (
        own.reduce((sum, one) => sum + one.waitSeconds, 0) /
        own.reduce((sum, one) => sum + one.answered + one.abandoned, 0)
      )
    }
    const calm = waitOf(0, hour)
    for (const [from, to] of [
      [hour, 2 * hour],
      [3 * hour, 3.5 * hour],
      [4 * hour, 4.5 * hour]
    ] as const)
      expect(waitOf(from, to)).toBeGreaterThan(3 * calm + 10)
    expect(intervals.some((one) => one.queue === 'vip' && one.overflowed > 0 && one.overflowed <= one.answered)).toBe(
      true
    )
    expect(intervals.every((one) => one.queue === 'vip' || one.overflowed === 0)).toBe(true)
  })

  test('goes on differently after people are moved', () => {
    const scenario = day(
      [calls(300, { patience: exponential(120) })],
      [team(13), team(4, { code: 'expert', queues: ['outbound'] })]
    )
    const waits = [false, true].map((helped) => {
      const centre = createCentre(scenario)
      centre.runUntil(hour)
      if (helped) for (const id of centre.peopleOf('expert')) centre.change(id, { queues: ['hotline'] })
      centre.runUntil(3 * hour)
      return centre.intervals().reduce((sum, one) => sum + (one.fromSeconds < 1.25 * hour ? 0 : one.waitSeconds), 0)
    })
    expect(waits[1]).toBeLessThan((waits[0] as number) / 2)
  })
})
