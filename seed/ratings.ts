import { askAbout, followUp, giveAnswer } from '#capabilities/surveys'
import { answerTicket, confirmWithCustomer, getTicket, resolveTicket, takeTicket } from '#capabilities/tickets'
import type { Call } from '#platform/action'
import type { Dice } from './dice.ts'

/** What a customer will say about the service, decided beforehand so that the dice fall alike every time. */
export type Rating = { process: number; result: number; reasons: string[]; comment?: string; afterMinutes: number }

const scores = [[5, 66], [4, 22], [3, 7], [2, 3], [1, 2]] as const
const praise = ['quick', 'professional', 'patient', 'solved']
const blame = ['too-slow', 'not-solved', 'unclear', 'passed-around', 'fee']
const comments = ['响应很快，点赞', '希望以后能一次说清楚', '师傅很专业', '等了有点久', '客服态度很好']
const MINUTE = 60_000

/** Two customers in five answer, most of them content; the unhappy ones give a reason. */
export function rolledRating(roll: Dice): Rating | null {
  if (!roll.chance(0.42)) return null
  const process = roll.weighted(scores)
  const result = roll.chance(0.75) ? process : roll.weighted(scores)
  const low = Math.min(process, result)
  return {
    process,
    result,
    reasons: low <= 3 ? [roll.pick(blame)] : roll.chance(0.5) ? [roll.pick(praise)] : [],
    ...(roll.chance(0.2) ? { comment: roll.pick(comments) } : {}),
    afterMinutes: roll.around(55)
  }
}

/**
 * Asks about a ticket that was closed and lets the customer answer, with the product's own verbs; a low score is called back by `worker`
 * within the hour. Nothing when the ticket is not closed, or what would follow lies after `until`.
 */
export async function plantRating(call: Call, ref: { regionId: number; id: string }, rating: Rating | null, worker: Call['actor'], until: Date): Promise<void> {
  const ticket = await getTicket(call, ref)
  if (ticket.status !== 'closed' || !ticket.closed_at) return
  const at = (minutes: number, actor: Call['actor'] = { kind: 'system', name: 'sample' }): Call => ({ ...call, actor, now: new Date(call.now.getTime() + minutes * MINUTE) })
  const survey = await askAbout(at(1), ticket, ticket.closed_at)
  if (!survey || !rating || at(rating.afterMinutes).now >= until) return
  const { process, result, reasons, comment } = rating
  await giveAnswer(at(rating.afterMinutes), survey, { process, result, reasons, ...(comment ? { comment } : {}) }, 'link')
  const recovery = await followUp(at(rating.afterMinutes), survey.region_id, survey.id)
  if (!recovery) return
  const steps: [minutes: number, verb: (call: Call) => Promise<unknown>][] = [
    [8, (then) => takeTicket(then, recovery)],
    [22, (then) => answerTicket(then, recovery, { body: '已致电客户道歉，核实情况并说明处理办法。' })],
    [40, (then) => resolveTicket(then, recovery, { resolution: '客户接受解释，问题已补救。' })],
    [50, (then) => confirmWithCustomer(then, recovery, { channel: 'phone', solved: true, satisfied: true, score: 4, improvement: '已在班组内复盘' })]
  ]
  for (const [minutes, verb] of steps) {
    const then = at(rating.afterMinutes + minutes, worker)
    if (then.now >= until) return
    await verb(then)
  }
}
