import type { Call } from '#platform/action'
import { estimateOf } from './queue-standing.ts'
import { takingStates } from './floor-rules.ts'
import { mark } from './marks.ts'
import { peopleThere } from './people-there.ts'
import { type RoutingFacts, ruleFor } from './routing-rule.ts'

type Queue = { regionId: number; queueCode: string; channel: string }
export type JoinAnswer = { open: true } | { open: false; reason: 'nobody-there' | 'queue-full' | 'wait-too-long' }

/**
 * May a contact enter this queue by its rule? Asked before a caller is put in, so that what they hear is honest; `enqueue` itself refuses
 * nobody. Who is turned away is counted by `countRefused`.
 */
export async function mayJoin(call: Call, { regionId, queueCode, channel, language = null, facts = {} }: Queue & { language?: string | null; facts?: RoutingFacts }): Promise<JoinAnswer> {
  const { join = 'always', limits, overflow } = ruleFor({ channel, queueCode, language, facts })
  if (join !== 'always' && (await peopleThere(call, regionId, queueCode, join === 'ready' ? takingStates() : null, overflow?.to)) === 0)
    return { open: false, reason: 'nobody-there' }
  if (!limits) return { open: true }
  const waiting = await waitingIn(call, regionId, queueCode)
  if (limits.waiting !== undefined && waiting >= limits.waiting) return { open: false, reason: 'queue-full' }
  if (limits.estimate_minutes === undefined) return { open: true }
  const seconds = await estimateOf(call, regionId, queueCode, waiting + 1)
  return seconds !== null && seconds > limits.estimate_minutes * 60 ? { open: false, reason: 'wait-too-long' } : { open: true }
}

/** Counts that somebody was turned away from a queue. */
export async function countRefused(call: Call, { regionId, queueCode, channel }: Queue): Promise<void> {
  await mark(call, [{ contact: { region_id: regionId, queue_code: queueCode, channel, entered_at: call.now }, figure: 'refused' }])
}

async function waitingIn(call: Call, regionId: number, queueCode: string): Promise<number> {
  const row = await call.tx
    .selectFrom('floor.contact')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('region_id', '=', regionId)
    .where('queue_code', '=', queueCode)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  return Number(row?.n ?? 0)
}
