import { booked, decisionOf } from '../decision.ts'
import { couldTake, explain, type Floor } from '../explain.ts'
import { comparePlaces, stepAt } from '../place.ts'
import { compareStandings, type Standing, standingOf } from '../standing.ts'
import type { Agent, Contact, Decision, Router, RoutingRules, Step } from '../types.ts'

/**
 * The router as one would write it down: every contact in its order, everybody asked. The fast router must always answer the same; this one is
 * for tests and for the bench.
 */
export function createScanRouter(rules: RoutingRules): Router {
  const contacts = new Map<string, Contact>()
  const agents = new Map<string, Agent>()
  const floor: Floor = {
    rules,
    contact: (contactId) => contacts.get(contactId),
    agent: (agentId) => agents.get(agentId),
    waiting: () => contacts.values(),
    agents: () => agents.values()
  }
  let latest = Number.NEGATIVE_INFINITY

  function best(contact: Contact, now: number): Standing[] {
    const step = contact.needs[stepAt(contact, now)] as Step
    const able: Standing[] = []
    for (const agent of agents.values())
      if (couldTake(floor, contact, agent, now)) able.push(standingOf(agent, contact.channel, step, rules))
    const preferred = (one: Standing) => Number(one.agent.id === contact.preferredAgentId)
    return able.sort((a, b) => preferred(b) - preferred(a) || compareStandings(a, b))
  }

  function decide(asked: number, most: number): Decision[] {
    const now = (latest = Math.max(latest, asked))
    const decisions: Decision[] = []
    for (const contact of [...contacts.values()].sort(comparePlaces)) {
      if (decisions.length >= most) break
      const [chosen, ...next] = best(contact, now)
      if (!chosen) continue
      decisions.push(decisionOf(contact, stepAt(contact, now), chosen, next, next.length + 1, now))
      contacts.delete(contact.id)
      agents.set(chosen.agent.id, booked(chosen.agent, contact, now))
    }
    return decisions
  }

  return {
    ...floor,
    agentChanged: (agent) => void agents.set(agent.id, agent),
    agentGone: (agentId) => void agents.delete(agentId),
    contactWaits: (contact) => void contacts.set(contact.id, contact),
    contactGone: (contactId) => void contacts.delete(contactId),
    decide,
    explain: (contactId, agentId, now) => explain(floor, contactId, agentId, Math.max(latest, now)),
    nextChangeAt: () => {
      const changes = [...contacts.values()].flatMap((contact) =>
        changesOf(contact).filter((at) => at > Math.max(latest, contact.queuedAt))
      )
      return changes.length > 0 ? Math.min(...changes) : null
    }
  }
}

/** Instants at which a step widens or the preference ends. */
function changesOf({ queuedAt, needs, preferredAgentId, preferredSeconds = 0 }: Contact): number[] {
  const seconds = [...needs.map((step) => step.afterSeconds), ...(preferredAgentId ? [preferredSeconds] : [])]
  return seconds.map((after) => queuedAt + after * 1000)
}
