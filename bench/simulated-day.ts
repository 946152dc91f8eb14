import { simulateDay } from '../simulator/index.ts'
import { hotlineDay } from '../simulator/hotline-day.ts'
import { rounded } from './measure.ts'

/**
 * A day of a hotline on the kernels alone: `npm run bench -- simulated-day [calls]`. 1,300 people on the list, four kinds of calls with skills that
 * widen, breaks, a network fault in the evening. Target: 100,000 calls in under 10 s, ten thousand times faster than the day.
 */
export async function run(calls = '100000') {
  const scenario = hotlineDay(Number(calls))
  const before = performance.now()
  const { total, occupancy, endedAt } = simulateDay(scenario)
  const seconds = (performance.now() - before) / 1000
  const came = total.answered + total.abandoned
  return {
    name: 'simulated-day',
    targets: { seconds: 10, timesFaster: 10_000 },
    calls: came,
    seconds: rounded(seconds),
    timesFaster: Math.round(endedAt / seconds),
    callsPerSecond: Math.round(came / seconds),
    answeredWithin: rounded(total.answeredWithin / came),
    abandoned: rounded(total.abandoned / came),
    occupancy: rounded(occupancy)
  }
}
