import { mask, type MaskClass } from '@shouwen/kernels/text/index'
import { visibleClasses } from '#capabilities/people'
import type { Actor } from '#platform/action'
import type { MeansKind } from './contact-means.ts'
import type { CustomerBrief } from './find-customer.ts'

/** Shows a value in full or in part by its class; null stays null. */
export type Masker = { show(value: string, maskClass: MaskClass): string; show(value: string | null, maskClass: MaskClass): string | null; hides: MaskClass[] }

const classes: MaskClass[] = ['name', 'phone', 'email', 'id-number', 'address']

/** How this actor sees personal data: clear in the classes of their roles, in part in all others. @norm GV-03 @norm CI-05 */
export function maskerFor(actor: Actor): Masker {
  const visible = visibleClasses(actor)
  const show = (value: string | null, maskClass: MaskClass) => (value === null || visible.has(maskClass) ? value : mask(value, maskClass))
  return { show: show as Masker['show'], hides: classes.filter((maskClass) => !visible.has(maskClass)) }
}

/** The class a way to reach somebody belongs to; a WeChat name is as telling as a number. */
export const classOfMeans: Record<MeansKind, MaskClass> = { phone: 'phone', email: 'email', address: 'address', wechat: 'phone' }

/** A name as this actor may see it: an organisation's name is no personal data. */
export function shownName(masker: Masker, customer: { kind: string; name: string }): string {
  return customer.kind === 'organisation' ? customer.name : masker.show(customer.name, 'name')
}

/** A brief as this actor may see it; for neighbours that show customers in their own lists. */
export function maskCustomer<T extends Pick<CustomerBrief, 'kind' | 'name'>>(actor: Actor, customer: T): T {
  return { ...customer, name: shownName(maskerFor(actor), customer) }
}
