import { isServed } from './move.ts'
import type { Call, Leg } from './types.ts'

/** Does the voice of `from` reach `to`? Every adapter makes exactly this true: browsers by their tracks, an exchange by its bridges. */
export function hears(call: Call, from: Leg, to: Leg): boolean {
  if (from.id === to.id || from.state !== 'connected' || to.state !== 'connected' || !isServed(call.state)) return false
  if (to.party === 'supervisor') return from.party !== 'supervisor' && !isOnHold(call, from)
  if (from.party === 'supervisor') return from.mode === 'whisper' ? to.party === 'agent' : from.mode === 'barge' && !isOnHold(call, to)
  return !isOnHold(call, from) && !isOnHold(call, to)
}

/** The customer waits apart: in the queue, on hold, or while a colleague is asked. */
const isOnHold = (call: Call, leg: Leg): boolean => leg.party === 'customer' && (call.state === 'held' || call.state === 'consulting')

/** Does this party hear music: a customer who waits for somebody of ours? */
export function hearsMusic(call: Call, leg: Leg): boolean {
  return leg.party === 'customer' && leg.state === 'connected' && (call.state === 'queued' || call.state === 'offered' || isOnHold(call, leg))
}

/** The pairs that need a way for sound between them; the newer leg dials the older. Supervisors have none to each other. */
export function connections(call: Call): { dials: Leg; dialled: Leg }[] {
  const live = call.legs.filter((leg) => leg.state === 'connected').sort((a, b) => a.no - b.no)
  return live.flatMap((dialled, index) =>
    live
      .slice(index + 1)
      .filter((dials) => !(dials.party === 'supervisor' && dialled.party === 'supervisor'))
      .map((dials) => ({ dials, dialled }))
  )
}
