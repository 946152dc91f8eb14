import { booked, decisionOf } from '@shouwen/kernels/routing/decision'
import { fits, hasRoom } from '@shouwen/kernels/routing/fit'
import { comparePlaces, stepAt } from '@shouwen/kernels/routing/place'
import { compareStandings, standingOf } from '@shouwen/kernels/routing/standing'
import type { Agent, Contact, Decision, RoutingRules, Step } from '@shouwen/kernels/routing/types'

/**
 * Routing as one would write it for a hundred people: at each decision sort who waits, list who is free, and go through both. With `sorted` the
 * contacts are kept in order instead. It knows no preference: what it leaves out only makes it faster.
 */
export function createPlainScan(rules: RoutingRules, sorted: boolean) {
  const agents = new Map<string, Agent>()
  const contacts: Contact[] = []

  function decide(now: number, most: number): Decision[] {
    const decisions: Decision[] = []
    if (!sorted) contacts.sort(comparePlaces)
    for (let at = 0; at < contacts.length; ) {
      const contact = contacts[at] as Contact
      if (decisions.length >= most) break
      const index = stepAt(contact, now)
      const step = contact.needs[index] as Step
      const able = freeFor(contact).filter((agent) => fits(agent, contact, step))
      const [chosen, ...next] = able
        .map((agent) => standingOf(agent, contact.channel, step, rules))
        .sort(compareStandings)
      if (!chosen) {
        at += 1
        continue
      }
      contacts.splice(at, 1)
      decisions.push(decisionOf(contact, index, chosen, next, able.length, now))
      agents.set(chosen.agent.id, booked(chosen.agent, contact, now))
    }
    return decisions
  }

  let free: Agent[] | null = null
  function freeFor({ channel, weight }: Contact): Agent[] {
    free ??= [...agents.values()].filter((agent) => hasRoom(agent, channel, weight, rules))
    return free
  }

  return {
    agentChanged: (agent: Agent) => void agents.set(agent.id, agent),
    contactWaits(contact: Contact) {
      if (!sorted) return void contacts.push(contact)
      let low = 0
      let high = contacts.length
      while (low < high) {
        const middle = (low + high) >> 1
        if (comparePlaces(contacts[middle] as Contact, contact) < 0) low = middle + 1
        else high = middle
      }
      contacts.splice(low, 0, contact)
    },
    decide(now: number, most: number) {
      free = null
      return decide(now, most)
    }
  }
}
