import type { ChannelRule, PresenceRules, PresenceStateRule } from '#server/rulebook-types'
import { rulebook } from '#server/rulebook'
import { refuse } from '#platform/refusal'

/** rulebook/routing/presence.yaml. @norm CC-19 */
export const presenceRules = (): PresenceRules => rulebook().presence

/** The rule of a state, or undefined when the rulebook knows none of that name. */
export function stateRule(state: string): PresenceStateRule | undefined {
  return Object.hasOwn(presenceRules().states, state) ? presenceRules().states[state] : undefined
}

/** Are contacts offered to somebody in this state? */
export const takesContacts = (state: string): boolean => stateRule(state)?.takes === true

/** States in which contacts are offered. */
export const takingStates = (): string[] => Object.entries(presenceRules().states).flatMap(([code, { takes }]) => (takes ? [code] : []))

/** What a contact of the channel costs. Throws for a channel the rulebook does not price: a fault of ours, not of a person. */
export function channelRule(channel: string): ChannelRule {
  const rule = rulebook().channels.channels[channel]
  if (!rule) throw new RangeError(`rulebook/routing/channels.yaml has no channel ${channel}`)
  return rule
}

/** Does a contact of this channel take the whole person, as a call does? */
export const takesWhole = (channel: string): boolean => channelRule(channel).units * 2 > channelRule(channel).most

/** May a call interrupt contacts of this channel? Their units do not count against it. */
export const isInterruptible = (channel: string): boolean =>
  Object.values(rulebook().channels.channels).some(({ interrupts }) => interrupts?.includes(channel))

/** Units a person may carry when given a contact of the channel: chats as many as they said they take. */
export function mostUnits(channel: string, chatCapacity: number): number {
  const { units, most, at_once } = channelRule(channel)
  return at_once === undefined ? most : Math.min(most, units * chatCapacity)
}

/** Chats at once unless the person says otherwise, and the most anybody may say. */
export function chatCapacity(): { usual: number; most: number } {
  const { at_once = 1, at_once_most = at_once } = channelRule('chat')
  return { usual: at_once, most: at_once_most }
}

/** Refuses with `presence-capacity-too-high`. */
export function checkCapacity(wanted: number | undefined): void {
  const { most } = chatCapacity()
  if ((wanted ?? 1) > most) throw refuse('presence-capacity-too-high', { most })
}

/** How long an offer of the channel stands. */
export const offerSeconds = (channel: string): number => channelRule(channel).offer_seconds

export const secondsAfter = (at: Date, seconds: number): Date => new Date(at.getTime() + seconds * 1000)
export const secondsBetween = (from: Date, until: Date): number => Math.max(0, Math.floor((until.getTime() - from.getTime()) / 1000))
