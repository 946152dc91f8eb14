import { fits, hasRoom, obstacles } from './fit.ts'
import { comparePlaces, instantAfter, scoreOf, stepAt } from './place.ts'
import { compareStandings, standingOf, whatDecided } from './standing.ts'
import type { Agent, Contact, Explanation, Reason, Router, RoutingRules, Step } from './types.ts'

/** All that a decision looks at. */
export type Floor = Pick<Router, 'contact' | 'agent' | 'waiting' | 'agents'> & { rules: RoutingRules }

/** Milliseconds for which others still wait for the preferred person; 0 when nobody does: over, absent, on a break, or does not fit. */
export function heldFor(contact: Contact, step: Step, preferred: Agent | undefined, now: number): number {
  const left = instantAfter(contact, contact.preferredSeconds ?? 0) - Math.max(now, contact.queuedAt)
  return left > 0 && preferred?.ready && fits(preferred, contact, step) ? left : 0
}

/** Could the person be given the contact now, everybody else aside? */
export function couldTake(floor: Floor, contact: Contact, agent: Agent, now: number): boolean {
  const step = contact.needs[stepAt(contact, now)]
  if (!step || !hasRoom(agent, contact.channel, contact.weight, floor.rules) || !fits(agent, contact, step))
    return false
  if (!contact.preferredAgentId || contact.preferredAgentId === agent.id) return true
  return heldFor(contact, step, floor.agent(contact.preferredAgentId), now) === 0
}

/**
 * Why this contact goes to this person, or what stands against it. `chosen` is sure: no earlier contact could take the person, nobody comes
 * before them. Looks at everybody, so it is for pages, not for the dispatcher.
 */
export function explain(floor: Floor, contactId: string, agentId: string, now: number): Explanation {
  const contact = floor.contact(contactId)
  const agent = floor.agent(agentId)
  const index = contact ? stepAt(contact, now) : -1
  const answer = (chosen: boolean, reasons: Reason[]): Explanation => ({
    contactId,
    agentId,
    chosen,
    step: index,
    score: contact ? scoreOf(contact, now) : 0,
    reasons
  })
  if (!contact) return answer(false, [{ code: 'contact-not-waiting' }])
  if (!agent) return answer(false, [{ code: 'agent-not-present' }])
  const step = contact.needs[index]
  const against = obstacles(agent, contact, step, floor.rules)
  const preferredId = contact.preferredAgentId ?? agentId
  const held = step && preferredId !== agentId ? heldFor(contact, step, floor.agent(preferredId), now) : 0
  if (held > 0)
    against.push({ code: 'held-for-preferred', detail: { agentId: preferredId, seconds: Math.ceil(held / 1000) } })
  if (!step || against.length > 0) return answer(false, against)
  const rivals = rivalsOf(floor, contact, step, agent, now)
  const earlier = earlierContact(floor, contact, agent, now)
  if (earlier) against.push({ code: 'earlier-contact', detail: { contactId: earlier.id } })
  if (rivals.against) against.push(rivals.against)
  return against.length > 0 ? answer(false, against) : answer(true, [{ code: rivals.why }])
}

/** The first of the contacts before this one that the person could take instead. */
function earlierContact(floor: Floor, contact: Contact, agent: Agent, now: number): Contact | null {
  let first: Contact | null = null
  for (const other of floor.waiting())
    if (comparePlaces(other, first ?? contact) < 0 && couldTake(floor, other, agent, now)) first = other
  return first
}

/** Who would be before the person, or what puts the person before all others. */
function rivalsOf(
  floor: Floor,
  contact: Contact,
  step: Step,
  agent: Agent,
  now: number
): { why: Reason['code']; against?: Reason } {
  const own = standingOf(agent, contact.channel, step, floor.rules)
  if (contact.preferredAgentId === agent.id) return { why: 'preferred' }
  let next: typeof own | null = null
  for (const other of floor.agents()) {
    if (other === agent || !couldTake(floor, contact, other, now)) continue
    if (other.id === contact.preferredAgentId)
      return { why: 'only-one', against: { code: 'other-preferred', detail: { agentId: other.id } } }
    const standing = standingOf(other, contact.channel, step, floor.rules)
    if (!next || compareStandings(standing, next) < 0) next = standing
  }
  if (!next) return { why: 'only-one' }
  if (compareStandings(own, next) < 0) return { why: whatDecided(own, next).why }
  return { why: 'only-one', against: { code: whatDecided(next, own).whyNot, detail: { agentId: next.agent.id } } }
}
