import type { Agent, Contact, Reason, RoutingRules, Step } from './types.ts'

/** What of a person's work counts against a contact of this channel, in units. */
export function countedLoad(agent: Agent, channel: string, rules: RoutingRules): number {
  const interrupted = rules.interrupts[channel]
  let units = 0
  for (const other in agent.load) if (!interrupted?.includes(other)) units += agent.load[other] ?? 0
  return units
}

/** Ready, and with room for so many units more. */
export function hasRoom(agent: Agent, channel: string, weight: number, rules: RoutingRules): boolean {
  const capacity = agent.capacity[channel]
  return agent.ready && capacity !== undefined && countedLoad(agent, channel, rules) + weight <= capacity
}

/** May the person have it at all, whatever they do now: queue, unit, skills, language, recusal, and a capacity that could ever hold it. */
export function fits(agent: Agent, contact: Contact, step: Step): boolean {
  if (!((agent.capacity[contact.channel] ?? -1) >= contact.weight)) return false
  if (!step.queues.some((queue) => agent.queues.includes(queue))) return false
  for (const skill in step.skills) if ((agent.skills[skill] ?? 0) < (step.skills[skill] as number)) return false
  if (step.units && !step.units.includes(agent.unitId ?? '')) return false
  if (contact.language && !step.anyLanguage && !agent.languages.includes(contact.language)) return false
  return !contact.avoid?.includes(agent.id)
}

/** All that stands between them, most lasting first; empty when the person could take it now. */
export function obstacles(agent: Agent, contact: Contact, step: Step | undefined, rules: RoutingRules): Reason[] {
  const found: Reason[] = []
  const against = (code: Reason['code'], detail?: Reason['detail']) =>
    void found.push(detail ? { code, detail } : { code })
  const { channel, weight, language } = contact
  const capacity = agent.capacity[channel]
  if (contact.avoid?.includes(agent.id)) against('avoided')
  if (capacity === undefined) against('channel-not-taken', { channel })
  if (!step) against('no-step-yet')
  else {
    if (!step.queues.some((queue) => agent.queues.includes(queue)))
      against('not-in-queue', { queues: step.queues.join(', ') })
    if (step.units && !step.units.includes(agent.unitId ?? '')) against('other-unit')
    for (const [skill, needed] of Object.entries(step.skills)) {
      const level = agent.skills[skill] ?? 0
      if (level === 0 && needed > 0) against('skill-missing', { skill, needed })
      else if (level < needed) against('level-too-low', { skill, level, needed })
    }
    if (language && !step.anyLanguage && !agent.languages.includes(language)) against('language-missing', { language })
  }
  if (!agent.ready) against('not-ready')
  const used = countedLoad(agent, channel, rules)
  if (capacity !== undefined && used + weight > capacity) against('no-capacity', { used, weight, capacity })
  return found
}
