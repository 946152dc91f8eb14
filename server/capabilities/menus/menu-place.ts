import type { TicketKind } from '@shouwen/contract/ticket-words'
import { type MenuLanguage, type PersonReason, walkPath } from '@shouwen/kernels/menu/index'
import type { Call } from '#platform/action'
import { queueRoster } from '#capabilities/tickets'
import { groundFor, type Walker } from './menu-ground.ts'

/** What a walk decided: what the matter is, which queue, in which language, and why a person. */
export type MenuPlace = {
  kind?: TicketKind
  category?: string
  queueCode?: string
  language: MenuLanguage
  elderly: boolean
  because: PersonReason
}

/**
 * Where the keys somebody went through lead, walked again here: a browser decides nothing. Keys that no longer lead to a person (the menu or the
 * hours changed meanwhile) reach one at the menu's own place: nobody is kept from a person. @norm CC-02 CC-06
 */
export async function menuPlace(call: Call, walker: Walker, path: string): Promise<MenuPlace> {
  const ground = await groundFor(call, walker)
  const { state } = walkPath(ground, path)
  const wanted = state.person ?? { ...ground.menu.person, because: 'key' as const }
  const queue = wanted.queue && walker.regionId !== null ? (await queueRoster(call.tx, walker.regionId)).find(({ code }) => code.endsWith(wanted.queue as string)) : undefined
  return {
    ...(wanted.kind ? { kind: wanted.kind as TicketKind } : {}),
    ...(wanted.category ? { category: wanted.category } : {}),
    ...(queue ? { queueCode: queue.code } : {}),
    language: state.language,
    elderly: ground.facts.elderly,
    because: wanted.because
  }
}
