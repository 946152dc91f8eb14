import type { App } from '#platform/app-type'
import { waitingOn } from '#capabilities/voice'
import { rulebook } from '#server/rulebook'
import { type Ari, unlessGone } from './ari-client.ts'
import { ARI } from './ari-legs.ts'
import { placeSounds, sound } from './ari-sounds.ts'
import { channelOf } from './channel-names.ts'

/**
 * Tells those who wait their place and the honest wait at the intervals of the rulebook, and that they can be called back. When it was said last is
 * known from how long they wait, so that a restart neither repeats nor forgets.
 * @param since the look before: what fell due after it is said now
 */
export async function announcePlaces(ari: Ari, app: App, since: Date, now: Date): Promise<void> {
  const { first_after_seconds: first, every_seconds: every, callback_offered_after_seconds: offered } = rulebook().menu.queue
  const due = (waitedMs: number) => Math.floor((waitedMs / 1000 - first) / every)
  for (const { leg, queuedAt, standing } of await waitingOn(app, ARI, now)) {
    const [before, after] = [due(since.getTime() - queuedAt.getTime()), due(now.getTime() - queuedAt.getTime())]
    if (after < 0 || before === after) continue
    const channel = channelOf(leg)
    const mayCallBack = standing.agentsOnline === 0 || now.getTime() - queuedAt.getTime() >= offered * 1000
    const media = [...placeSounds(standing), ...(mayCallBack ? [sound('callback-offer-key')] : [])]
    await unlessGone(ari.act('POST', `/channels/${channel}/play/place-${channel}`, { media: media.join(',') }))
  }
}
