import type { Measure } from '@shouwen/kernels/playbook/index'
import type { Call } from '#platform/action'
import { rulebook } from '#server/rulebook'
import { arrivalsBetween, arrivalsUsual, type WaitingNow, waitingNow } from '#capabilities/floor'
import { surgeRules } from './books.ts'
import type { Ground } from './ground.ts'

export type Values = Partial<Record<Measure, number>>
export type Look = { waiting: WaitingNow[]; values: Values }

/** The figures playbooks watch, as they are now. A figure nobody can tell is missing, and then proves nothing. @norm CC-34 */
export async function lookAtFloor(call: Call, regionId: number, ground: Pick<Ground, 'problem_since' | 'outage_customers'>): Promise<Look> {
  const waiting = await waitingNow(call, regionId)
  const of = (channel: string) => waiting.filter((queue) => queue.channel === channel)
  const sum = (channel: string) => of(channel).reduce((total, queue) => total + queue.waiting, 0)
  const ratio = await arrivalsRatio(call, regionId)
  return {
    waiting,
    values: {
      waiting: sum('phone'),
      'waiting-chats': sum('chat'),
      'longest-wait-seconds': Math.max(0, ...of('phone').map((queue) => queue.longestWaitSeconds)),
      'system-problem': ground.problem_since ? 1 : 0,
      'outage-customers': ground.outage_customers ?? 0,
      holiday: isHoliday(call.now) ? 1 : 0,
      ...(ratio === null ? {} : { 'arrivals-ratio': ratio })
    }
  }
}

/** Calls of the last minutes over those of the same minutes in weeks before; null without history. */
async function arrivalsRatio(call: Call, regionId: number): Promise<number | null> {
  const { arrivals_minutes, history_weeks } = surgeRules().forecast
  const from = new Date(call.now.getTime() - arrivals_minutes * 60_000)
  const usual = await arrivalsUsual(call, regionId, 'phone', from, call.now, history_weeks)
  if (usual === null) return null
  return Math.round((100 * (await arrivalsBetween(call, regionId, 'phone', from, call.now))) / usual) / 100
}

function isHoliday(now: Date): boolean {
  const calendar = rulebook().calendars.get(surgeRules().holiday_calendar)
  return calendar?.planOf(calendar.zone.dayOf(now.getTime())).kind === 'holiday'
}
