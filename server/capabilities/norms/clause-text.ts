import type { Clause } from '@shouwen/kernels/conditions/index'
import { stringify } from 'yaml'

/** The order in which the rulebook's files write their members; stored JSON has none. */
const order = `id kind status title words note document article norms trust zh en source name given applies event when promise starts stops voids repeats
  pauses until reasons calendar owner clock hit inputs within rows gives assumed why limit table minutes hours days of above to below at_risk
  share period by average measure parameters who check enforced refusal duty zone events at reason now expect row due outcome from effective examples`.split(/\s+/)
const ranks = new Map(order.map((name, index) => [name, index]))

/** A clause as YAML, to be read and edited by people. */
export function clauseText(clause: Clause): string {
  return stringify(clause, { lineWidth: 0, sortMapEntries: (a, b) => rankOf(a.key) - rankOf(b.key) })
}

function rankOf(key: unknown): number {
  const name = typeof key === 'object' && key !== null && 'value' in key ? key.value : key
  return ranks.get(String(name)) ?? order.length
}
