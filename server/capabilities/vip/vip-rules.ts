import type { CustomerBrief } from '#capabilities/customers'
import { refuse } from '#platform/refusal'
import { rulebook } from '#server/rulebook'

/** rulebook/desks.yaml, vip. @norm CC-28 CC-29 */
export const vipRules = () => rulebook().desks.vip

/** Facts of a case by which it is one of the VIP desk. */
export const vipFacts = [{ 'customer.vip': true }, { 'customer.grade': 'AAA' }] as const

/** VIP, or of the highest grade. @norm CC-28 */
export const isVip = ({ vip, grade }: Pick<CustomerBrief, 'vip' | 'grade'>): boolean => vip || grade === 'AAA'

/** Refuses with `customer-not-vip`. */
export function checkVip(customer: CustomerBrief | null): asserts customer is CustomerBrief {
  if (!customer || !isVip(customer)) throw refuse('customer-not-vip')
}
