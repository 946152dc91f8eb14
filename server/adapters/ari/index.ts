// An Asterisk for SIP trunks and hard phones, by ARI: a leg driver of the calls, the menu for callers, and the line on which events come.
import type { Route } from '#platform/action'
import type { App } from '#platform/app-type'
import type { Repeating } from '#platform/jobs'
import type { Reaction } from '#platform/reactions'
import { dropDriver, useDriver } from '#capabilities/voice'
import { ARI, ariLegs } from './ari-legs.ts'
import { ariLoop } from './ari-loop.ts'

export const routes: Route[] = []
export const reactions: Reaction[] = []
export const repeating: Repeating[] = []

/** Lets calls be carried by the exchange of the configuration, if there is one. */
export async function prepare(app: App): Promise<void> {
  if (app.config.ari) useDriver(ariLegs(app.config.ari))
  else dropDriver(ARI)
}

export const loops = [
  {
    role: 'worker' as const,
    name: 'ari',
    async run(app: App, signal: AbortSignal): Promise<void> {
      if (app.config.ari) return ariLoop(app, app.config.ari, signal)
      // Without an exchange there is nothing to do until the process ends.
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
    }
  }
]
