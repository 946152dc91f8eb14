import type { MenuFacts, MenuLanguage, MenuPhrases, MenuRules } from '@shouwen/kernels/menu/index'
import type { Call } from '#platform/action'
import { findCustomer, reachesPersonFirst } from '#capabilities/customers'
import { openCalendars } from '#capabilities/norms'
import { type MenuFile, rulebook } from '#server/rulebook'
import { menuPhrasesOf, menuRulesOf } from '#server/rulebook-menu-checks'

export type MenuChannel = 'phone' | 'chat'
/** Who walks: the region, the customer as far as known (signed in, or recognised by their number), the language asked for. */
export type Walker = { channel: MenuChannel; regionId: number | null; customerId: string | null; signedIn: boolean; language?: MenuLanguage }

export type Ground = { menu: MenuFile; rules: MenuRules; phrases: MenuPhrases; facts: MenuFacts }

/** The one menu of a channel. */
export const menuOf = (channel: MenuChannel): MenuFile => rulebook().menus.find(({ channels }) => channels.includes(channel)) as MenuFile

/** Everything the kernel needs to walk the menu for somebody now. Elderly customers are recognised by their record. @norm CC-02 */
export async function groundFor(call: Call, { channel, regionId, customerId, signedIn, language }: Walker): Promise<Ground> {
  const book = rulebook()
  const menu = menuOf(channel)
  const customer = regionId !== null && customerId ? await findCustomer(call.tx, regionId, customerId) : null
  const elderly = customer !== null && (await reachesPersonFirst(call, customer.regionId, customer.id))
  const calendars = new Set(Object.values(menu.nodes).flatMap(({ hours }) => (hours ? [hours.calendar] : [])))
  return {
    menu,
    rules: menuRulesOf(book.menu),
    phrases: menuPhrasesOf(book.menu),
    facts: { language: language ?? (customer?.language === 'en' ? 'en' : 'zh-CN'), elderly, signedIn, open: await openCalendars(call, calendars) }
  }
}
