import type { Call as CallModel } from '@shouwen/kernels/call/index'
import type { App } from '#platform/app-type'
import type { CallRow, LegRow } from './load-call.ts'

/** What a call is to sound like from now on. Who hears whom and who hears music follow from it by the kernel `call`. */
export type CallPicture = { row: CallRow; model: CallModel; legs: LegRow[] }

/**
 * The port `CallLeg`: one way to reach a party, by the name kept in `voice.leg.driver`. A driver never decides: after a change is
 * committed it is shown the picture and makes it so (browsers renegotiate by themselves; an exchange builds and clears bridges). It may be
 * shown the same picture twice, and is shown it again after a restart. What happens on its side (answered, digits, hung up) it tells by the
 * actions of this folder, like a browser does.
 */
export type LegDriver = {
  name: string
  /** Can reach a telephone number by a trunk now. */
  hasTrunk?(): boolean
  /** @param mine the legs of this driver, ended ones included, so that it can let go of them */
  follow(app: App, picture: CallPicture, mine: LegRow[]): Promise<void>
}

const drivers = new Map<string, LegDriver>()

export function useDriver(driver: LegDriver): void {
  drivers.set(driver.name, driver)
}

/** Nobody carries legs by this name (any more). */
export function dropDriver(name: string): void {
  drivers.delete(name)
}

/** The driver that can ring an outside telephone, if there is one. */
export const trunkDriver = (): string | null => [...drivers.values()].find((driver) => driver.hasTrunk?.())?.name ?? null

/** Shows every driver concerned what a call is like now. Never throws: a driver that is away catches up by the next picture. */
export async function showPicture(app: App, picture: CallPicture): Promise<void> {
  for (const [name, mine] of Map.groupBy(picture.legs, (leg) => leg.driver))
    await drivers
      .get(name)
      ?.follow(app, picture, mine)
      .catch((error: unknown) => app.log.warn({ err: error, driver: name }, 'a leg driver did not follow'))
}

