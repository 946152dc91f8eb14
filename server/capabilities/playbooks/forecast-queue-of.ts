import type { QueueForecast } from '@shouwen/contract/playbook-schemas'
import { dryRun } from '@shouwen/kernels/playbook/index'
import { agentsRequired, type ForecastPoint } from '@shouwen/kernels/queueing/index'
import { arrivalsBetween, serviceTimes, staffingOf, waitingNow } from '#capabilities/floor'
import { rulebook } from '#server/rulebook'
import type { Call } from '#platform/action'
import { surgeRules } from './books.ts'
import { findGround } from './find-ground.ts'
import type { Help } from './pool-people.ts'

/** Beyond this the kernel would take seconds, and such a queue needs no forecast to be seen. */
const MOST_INSIDE = 2000

/**
 * The queue of the next minutes with and without so many people more, from the live figures: arrivals of the last minutes, handle and
 * patience of the last hour, who works now. Of a channel of which one person takes several at once, each counts as so many. @norm CC-17 CC-34
 */
export async function forecastQueueOf(call: Call, channel: string, help: Help, people: number, watch: number): Promise<QueueForecast> {
  const { forecast: rule, service } = surgeRules()
  const { regionId, queueCodes } = help
  const atOnce = rulebook().channels.channels[channel]?.at_once ?? 1
  const staffing = await staffingOf(call, regionId, channel, queueCodes)
  const waiting = (await waitingNow(call, regionId)).filter((queue) => queue.channel === channel && queueCodes.includes(queue.queueCode)).reduce((sum, queue) => sum + queue.waiting, 0)
  const since = new Date(call.now.getTime() - rule.arrivals_minutes * 60_000)
  const arrived = await arrivalsBetween(call, regionId, channel, since, call.now)
  const times = await serviceTimes(call, regionId, channel, new Date(call.now.getTime() - rule.handled_minutes * 60_000))
  const wrapUp = rulebook().channels.channels[channel]?.wrap_up_seconds ?? 0
  const handleSeconds = (times.handleSeconds ?? rule.handle_seconds) + wrapUp
  const callsPerHour = (arrived * 60) / rule.arrivals_minutes
  const agents = staffing.agents * atOnce
  const busy = Math.min(agents, Math.max(staffing.held, atOnce === 1 ? staffing.busy : 0))
  const ground = await findGround(call.tx, regionId)
  const now = { waiting: Math.min(waiting, MOST_INSIDE), busy: Math.min(busy, MOST_INSIDE), agents }
  const traffic = { callsPerHour: Math.min(callsPerHour, 3600 * 10), handleSeconds, ...(times.patienceSeconds === null ? {} : { patienceSeconds: times.patienceSeconds }) }
  const look = {
    untilSeconds: rule.look_ahead_minutes * 60,
    everySeconds: 60,
    watch,
    target: { servedWithin: service.share, withinSeconds: service.within_seconds }
  }
  const run = dryRun(now, traffic, { people: people * atOnce, arriveAfterSeconds: rule.arrive_after_seconds }, look)
  // Those who wait already are to be served within the time looked ahead, beside those who come.
  const withQueue = { ...traffic, callsPerHour: traffic.callsPerHour + (now.waiting * 60) / rule.look_ahead_minutes }
  const needed = agentsRequired(withQueue, look.target, ground?.physical_seats ? ground.physical_seats * atOnce : undefined)
  return {
    basis: { waiting, agents: staffing.agents, busy: staffing.busy, callsPerHour, handleSeconds, isHandleAssumed: times.handleSeconds === null, patienceSeconds: times.patienceSeconds },
    people,
    arriveAfterSeconds: rule.arrive_after_seconds,
    watch,
    without: run.without.points.map(pointView),
    with: run.with.points.map(pointView),
    agentsNeeded: needed === null ? null : Math.ceil(needed / atOnce),
    target: { share: service.share, withinSeconds: service.within_seconds },
    physicalSeats: ground?.physical_seats ?? null,
    atSeat: staffing.atSeat
  }
}

const pointView = ({ afterSeconds, agents, waiting, waitingLow, waitingHigh, aboveWatch, abandoned }: ForecastPoint) => ({ afterSeconds, agents, waiting, waitingLow, waitingHigh, aboveWatch, abandoned })
