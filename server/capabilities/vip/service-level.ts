import type { vipServiceLevel as levelOperation } from '@shouwen/contract/vip'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { permit } from '#platform/access'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { countByRule, type RuleCounts } from '#capabilities/floor'
import { deskPlace } from './vip-customer.ts'
import { vipRules } from './vip-rules.ts'

const MOST_MS = 93 * 86_400_000

/** How the desk's customers waited, apart from all others, by the same formula: answered within n seconds ÷ all who came. @norm CC-28 */
export async function vipServiceLevel(call: Call, input: InputOf<typeof levelOperation>): Promise<OutputOf<typeof levelOperation>> {
  const period = { from: new Date(input.from), to: new Date(input.to) }
  if (period.to <= period.from || period.to.getTime() - period.from.getTime() > MOST_MS) throw refuse('vip-period-too-long')
  const regionId = input.regionId ?? (call.actor.kind === 'staff' ? call.actor.regionId : 0)
  permit(call, 'vip.work', deskPlace(call, regionId))
  const { routing_rules, answer_within_seconds: withinSeconds, target } = vipRules()
  const { those, others } = await countByRule(call, regionId, period, routing_rules, withinSeconds)
  return { withinSeconds, target, vip: levelOf(those), others: levelOf(others) }
}

const levelOf = (counts: RuleCounts) => ({ ...counts, share: counts.offered > 0 ? counts.answeredWithin / counts.offered : null })
