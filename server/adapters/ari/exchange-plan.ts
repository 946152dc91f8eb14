import { type Call, hears, hearsMusic, type Leg } from '@shouwen/kernels/call/index'

/** What an exchange has to do for a call to sound as the kernel says; ids are those of legs. */
export type ExchangePlan = {
  /** Those who all hear each other. */
  together: string[]
  /** Those who hear music. */
  music: string[]
  /** Supervisors who hear what the agent hears and says, and whisper or not. */
  spies: { leg: string; on: string; whispers: boolean }[]
}

/**
 * The plan for a call, from the kernel's "who hears whom" alone, so that exchange and browsers can never differ. Whoever of ours is left alone
 * stays in the room the others come back to.
 */
export function exchangePlan(call: Call): ExchangePlan {
  const live = call.legs.filter((leg) => leg.state === 'connected')
  const agent = live.find((leg) => leg.party === 'agent')
  const mutual = (a: Leg, b: Leg) => hears(call, a, b) && hears(call, b, a)
  const isSpy = (leg: Leg) => leg.party === 'supervisor' && leg.mode !== 'barge'
  const together = live.filter((leg) => !isSpy(leg) && (leg === agent || live.some((other) => other !== leg && mutual(leg, other))))
  return {
    together: together.map(({ id }) => id),
    music: live.filter((leg) => hearsMusic(call, leg)).map(({ id }) => id),
    spies: agent ? live.filter(isSpy).map((leg) => ({ leg: leg.id, on: agent.id, whispers: leg.mode === 'whisper' })) : []
  }
}
