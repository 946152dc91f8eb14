import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { readMenu as readOperation } from '@shouwen/contract/menus'
import type { Call } from '#platform/action'
import { rulebook } from '#server/rulebook'
import { groundFor } from './menu-ground.ts'
import { noticesNow } from './notices.ts'

/** The menu of a channel as it is at this moment for whoever asks: what the browser needs to walk it by itself. @norm CC-02 CC-05 */
export async function readMenu(call: Call, { channel, regionId, language }: InputOf<typeof readOperation>): Promise<OutputOf<typeof readOperation>> {
  const where = regionOfWalker(call, regionId)
  const customerId = call.actor.kind === 'customer' ? call.actor.id : null
  const { menu, rules, facts } = await groundFor(call, { channel, regionId: where, customerId, signedIn: customerId !== null, ...(language ? { language } : {}) })
  const book = rulebook().menu
  const { id, greeting, begin, person, nodes } = menu
  return {
    menu: { id, greeting, begin, person, nodes: nodes as never },
    rules: { ...rules, waitSeconds: book.patience.wait_seconds },
    phrases: { ...book.words },
    facts: { ...facts, open: [...facts.open] },
    notices: where === null ? [] : (await noticesNow(call, where)).map(({ id: notice, zh, en }) => ({ id: notice, zh, en })),
    answers: Object.entries(book.answers).map(([code, { zh, en }]) => ({ code, zh, en })),
    queue: {
      firstAfterSeconds: book.queue.first_after_seconds,
      everySeconds: book.queue.every_seconds,
      callbackOfferedAfterSeconds: book.queue.callback_offered_after_seconds
    }
  }
}

/** The region of whoever is known, else the one they say. */
export const regionOfWalker = ({ actor }: Call, said: number | undefined): number | null => (actor.kind === 'customer' || actor.kind === 'visitor' ? actor.regionId : (said ?? null))
