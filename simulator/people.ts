import type { Agent, Router } from '@shouwen/kernels/routing/index'
import type { Scenario, Team } from './scenario.ts'

type Person = { team: Team; agent: Agent; since: number; staffedSeconds: number; busySeconds: number }

/** Everybody of the teams, what they carry and how long they were at work. Instants in seconds; the router is told in milliseconds. */
export function createPeople({ teams }: Scenario, router: Router) {
  const people = new Map<string, Person>()
  for (const team of teams)
    for (let number = 1; number <= team.people; number++) {
      const id = `${team.code}-${String(number).padStart(5, '0')}`
      const { skills, queues, capacity, languages } = team
      const agent = { id, skills, queues, capacity, languages, load: {}, ready: false, idleSince: 0 }
      people.set(id, { team, agent, since: 0, staffedSeconds: 0, busySeconds: 0 })
    }

  function get(agentId: string): Person {
    const person = people.get(agentId)
    if (!person) throw new Error(`nobody is called ${agentId}`)
    return person
  }

  function count(person: Person, now: number): void {
    const carries = Object.values(person.agent.load).some((units) => units > 0)
    if (carries || person.agent.ready) person.staffedSeconds += now - person.since
    if (carries) person.busySeconds += now - person.since
    person.since = now
  }

  return {
    ids: (teamCode?: string): string[] =>
      [...people].flatMap(([id, { team }]) => (teamCode && team.code !== teamCode ? [] : [id])),
    agent: (agentId: string): Agent => get(agentId).agent,
    team: (agentId: string): Team => get(agentId).team,

    change(agentId: string, change: Partial<Agent>, now: number): void {
      const person = get(agentId)
      count(person, now)
      person.agent = { ...person.agent, ...change }
      router.agentChanged(person.agent)
    },

    /** What the router booked by a decision. */
    booked(agentId: string, now: number): void {
      const person = get(agentId)
      count(person, now)
      person.agent = router.agent(agentId) ?? person.agent
    },

    /** Share of the time at work in which something was in hand, of a team or of all. */
    occupancy(now: number, teamCode?: string): number {
      let staffed = 0
      let busy = 0
      for (const person of people.values()) {
        if (teamCode && person.team.code !== teamCode) continue
        count(person, now)
        staffed += person.staffedSeconds
        busy += person.busySeconds
      }
      return staffed > 0 ? busy / staffed : 0
    }
  }
}
