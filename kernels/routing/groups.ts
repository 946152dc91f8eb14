import { fits } from './fit.ts'
import { createGroup, createGroupKeys, type Desk, type Group, type Kind, type Link } from './group.ts'
import { lackOfSkill, queueRank } from './standing.ts'
import type { Agent, Contact, Step } from './types.ts'

/** Groups without contacts are thrown away when there are more than this, or twice as many as in use. */
const SPARE = 1024

/** The groups there are, and who fits which. `onLink` and `onUnlink` tell of people who join or leave a group. */
export function createGroups(onLink: (link: Link) => void, onUnlink: (link: Link) => void) {
  const groups = new Map<string, Group>()
  const kinds: Kind[] = []
  const desks = new Map<string, Desk>()
  const bySkill = new Map<string, Set<Desk>>()
  const byQueue = new Map<string, Set<Desk>>()
  const keyOf = createGroupKeys()
  let sweepAt = SPARE

  function kindOf({ channel, weight }: Contact): Kind {
    const known = kinds.find((kind) => kind.channel === channel && kind.weight === weight)
    if (known) return known
    const kind = { channel, weight, slot: kinds.length }
    kinds.push(kind)
    return kind
  }

  function link(desk: Desk, group: Group): void {
    const { agent } = desk
    const made: Link = {
      desk,
      group,
      agent,
      queueRank: queueRank(agent, group.step),
      lackOfSkill: lackOfSkill(agent, group.step),
      share: 0,
      position: -1,
      index: desk.links.length
    }
    desk.links.push(made)
    group.links.add(made)
    onLink(made)
  }

  function takeFromDesk({ desk, index }: Link): void {
    const last = desk.links.pop() as Link
    if (last.index === index) return
    last.index = index
    desk.links[index] = last
  }

  function unlinkAll(desk: Desk): void {
    for (const one of desk.links) {
      onUnlink(one)
      one.group.links.delete(one)
    }
    desk.links = []
  }

  function drop(group: Group): void {
    for (const one of group.links) {
      onUnlink(one)
      takeFromDesk(one)
    }
    groups.delete(group.key)
  }

  function sweep(): void {
    for (const group of groups.values()) if (group.waiting.size === 0) drop(group)
    sweepAt = Math.max(SPARE, 2 * groups.size)
  }

  /** The fewest people among whom everybody who fits is found. */
  function candidates(step: Step, only: string | null): Iterable<Desk> {
    if (only !== null) {
      const desk = desks.get(only)
      return desk ? [desk] : []
    }
    const skills = Object.keys(step.skills).filter((skill) => (step.skills[skill] as number) > 0)
    const sets = skills.map((skill) => bySkill.get(skill) ?? new Set<Desk>())
    if (sets.length > 0) return sets.reduce((least, set) => (set.size < least.size ? set : least))
    return new Set(step.queues.flatMap((queue) => [...(byQueue.get(queue) ?? [])]))
  }

  return {
    kinds: kinds as readonly Kind[],

    /** The group of a contact in a step, made when nobody needed the same before. */
    find(contact: Contact, step: Step, only: string | null): Group {
      const key = keyOf(contact, step, only)
      const known = groups.get(key)
      if (known) return known
      if (groups.size >= sweepAt) sweep()
      const group = createGroup(key, kindOf(contact), contact, step, only)
      groups.set(key, group)
      for (const desk of candidates(step, only)) if (fits(desk.agent, contact, step)) link(desk, group)
      return group
    },

    /** A contact left: groups made for one customer's sake go at once. */
    emptied(group: Group): void {
      if (group.only !== null || group.like.avoid?.length) drop(group)
    },

    /** Somebody new, or somebody whose skills, queues or the like have changed. */
    place(desk: Desk, before: Agent | null): void {
      if (before) {
        unlinkAll(desk)
        index(before, (set) => set.delete(desk))
      }
      desks.set(desk.agent.id, desk)
      index(desk.agent, (set) => set.add(desk))
      for (const group of groups.values())
        if ((group.only === null || group.only === desk.agent.id) && fits(desk.agent, group.like, group.step))
          link(desk, group)
    },

    remove(desk: Desk): void {
      unlinkAll(desk)
      index(desk.agent, (set) => set.delete(desk))
      desks.delete(desk.agent.id)
    }
  }

  function index(agent: Agent, change: (set: Set<Desk>) => void): void {
    for (const skill in agent.skills) change(setOf(bySkill, skill))
    for (const queue of agent.queues) change(setOf(byQueue, queue))
  }
}

function setOf(sets: Map<string, Set<Desk>>, name: string): Set<Desk> {
  const set = sets.get(name) ?? new Set<Desk>()
  sets.set(name, set)
  return set
}
