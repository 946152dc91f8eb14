import { createRandom } from '@shouwen/kernels/random/index'
import { type Agent, type Contact, createRouter, type Decision, type Step } from '@shouwen/kernels/routing/index'
import { rounded } from './measure.ts'
import { percentile } from './percentile.ts'
import { createPlainScan } from './routing-scan.ts'

const rules = { interrupts: {} }
const SKILLS = 60
const SKILLS_EACH = 5
const RULES = 240
const STEPS_AFTER = [0, 60, 180]

/**
 * Offer decisions of the routing kernel: `npm run bench -- routing [agents] [contacts] [decisions]`. Everybody is busy and many wait; again and
 * again somebody becomes free, is given a contact, and another customer comes. A decision is timed from "this person is free" to the answer.
 * Beside it the scan one would write without thinking, and the same scan with the contacts kept sorted; then the opposite floor, where most
 * people are free and a contact finds one; then growth, each size twice the one before.
 */
export async function run(agents = '10000', contacts = '50000', decisions = '20000') {
  const size = { agents: Number(agents), contacts: Number(contacts) }
  const rounds = Number(decisions)
  const busy = timeBusy(size, rounds, createRouter(rules))
  const scan = timeBusy(size, Math.min(rounds, 300), createPlainScan(rules, false))
  const sortedScan = timeBusy(size, Math.min(rounds, 2000), createPlainScan(rules, true))
  const growth = [8, 4, 2, 1].map((part) => {
    const smaller = { agents: Math.round(size.agents / part), contacts: Math.round(size.contacts / part) }
    return {
      ...smaller,
      busy: timeBusy(smaller, rounds, createRouter(rules)),
      free: timeFree(smaller, rounds, createRouter(rules))
    }
  })
  return {
    name: 'routing',
    ...size,
    targets: { p99Ms: 1, timesScan: 20 },
    busy,
    scan,
    sortedScan,
    timesScan: rounded(scan.cpuMeanUs / busy.cpuMeanUs),
    timesSortedScan: rounded(sortedScan.cpuMeanUs / busy.cpuMeanUs),
    growth
  }
}

type Asked = {
  agentChanged(agent: Agent): void
  contactWaits(contact: Contact): void
  decide(now: number, most: number): Decision[]
}
/** By the clock on the wall; `cpuMeanUs` by the processor time of the thread, which others on the machine do not lengthen. */
type Timed = { decisions: number; cpuMeanUs: number; meanUs: number; p50Us: number; p99Us: number; maxUs: number }
type Sample = { wallUs: number; cpuUs: number }

/** All are busy: whoever becomes free gets the first contact that fits. */
function timeBusy(size: { agents: number; contacts: number }, rounds: number, router: Asked): Timed {
  const floor = makeFloor(size)
  for (const agent of floor.agents) router.agentChanged({ ...agent, load: { call: 6 } })
  for (const contact of floor.contacts) router.contactWaits(contact)
  const samples: Sample[] = []
  let now = floor.now
  router.decide(now, 1)
  for (let round = -rounds / 10; round < rounds; round++) {
    now += 50
    const agent = floor.agents[Math.floor(floor.random() * size.agents)] as Agent
    const taken = startWatch()
    router.agentChanged({ ...agent, load: {}, idleSince: now })
    const made = router.decide(now, 1)
    if (round >= 0) samples.push(taken())
    else taken()
    if (made.length === 0) router.agentChanged({ ...agent, load: { call: 6 } })
    for (const _ of made) router.contactWaits(floor.contactAt(now))
  }
  return timed(samples)
}

/** Half are free: each contact finds somebody, who is free again soon. */
function timeFree(size: { agents: number; contacts: number }, rounds: number, router: Asked): Timed {
  const floor = makeFloor({ ...size, contacts: 0 })
  for (const agent of floor.agents) router.agentChanged({ ...agent, load: floor.random() < 0.5 ? {} : { call: 6 } })
  const byId = new Map(floor.agents.map((agent) => [agent.id, agent]))
  const samples: Sample[] = []
  let now = floor.now
  for (let round = -rounds / 10; round < rounds; round++) {
    now += 50
    const taken = startWatch()
    router.contactWaits(floor.contactAt(now))
    const made = router.decide(now, 1)
    if (round >= 0) samples.push(taken())
    else taken()
    for (const { agentId } of made) router.agentChanged({ ...(byId.get(agentId) as Agent), load: {}, idleSince: now })
  }
  return timed(samples)
}

function startWatch(): () => Sample {
  const cpu = process.threadCpuUsage()
  const wall = performance.now()
  return () => {
    const wallUs = (performance.now() - wall) * 1000
    const { user, system } = process.threadCpuUsage(cpu)
    return { wallUs, cpuUs: user + system }
  }
}

function timed(samples: Sample[]): Timed {
  const walls = samples.map((one) => one.wallUs)
  const mean = (all: number[]) => rounded(all.reduce((sum, one) => sum + one, 0) / all.length)
  return {
    decisions: samples.length,
    // The kernel counts processor time in ticks: right on the average only.
    cpuMeanUs: mean(samples.map((one) => one.cpuUs)),
    meanUs: mean(walls),
    p50Us: rounded(percentile(walls, 0.5)),
    p99Us: rounded(percentile(walls, 0.99)),
    maxUs: rounded(Math.max(...walls))
  }
}

/** People with some of the skills each, contacts that ask for one or two of them, by a few hundred rules that widen. */
function makeFloor({ agents, contacts }: { agents: number; contacts: number }) {
  const random = createRandom(20261124)
  const skill = () => `s${Math.floor(random() * SKILLS)}`
  const level = () => 1 + Math.floor(random() * 5)
  const skillsOf = (most: number) => {
    const skills: Record<string, number> = {}
    while (Object.keys(skills).length < most) skills[skill()] = level()
    return skills
  }
  const needs: Step[][] = Array.from({ length: RULES }, (_, rule) => {
    const asked = skillsOf(rule % 8 === 0 ? 2 : 1)
    return STEPS_AFTER.map((afterSeconds, index) => ({
      afterSeconds,
      queues: ['hotline'],
      skills: Object.fromEntries(Object.entries(asked).map(([name, at]) => [name, Math.max(1, at - 2 * index)]))
    }))
  })
  const now = 10_000_000
  let made = 0
  const contactAt = (queuedAt: number): Contact => ({
    id: `c${String(made++).padStart(9, '0')}`,
    channel: 'call',
    queue: 'hotline',
    needs: needs[Math.floor(random() * RULES)] as Step[],
    priority: random() < 0.05 ? 10 : 0,
    queuedAt,
    weight: 6
  })
  return {
    now,
    random,
    contactAt,
    agents: Array.from(
      { length: agents },
      (_, index): Agent => ({
        id: `a${String(index).padStart(6, '0')}`,
        skills: skillsOf(SKILLS_EACH),
        queues: ['hotline'],
        capacity: { call: 6, chat: 6 },
        load: {},
        ready: true,
        idleSince: Math.floor(random() * now),
        languages: ['mandarin']
      })
    ),
    contacts: Array.from({ length: contacts }, () => contactAt(now - Math.floor(random() * 600_000)))
  }
}
