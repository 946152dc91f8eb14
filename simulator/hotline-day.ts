import type { Step } from '@shouwen/kernels/routing/index'
import type { Length, Scenario, Stream, Team } from './scenario.ts'

const hour = 3600
/** Share of the day's calls in each hour: the two-humped day of a consumer hotline. Typical, not measured at any operator. */
export const dayShape = [8, 5, 4, 3, 3, 5, 12, 28, 60, 82, 88, 78, 58, 62, 76, 78, 72, 62, 58, 60, 54, 40, 24, 14]

/** Calls a day for each person on the list, of whom a third is at work at any time. */
const CALLS_PER_PERSON = 100

/**
 * A day of a believable hotline with so many calls: mobile, broadband, billing and VIP, skills that widen, shifts and meals, and a network fault in the
 * evening. Serves the bench, the demo and whoever wants a floor that lives.
 */
export function hotlineDay(calls: number, seed = 20261124): Scenario {
  const whole = dayShape.reduce((sum, one) => sum + one, 0)
  const perHour = (share: number) => dayShape.map((one) => (calls * share * one) / whole)
  const stream = (queue: string, share: number, meanSeconds: number, needs: Step[], priority = 0): Stream => ({
    queue,
    channel: 'call',
    weight: 6,
    needs,
    priority,
    arrivals: { everySeconds: hour, perHour: perHour(share) },
    handle: { kind: 'lognormal', meanSeconds, variation: 0.8 },
    patience: { kind: 'exponential', meanSeconds: 150 },
    again: { share: 0.3, after: { kind: 'exponential', meanSeconds: 600 } }
  })
  const widening = (queue: string, skill: string): Step[] => [
    { afterSeconds: 0, skills: { [skill]: 3 }, queues: [queue] },
    { afterSeconds: 20, skills: { [skill]: 1 }, queues: [queue] },
    { afterSeconds: 60, skills: {}, queues: [queue, 'hotline'] }
  ]
  return {
    seed,
    daySeconds: 24 * hour,
    streams: [
      stream('hotline', 0.6, 170, [{ afterSeconds: 0, skills: {}, queues: ['hotline'] }]),
      stream('broadband', 0.22, 260, widening('broadband', 'broadband')),
      stream('billing', 0.14, 210, widening('billing', 'billing')),
      stream(
        'vip',
        0.04,
        240,
        [
          { afterSeconds: 0, skills: { vip: 1 }, queues: ['vip'] },
          { afterSeconds: 10, skills: {}, queues: ['vip', 'hotline'] }
        ],
        10
      )
    ],
    teams: teamsFor(calls),
    happenings: [{ kind: 'surge', queue: 'broadband', factor: 3, fromSeconds: 19.5 * hour, toSeconds: 20.25 * hour }],
    rules: { interrupts: { call: ['mail'] } },
    count: { everySeconds: 900, withinSeconds: 15, shortSeconds: 5 }
  }
}

/** Day, late and night people of each skill; meals in three waves. */
function teamsFor(calls: number): Team[] {
  const wrapUp: Length = { kind: 'exponential', meanSeconds: 20 }
  const kinds: { code: string; share: number; skills: Record<string, number>; queues: string[] }[] = [
    { code: 'mobile', share: 0.55, skills: { mobile: 3 }, queues: ['hotline'] },
    { code: 'broadband', share: 0.22, skills: { broadband: 4, mobile: 2 }, queues: ['broadband', 'hotline'] },
    { code: 'billing', share: 0.16, skills: { billing: 3, broadband: 1 }, queues: ['billing', 'broadband', 'hotline'] },
    { code: 'vip', share: 0.07, skills: { vip: 3, billing: 2 }, queues: ['vip', 'billing'] }
  ]
  const shifts = [
    { code: 'day', share: 0.62, from: 7, to: 16, meal: 11.5 },
    { code: 'late', share: 0.44, from: 13, to: 22, meal: 17.5 },
    { code: 'night', share: 0.1, from: 0, to: 8, meal: 4 },
    { code: 'evening', share: 0.16, from: 21, to: 25, meal: 26 }
  ]
  const people = calls / CALLS_PER_PERSON
  return kinds.flatMap(({ code, share, skills, queues }) =>
    shifts.flatMap((shift) =>
      [0, 1, 2].map((wave) => ({
        code: `${code}-${shift.code}-${wave + 1}`,
        people: Math.max(1, Math.round((people * share * shift.share) / 3)),
        skills,
        queues,
        capacity: { call: 6, chat: 6 },
        languages: ['mandarin'],
        shifts: [{ fromSeconds: shift.from * hour, toSeconds: shift.to * hour }],
        breaks: [{ fromSeconds: (shift.meal + wave / 2) * hour, toSeconds: (shift.meal + wave / 2 + 0.5) * hour }],
        wrapUp
      }))
    )
  )
}
