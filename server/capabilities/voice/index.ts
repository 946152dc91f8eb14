// What other capabilities may ask of the calls: everything else in this folder is its own business.
import type { App } from '#platform/app-type'
import { type Repeating, work } from '#platform/jobs'
import type { Reaction } from '#platform/reactions'
import { onFloor } from '#capabilities/floor'
import { checkInaudibleAgain } from './check-inaudible.ts'
import { browserLegs } from './browser-legs.ts'
import { expireCallbacks } from './expire-callbacks.ts'
import { recordingRetention } from './expire-recordings.ts'
import { floorHooks } from './floor-hooks.ts'
import { joinRecording } from './join-recording.ts'
import { useDriver } from './ports.ts'
import { sweepCalls } from './sweep-calls.ts'

export { type CaseCall, type CaseCallStep, type CaseRecording, callsOfConversations, findCallOf } from './case-recordings.ts'
export { expireRecordings } from './expire-recordings.ts'
export * from './exchange.ts'
export * from './exchange-recordings.ts'
export { callsOfTicket, type CallOfTicket } from './calls-of-ticket.ts'
export type { LegRow } from './load-call.ts'
export { type CallPicture, dropDriver, type LegDriver, useDriver } from './ports.ts'
export { contactsOfTicket } from './contacts-of-ticket.ts'
export { routes } from './routes.ts'
export { sweepCalls } from './sweep-calls.ts'

export const reactions: Reaction[] = [checkInaudibleAgain]
export const repeating: Repeating[] = [recordingRetention]

const SWEEP_MS = 1000

export const loops = [
  {
    role: 'worker' as const,
    name: 'voice',
    async run(app: App, signal: AbortSignal): Promise<void> {
      while (!signal.aborted) {
        await sweepCalls(app)
        await expireCallbacks(app)
        await app.bell.wait('voice', SWEEP_MS, signal)
      }
    }
  }
]

/** Says how calls follow the floor, how browsers carry legs, and how recordings are put together. */
export async function prepare(_app: App): Promise<void> {
  onFloor('call', floorHooks)
  useDriver(browserLegs)
  work(joinRecording)
}
