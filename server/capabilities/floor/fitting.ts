import { type Agent, type Contact, type Router } from '@shouwen/kernels/routing/index'
import { routingRules } from './dispatcher/routing-agent.ts'

/** May the person have the contact at this step, whatever they do now? */
export function fits(agent: Agent, contact: Contact, at: number): boolean {
  const step = contact.needs[at]
  if (!step || (agent.capacity[contact.channel] ?? -1) < contact.weight || contact.avoid?.includes(agent.id)) return false
  const skilled = Object.entries(step.skills).every(([skill, level]) => (agent.skills[skill] ?? 0) >= level)
  const speaks = !contact.language || step.anyLanguage === true || agent.languages.includes(contact.language)
  return skilled && speaks && step.queues.some((queue) => agent.queues.includes(queue))
}

/** Could they take it now? */
export function hasRoom(agent: Agent, contact: Contact): boolean {
  const ignored = routingRules().interrupts[contact.channel] ?? []
  const carried = Object.entries(agent.load).reduce((sum, [channel, units]) => sum + (ignored.includes(channel) ? 0 : units), 0)
  return agent.ready && carried + contact.weight <= (agent.capacity[contact.channel] ?? -1)
}

const place = ({ queuedAt, priority }: Contact) => queuedAt - priority * 60_000

/** Where the contact stands among those of its queue, 1 being next. */
export function standingPosition(router: Router, contact: Contact): number {
  let ahead = 0
  for (const other of router.waiting())
    if (other.queue === contact.queue && (place(other) < place(contact) || (place(other) === place(contact) && other.id < contact.id))) ahead += 1
  return ahead + 1
}
