import { booked, decisionOf } from './decision.ts'
import { explain, heldFor } from './explain.ts'
import { hasRoom } from './fit.ts'
import { compareGroups, type Desk, type Group, type Link, type Timer, type Waiter } from './group.ts'
import { createGroups } from './groups.ts'
import { Heap } from './heap.ts'
import { instantAfter, placeOf, stepAt } from './place.ts'
import { sameProfile } from './same-profile.ts'
import { loadShare } from './standing.ts'
import { type Agent, type Contact, type Decision, PASSED_OVER_MOST, type Router, type RoutingRules } from './types.ts'

/**
 * A router without anybody. It keeps what it is told (do not change those objects afterwards) and works incrementally: contacts that need the
 * same stand in one heap, the people free for them in another, and the groups in which both are found in a third, whose top is the next
 * decision. A decision costs O(groups of the person × log people + log contacts).
 */
export function createRouter(rules: RoutingRules): Router {
  const waiters = new Map<string, Waiter>()
  const desks = new Map<string, Desk>()
  /** Who prefers a person and might wait for them, by the person's id. */
  const admirers = new Map<string, Set<Waiter>>()
  const timers = new Heap<Timer>((a, b) => a.at - b.at)
  /** Groups with somebody waiting and somebody free. */
  const open = new Heap<Group>(compareGroups)
  const groups = createGroups(admit, dismiss)
  let latest = Number.NEGATIVE_INFINITY

  function reopen(group: Group): void {
    const possible = group.waiting.size > 0 && group.free.size > 0
    if (group.position < 0) {
      if (possible) open.add(group)
    } else if (!possible) open.remove(group)
  }

  function admit(link: Link): void {
    const { channel, weight } = link.group.kind
    settle(link, hasRoom(link.agent, channel, weight, rules), loadShare(link.agent, channel, rules))
  }

  function dismiss(link: Link): void {
    settle(link, false, 0)
  }

  function settle(link: Link, free: boolean, share: number): void {
    const { group } = link
    link.share = share
    if (!free) {
      if (link.position < 0) return
      group.free.remove(link)
    } else if (link.position < 0) group.free.add(link)
    else return group.free.moved(link)
    reopen(group)
  }

  /** The person's work changed: in each of their groups they are free or not, and stand differently. */
  function reseat(desk: Desk, agent: Agent): void {
    desk.agent = agent
    const rooms = groups.kinds.map(({ channel, weight }) => hasRoom(agent, channel, weight, rules))
    const shares = groups.kinds.map(({ channel }) => loadShare(agent, channel, rules))
    for (const link of desk.links) {
      link.agent = agent
      const { slot } = link.group.kind
      settle(link, rooms[slot] as boolean, shares[slot] as number)
    }
  }

  /** Puts a contact where it belongs now, and sets its timer. */
  function place(waiter: Waiter): void {
    const { contact, timer } = waiter
    const index = stepAt(contact, latest)
    const step = contact.needs[index]
    const preferred = contact.preferredAgentId ? desks.get(contact.preferredAgentId)?.agent : undefined
    const only = step && heldFor(contact, step, preferred, latest) > 0 ? (contact.preferredAgentId as string) : null
    const group = step ? groups.find(contact, step, only) : null
    waiter.step = index
    if (group !== waiter.group) {
      leave(waiter)
      if (group) join(waiter, group)
    }
    if (timer.position >= 0) timers.remove(timer)
    timer.at = nextChange(contact, index)
    if (timer.at < Number.POSITIVE_INFINITY) timers.add(timer)
  }

  function nextChange(contact: Contact, index: number): number {
    const { preferredAgentId, preferredSeconds = 0, queuedAt, needs } = contact
    const step = instantAfter(contact, needs[index + 1]?.afterSeconds ?? Number.POSITIVE_INFINITY)
    const freed = instantAfter(contact, preferredAgentId ? preferredSeconds : 0)
    return freed > Math.max(latest, queuedAt) ? Math.min(freed, step) : step
  }

  function join(waiter: Waiter, group: Group): void {
    waiter.group = group
    group.waiting.add(waiter)
    if (group.position < 0) reopen(group)
    else if (waiter.position === 0) open.moved(group)
  }

  function leave(waiter: Waiter): void {
    const { group, position } = waiter
    if (!group) return
    group.waiting.remove(waiter)
    waiter.group = null
    if (group.waiting.size === 0) {
      reopen(group)
      groups.emptied(group)
    } else if (position === 0 && group.position >= 0) open.moved(group)
  }

  function forget(contactId: string): void {
    const waiter = waiters.get(contactId)
    if (!waiter) return
    waiters.delete(contactId)
    leave(waiter)
    if (waiter.timer.position >= 0) timers.remove(waiter.timer)
    const { preferredAgentId } = waiter.contact
    if (!preferredAgentId) return
    const all = admirers.get(preferredAgentId)
    all?.delete(waiter)
    if (all?.size === 0) admirers.delete(preferredAgentId)
  }

  function welcome(contact: Contact): void {
    forget(contact.id)
    const waiter: Waiter = {
      contact,
      place: placeOf(contact),
      step: -1,
      group: null,
      position: -1,
      timer: null as never
    }
    waiter.timer = { waiter, at: 0, position: -1 }
    waiters.set(contact.id, waiter)
    const { preferredAgentId, preferredSeconds } = contact
    if (preferredAgentId && preferredSeconds) {
      const all = admirers.get(preferredAgentId) ?? new Set<Waiter>()
      admirers.set(preferredAgentId, all.add(waiter))
    }
    place(waiter)
  }

  function tellAdmirers(agentId: string): void {
    for (const waiter of admirers.get(agentId) ?? []) place(waiter)
  }

  function seat(agent: Agent): void {
    const desk = desks.get(agent.id)
    if (!desk) {
      const made: Desk = { agent, links: [] }
      desks.set(agent.id, made)
      groups.place(made, null)
    } else if (sameProfile(desk.agent, agent)) {
      const { ready } = desk.agent
      reseat(desk, agent)
      if (ready === agent.ready) return
    } else {
      const before = desk.agent
      desk.agent = agent
      groups.place(desk, before)
    }
    tellAdmirers(agent.id)
  }

  function unseat(agentId: string): void {
    const desk = desks.get(agentId)
    if (!desk) return
    desks.delete(agentId)
    groups.remove(desk)
    tellAdmirers(agentId)
  }

  function chosenOf(group: Group, { preferredAgentId }: Contact): Link {
    const preferred = preferredAgentId ? desks.get(preferredAgentId) : undefined
    const link = preferred?.links.find((one) => one.group === group)
    return link && link.position >= 0 ? link : (group.free.first() as Link)
  }

  function decideNext(group: Group): Decision {
    const waiter = group.waiting.first() as Waiter
    const { contact } = waiter
    const chosen = chosenOf(group, contact)
    const next = group.free.best(PASSED_OVER_MOST + 1).filter((link) => link !== chosen)
    const decision = decisionOf(contact, waiter.step, chosen, next, group.free.size, latest)
    forget(contact.id)
    reseat(chosen.desk, booked(chosen.desk.agent, contact, latest))
    return decision
  }

  const floor = {
    rules,
    contact: (contactId: string) => waiters.get(contactId)?.contact,
    agent: (agentId: string) => desks.get(agentId)?.agent,
    *waiting() {
      for (const { contact } of waiters.values()) yield contact
    },
    *agents() {
      for (const { agent } of desks.values()) yield agent
    }
  }

  return {
    ...floor,
    agentChanged: seat,
    agentGone: unseat,
    contactWaits: welcome,
    contactGone: forget,

    decide(now, most) {
      latest = Math.max(latest, now)
      for (let due = timers.first(); due && due.at <= latest; due = timers.first()) place(due.waiter)
      const decisions: Decision[] = []
      for (let group = open.first(); group && decisions.length < most; group = open.first())
        decisions.push(decideNext(group))
      return decisions
    },

    explain: (contactId, agentId, now) => explain(floor, contactId, agentId, Math.max(latest, now)),

    nextChangeAt: () => timers.first()?.at ?? null
  }
}
