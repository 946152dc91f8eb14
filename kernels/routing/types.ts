/**
 * The words of routing. Everything is plain data; instants are epoch milliseconds, lengths are seconds, work is counted in units.
 *
 * Units: a channel's contact costs its `weight`, a person carries at most `capacity[channel]`. With a capacity of 6 for every channel, calls
 * of 6 and chats of 2, somebody has one call or three chats. The numbers are the rulebook's.
 */

/** What is asked of a person from a certain wait on. Each step replaces the one before; a contact that widens keeps its place. */
export type Step = {
  /** In force once the contact has waited so long. */
  afterSeconds: number
  /** Skill → lowest level (1..5) that will do. */
  skills: Readonly<Record<string, number>>
  /** Members of any of these may take it; earlier ones come first. A queue other than the contact's own is overflow, counted apart. */
  queues: readonly string[]
  /** Only people of these units; absent = of any. */
  units?: readonly string[]
  /** From this step on the customer's language is not insisted on. */
  anyLanguage?: boolean
  /** Among people of one queue: whoever is least loaded and waited longest for work (the default), or the highest levels before that. */
  prefer?: 'longest-idle' | 'best-skilled'
}

/** A customer who waits. */
export type Contact = {
  id: string
  channel: string
  /** The queue it is counted in, whoever takes it. */
  queue: string
  /** By `afterSeconds`, ascending. None in force = nobody may take it yet. */
  needs: readonly Step[]
  /** In minutes of waiting: 10 = stands as if it had come ten minutes earlier. VIP, AAA and elderly customers get theirs by rule. */
  priority: number
  /** The place: kept when an offer lapses, a step widens or an abandoned call resumes. */
  queuedAt: number
  /** Who should have it when free: who served this customer before, or who is named for them. */
  preferredAgentId?: string | null
  /** Others wait so long for the preferred person, as long as that person is ready and fits; absent = not at all. */
  preferredSeconds?: number
  /** Who must not have it (recusal; who declined it). @norm TK-26 */
  avoid?: readonly string[]
  /** Language or dialect the customer asks for. */
  language?: string | null
  /** Units it costs whoever takes it. */
  weight: number
}

/** A person at work. */
export type Agent = {
  id: string
  /** Skill → level 1..5. */
  skills: Readonly<Record<string, number>>
  queues: readonly string[]
  /** Channel → units the person may carry when given a contact of it. A channel not named is not taken. */
  capacity: Readonly<Record<string, number>>
  /** Channel → units carried now, offers included. Wrap-up can be a channel of its own: a full one keeps contacts away. */
  load: Readonly<Record<string, number>>
  /** May be given contacts. Somebody full stays ready; somebody on a break is not. */
  ready: boolean
  /** The last instant at which something was given to the person or finished. */
  idleSince: number
  languages: readonly string[]
  unitId?: string | null
}

export type RoutingRules = {
  /** Channel → channels it interrupts: their load does not count against it (a call interrupts mail). */
  interrupts: Readonly<Record<string, readonly string[]>>
}

/** Why somebody was chosen, passed over, or cannot be; words in `reasons.ts`. */
export type ReasonCode =
  | 'contact-not-waiting'
  | 'agent-not-present'
  | 'not-ready'
  | 'channel-not-taken'
  | 'no-capacity'
  | 'avoided'
  | 'no-step-yet'
  | 'not-in-queue'
  | 'other-unit'
  | 'skill-missing'
  | 'level-too-low'
  | 'language-missing'
  | 'held-for-preferred'
  | 'earlier-contact'
  | 'other-preferred'
  | 'other-nearer-queue'
  | 'other-better-skilled'
  | 'other-less-loaded'
  | 'other-idle-longer'
  | 'other-by-lot'
  | 'preferred'
  | 'only-one'
  | 'nearer-queue'
  | 'better-skilled'
  | 'less-loaded'
  | 'idle-longest'
  | 'by-lot'

export type Reason = { code: ReasonCode; detail?: Readonly<Record<string, string | number>> }

export type PassedOver = { agentId: string; code: ReasonCode }

/** One contact for one person. The router has already booked it: the contact waits no longer, the person carries its weight. */
export type Decision = {
  contactId: string
  agentId: string
  /** Index into `needs`. */
  step: number
  /** Priority plus minutes waited at the decision. */
  score: number
  /** The queue through which the person was reached, and whether that is not the contact's own. */
  queue: string
  overflow: boolean
  /** People who could have taken it at that moment, the chosen one included. */
  eligible: number
  /** Why this person. */
  why: ReasonCode
  /** Who came next, best first, at most `PASSED_OVER_MOST`. Others: ask `explain`. */
  passedOver: PassedOver[]
}

export type Explanation = {
  contactId: string
  agentId: string
  /** The next decision would give this contact to this person. */
  chosen: boolean
  /** Step in force (−1 = none), priority plus minutes waited. */
  step: number
  score: number
  /** Everything that stands against it, or the one reason why. */
  reasons: Reason[]
}

/**
 * Holds who waits and who is there, and decides. Calls are idempotent: telling the same state twice changes nothing. The answer depends only on
 * the state and `now`, never on the order of telling. Time does not run backwards: an earlier `now` counts as the latest one heard.
 */
export type Router = {
  /** A person came or changed; the whole state, which replaces what was known (and what decisions booked). */
  agentChanged(agent: Agent): void
  agentGone(agentId: string): void
  /** A contact waits, or waits again: with its `queuedAt` it has its old place. */
  contactWaits(contact: Contact): void
  /** It was abandoned, withdrawn or taken otherwise. */
  contactGone(contactId: string): void
  /** At most `most` decisions, in the order of the score; fewer when nobody fits. */
  decide(now: number, most: number): Decision[]
  explain(contactId: string, agentId: string, now: number): Explanation
  /** When waiting alone changes what is possible next (a step widens, a preference ends); null = never. */
  nextChangeAt(): number | null
  contact(contactId: string): Contact | undefined
  agent(agentId: string): Agent | undefined
  waiting(): Iterable<Contact>
  agents(): Iterable<Agent>
}

/** Bound of `Decision.passedOver`. */
export const PASSED_OVER_MOST = 5
