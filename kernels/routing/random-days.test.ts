import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Agent, type Contact, createRouter, type Decision, type Router } from './index.ts'
import { countedLoad, fits } from './fit.ts'
import { comparePlaces } from './place.ts'
import { type Happening, randomAgent, randomContact, randomDay } from './testing/random-floor.ts'
import { createScanRouter } from './testing/scan-router.ts'

const rules = { interrupts: { call: ['mail'] } }
const runs = { numRuns: 1500 }

/** Lives through a day and answers what was decided. `seen` is called after each decision round. */
function live(router: Router, day: readonly Happening[], seen: (made: Decision[]) => void = () => {}): Decision[] {
  let now = 0
  return day.flatMap((happening) => {
    if (happening.is === 'agent') router.agentChanged(happening.agent)
    else if (happening.is === 'agent-gone') router.agentGone(happening.id)
    else if (happening.is === 'contact') router.contactWaits(happening.contact)
    else if (happening.is === 'contact-gone') router.contactGone(happening.id)
    else {
      now += happening.after
      const made = router.decide(now, happening.most)
      seen(made)
      return made
    }
    return []
  })
}

describe('On any day', () => {
  test('the incremental router decides and explains as one that asks everybody', () => {
    fc.assert(
      fc.property(randomDay, (day) => {
        const fast = createRouter(rules)
        const slow = createScanRouter(rules)
        expect(live(fast, day)).toEqual(live(slow, day))
        expect(fast.nextChangeAt()).toBe(slow.nextChangeAt())
        for (const { id: agentId } of slow.agents())
          for (const { id } of slow.waiting())
            expect(fast.explain(id, agentId, 60_000)).toEqual(slow.explain(id, agentId, 60_000))
      }),
      runs
    )
  })

  test('nobody is given more than they can carry, nor what they must keep away from', () => {
    fc.assert(
      fc.property(randomDay, (day) => {
        const router = createRouter(rules)
        const told = new Map<string, Contact>()
        const watched: Router = {
          ...router,
          contactWaits: (contact) => (told.set(contact.id, contact), router.contactWaits(contact))
        }
        const oneByOne = day.map((happening) => (happening.is === 'decide' ? { ...happening, most: 1 } : happening))
        live(watched, oneByOne, (made) => {
          for (const { contactId, agentId } of made) {
            const agent = router.agent(agentId) as Agent
            const { channel, avoid } = told.get(contactId) as Contact
            expect(agent.ready && !avoid?.includes(agentId)).toBe(true)
            expect(countedLoad(agent, channel, rules)).toBeLessThanOrEqual(agent.capacity[channel] as number)
          }
        })
      }),
      runs
    )
  })
})

/** Later than every instant of a random floor: nobody is idle since tomorrow. */
const now = 40_000
const floors = fc.record({
  agents: fc.uniqueArray(randomAgent, { selector: (one) => one.id, maxLength: 6 }),
  contacts: fc.uniqueArray(randomContact, { selector: (one) => one.id, maxLength: 14 })
})
function filled({
  agents,
  contacts
}: {
  agents: Parameters<Router['agentChanged']>[0][]
  contacts: Contact[]
}): Router {
  const router = createRouter(rules)
  for (const one of agents) router.agentChanged(one)
  for (const one of contacts) router.contactWaits(one)
  return router
}

describe('On any floor', () => {
  test('the answer does not depend on the order of telling, nor on telling twice', () => {
    fc.assert(
      fc.property(floors, ({ agents, contacts }) => {
        const router = createRouter(rules)
        for (const one of contacts.toReversed()) router.contactWaits(one)
        for (const one of agents.toReversed()) router.agentChanged(one)
        for (const one of contacts) router.contactWaits(one)
        for (const one of agents) router.agentChanged({ ...one, skills: { ...one.skills }, queues: [...one.queues] })
        expect(router.decide(20_000, 99)).toEqual(filled({ agents, contacts }).decide(20_000, 99))
      }),
      runs
    )
  })

  test('whoever stays waiting is passed over only by people who could not have taken them', () => {
    fc.assert(
      fc.property(floors, (floor) => {
        const router = filled(floor)
        const made = router.decide(20_000, 99)
        for (const left of router.waiting())
          for (const agent of router.agents()) expect(router.explain(left.id, agent.id, 20_000).chosen).toBe(false)
        for (const { contactId, agentId, step } of made) {
          const contact = floor.contacts.find((one) => one.id === contactId) as Contact
          const agent = floor.agents.find((one) => one.id === agentId)
          expect(agent && fits(agent, contact, contact.needs[step] as Contact['needs'][number])).toBe(true)
        }
      }),
      runs
    )
  })

  test('what explain calls chosen is what the next decision does', () => {
    fc.assert(
      fc.property(floors, (floor) => {
        const router = filled(floor)
        const sure = floor.contacts.flatMap(({ id }) =>
          floor.agents.flatMap((agent) => (router.explain(id, agent.id, now).chosen ? [`${id} ${agent.id}`] : []))
        )
        const made = router.decide(now, 99)
        const [first] = made
        expect(made.map((one) => `${one.contactId} ${one.agentId}`)).toEqual(expect.arrayContaining(sure))
        if (first) expect(sure).toContain(`${first.contactId} ${first.agentId}`)
      }),
      runs
    )
  })

  test('nobody starves: with one person who fits all, and everybody leaving in turn, all are served in the order of their places', () => {
    fc.assert(
      fc.property(fc.uniqueArray(randomContact, { selector: (one) => one.id, minLength: 1 }), (given) => {
        const contacts = given.map((one) => ({
          ...one,
          avoid: [],
          language: null,
          preferredAgentId: null,
          channel: 'call',
          weight: 6
        }))
        const everything = { billing: 5, fault: 5 }
        const needs = (one: Contact) => one.needs.map((step) => ({ ...step, units: undefined, afterSeconds: 0 }))
        const agent = { ...one, skills: everything }
        const router = filled({
          agents: [],
          contacts: contacts.map((contact) => ({ ...contact, needs: needs(contact) }))
        })
        const served: string[] = []
        for (let at = now; served.length < contacts.length && at < 2 * now; at += 1000) {
          router.agentChanged(agent)
          served.push(...router.decide(at, 1).map((decision) => decision.contactId))
        }
        expect(served).toEqual(contacts.toSorted(comparePlaces).map((contact) => contact.id))
      }),
      runs
    )
  })
})

const one = {
  id: 'a1',
  skills: {},
  queues: ['q1', 'q2', 'q3'],
  capacity: { call: 6 },
  load: {},
  ready: true,
  idleSince: 0,
  languages: []
}
