import fc from 'fast-check'
import type { Agent, Contact, Step } from '../types.ts'

/** Random floors, small enough that everything meets everything: few skills, queues, ids and instants. */
const skills = ['billing', 'fault']
const queues = ['q1', 'q2', 'q3']
const languages = ['mandarin', 'dialect']
const agentIds = ['a1', 'a2', 'a3', 'a4', 'a5', 'a6']
const units = ['u1', 'u2']
const someLevels = fc.dictionary(fc.constantFrom(...skills), fc.integer({ min: 1, max: 3 }), { maxKeys: 2 })
const seconds = fc.integer({ min: 0, max: 30 })
/** Fractions too: sums of them round. */
const instant = fc
  .oneof(
    seconds,
    seconds.map((one) => one + 1 / (one + 3))
  )
  .map((one) => one * 1000)

const step: fc.Arbitrary<Step> = fc.record(
  {
    afterSeconds: seconds,
    skills: someLevels,
    queues: fc.subarray(queues, { minLength: 1 }),
    units: fc.subarray(units, { minLength: 1 }),
    anyLanguage: fc.boolean(),
    prefer: fc.constantFrom('longest-idle' as const, 'best-skilled' as const)
  },
  { requiredKeys: ['afterSeconds', 'skills', 'queues'] }
)
const everybody: Step[] = [{ afterSeconds: 0, skills: {}, queues }]
const needs = fc
  .array(step, { minLength: 1, maxLength: 3 })
  .map((steps) => steps.toSorted((a, b) => a.afterSeconds - b.afterSeconds))

type Units = Record<string, number>

export const randomAgent: fc.Arbitrary<Agent> = fc.record({
  id: fc.constantFrom(...agentIds),
  skills: someLevels,
  queues: fc.subarray(queues),
  capacity: fc.constantFrom<Units[]>({ call: 6, chat: 6, mail: 6 }, { chat: 4 }, { call: 6 }, { call: 6, mail: 3 }),
  load: fc.constantFrom<Units[]>({}, {}, {}, { call: 6 }, { chat: 2 }, { mail: 3 }, { chat: 4, mail: 2 }),
  ready: fc.constantFrom(true, true, true, false),
  idleSince: instant,
  languages: fc.subarray(languages),
  unitId: fc.option(fc.constantFrom(...units))
})

export const randomContact: fc.Arbitrary<Contact> = fc
  .record({
    id: fc.constantFrom(...Array.from({ length: 14 }, (_, index) => `c${index + 10}`)),
    work: fc.constantFrom(['call', 6] as const, ['chat', 2] as const, ['mail', 3] as const),
    queue: fc.constantFrom(...queues),
    needs: fc.oneof(fc.constant(everybody), fc.constant(everybody), needs),
    priority: fc.constantFrom(0, 0, 0.25, 0.1, -0.1),
    queuedAt: instant,
    preferredAgentId: fc.option(fc.constantFrom(...agentIds), { freq: 2 }),
    preferredSeconds: fc.integer({ min: 0, max: 15 }),
    avoid: fc.oneof(fc.constant([]), fc.subarray(agentIds)),
    language: fc.option(fc.constantFrom(...languages), { freq: 2 })
  })
  .map(({ work: [channel, weight], ...rest }) => ({ ...rest, channel, weight }))

export type Happening =
  | { is: 'agent'; agent: Agent }
  | { is: 'agent-gone'; id: string }
  | { is: 'contact'; contact: Contact }
  | { is: 'contact-gone'; id: string }
  | { is: 'decide'; after: number; most: number }

export const randomDay: fc.Arbitrary<Happening[]> = fc.array(
  fc.oneof(
    { arbitrary: randomAgent.map((agent) => ({ is: 'agent' as const, agent })), weight: 4 },
    { arbitrary: randomContact.map((contact) => ({ is: 'contact' as const, contact })), weight: 6 },
    { arbitrary: fc.constantFrom(...agentIds).map((id) => ({ is: 'agent-gone' as const, id })), weight: 1 },
    { arbitrary: randomContact.map(({ id }) => ({ is: 'contact-gone' as const, id })), weight: 1 },
    {
      arbitrary: fc.record({
        is: fc.constant('decide' as const),
        after: fc.integer({ min: -2000, max: 9000 }),
        most: fc.integer({ min: 1, max: 4 })
      }),
      weight: 3
    }
  ),
  { maxLength: 60 }
)
