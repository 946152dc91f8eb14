import { Heap } from './heap.ts'
import { compareStandings, type Standing } from './standing.ts'
import type { Agent, Contact, Step } from './types.ts'

/** A contact on the floor. */
export type Waiter = {
  contact: Contact
  /** `placeOf`, kept because the heaps compare it all the time. */
  place: number
  /** Index of the step in force. */
  step: number
  group: Group | null
  position: number
  timer: Timer
}

/** Wakes when waiting alone changes what a contact needs. */
export type Timer = { waiter: Waiter; at: number; position: number }

/** A person on the floor, with a link to each group they could take contacts of. */
export type Desk = { agent: Agent; links: Link[] }

/** Somebody who fits a group; in the group's heap of free people while they have room. */
export type Link = Standing & { desk: Desk; group: Group; position: number; index: number }

/**
 * All contacts that need exactly the same: whoever may take one of them may take any. So their order is one heap, the people who are free for
 * them another, and a match is the two tops. There are as many groups as the rules make different needs, however many wait.
 */
export type Group = {
  key: string
  kind: Kind
  /** A contact of the group, standing for all in what it needs. */
  like: Contact
  step: Step
  /** The one person its contacts are kept for. */
  only: string | null
  links: Set<Link>
  free: Heap<Link>
  waiting: Heap<Waiter>
  position: number
}

/** What a contact costs: the same for many groups, so a person's room is worked out once for each kind. */
export type Kind = { channel: string; weight: number; slot: number }

export function compareWaiters(a: Waiter, b: Waiter): number {
  return a.place - b.place || (a.contact.id < b.contact.id ? -1 : a.contact.id > b.contact.id ? 1 : 0)
}

export function createGroup(key: string, kind: Kind, like: Contact, step: Step, only: string | null): Group {
  return {
    key,
    kind,
    like,
    step,
    only,
    links: new Set(),
    free: new Heap<Link>(compareStandings),
    waiting: new Heap(compareWaiters),
    position: -1
  }
}

/** Orders groups by who stands first in each. */
export function compareGroups(a: Group, b: Group): number {
  return compareWaiters(a.waiting.first() as Waiter, b.waiting.first() as Waiter)
}

/** Names what a contact needs in a step: equal keys, equal needs. */
export function createGroupKeys(): (contact: Contact, step: Step, only: string | null) => string {
  const known = new WeakMap<Step, string>()
  const sorted = (values: readonly string[] | undefined) => values && values.toSorted()
  const stepKey = (step: Step): string => {
    const key =
      known.get(step) ??
      JSON.stringify([
        Object.entries(step.skills).sort(([a], [b]) => (a < b ? -1 : 1)),
        step.queues,
        sorted(step.units),
        step.prefer === 'best-skilled',
        step.anyLanguage === true
      ])
    known.set(step, key)
    return key
  }
  return (contact, step, only) => {
    const language = step.anyLanguage ? '' : (contact.language ?? '')
    const avoid = contact.avoid?.length ? JSON.stringify(sorted(contact.avoid)) : ''
    return `${contact.channel}\n${contact.weight}\n${language}\n${only ?? ''}\n${avoid}\n${stepKey(step)}`
  }
}
