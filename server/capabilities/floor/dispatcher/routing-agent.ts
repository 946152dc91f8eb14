import type { Agent, RoutingRules } from '@shouwen/kernels/routing/index'
import { rulebook } from '#server/rulebook'
import { mostUnits, takesContacts } from '../floor-rules.ts'
import type { Seat } from '../seat.ts'
import type { Member } from './roster.ts'

/** Channels by whose names the kernel is told what a seat carries: what nothing interrupts, and what a call may. */
export const HARD = 'hard'
export const SOFT = 'soft'

/** A seat as the kernel wants it. */
export function routingAgent(seat: Seat, member: Member, capacityOf: (chats: number) => Readonly<Record<string, number>> = capacities): Agent {
  return {
    id: seat.staff_id,
    skills: member.skills,
    queues: member.queues,
    capacity: capacityOf(seat.chat_capacity),
    load: { [HARD]: seat.hard_units, [SOFT]: seat.soft_units },
    ready: takesContacts(seat.state),
    idleSince: seat.idle_since.getTime(),
    languages: member.languages,
    unitId: member.unitId
  }
}

/** Channel → units a person who takes so many chats may carry when given a contact of it. */
export function capacities(chats: number): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.keys(rulebook().channels.channels).map((channel) => [channel, mostUnits(channel, chats)]))
}

/** Which loads a channel does not feel. Contacts the kernel has given out itself it books under their own channel. */
export function routingRules(): RoutingRules {
  const interrupts = Object.entries(rulebook().channels.channels).flatMap(([channel, rule]) => (rule.interrupts ? [[channel, [...rule.interrupts, SOFT]]] : []))
  return { interrupts: Object.fromEntries(interrupts) }
}
