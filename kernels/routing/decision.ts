import { scoreOf } from './place.ts'
import { type Standing, whatDecided } from './standing.ts'
import { type Agent, type Contact, type Decision, PASSED_OVER_MOST, type Step } from './types.ts'

/** What is written down about a choice. `next` are those who came after the chosen one, best first. */
export function decisionOf(
  contact: Contact,
  index: number,
  chosen: Standing,
  next: readonly Standing[],
  eligible: number,
  now: number
): Decision {
  const preferred = contact.preferredAgentId === chosen.agent.id
  const [second] = next
  const step = contact.needs[index] as Step
  const queue = step.queues[chosen.queueRank] as string
  return {
    contactId: contact.id,
    agentId: chosen.agent.id,
    step: index,
    score: scoreOf(contact, now),
    queue,
    overflow: queue !== contact.queue,
    eligible,
    why: preferred ? 'preferred' : second ? whatDecided(chosen, second).why : 'only-one',
    passedOver: next.slice(0, PASSED_OVER_MOST).map((one) => ({
      agentId: one.agent.id,
      code: preferred ? 'other-preferred' : whatDecided(chosen, one).whyNot
    }))
  }
}

/** The person after being given the contact: its weight on top, idle since now. */
export function booked(agent: Agent, contact: Contact, now: number): Agent {
  const carried = (agent.load[contact.channel] ?? 0) + contact.weight
  return { ...agent, load: { ...agent.load, [contact.channel]: carried }, idleSince: now }
}
