import { countedLoad } from './fit.ts'
import type { Agent, ReasonCode, RoutingRules, Step } from './types.ts'

/** Where a person stands among those who could take a contact: compared field by field, the smaller first, the id last. */
export type Standing = { agent: Agent; queueRank: number; lackOfSkill: number; share: number }

/** Position of the first of the step's queues the person is in. */
export function queueRank(agent: Agent, step: Step): number {
  return step.queues.findIndex((queue) => agent.queues.includes(queue))
}

/** Minus the levels in what is asked for, when the step prefers the best skilled; otherwise 0. */
export function lackOfSkill(agent: Agent, step: Step): number {
  if (step.prefer !== 'best-skilled') return 0
  let levels = 0
  for (const skill in step.skills) levels += agent.skills[skill] ?? 0
  return -levels
}

/** The part of their capacity that is used, of what counts against this channel: 0..1. */
export function loadShare(agent: Agent, channel: string, rules: RoutingRules): number {
  return countedLoad(agent, channel, rules) / (agent.capacity[channel] || 1)
}

export function standingOf(agent: Agent, channel: string, step: Step, rules: RoutingRules): Standing {
  return {
    agent,
    queueRank: queueRank(agent, step),
    lackOfSkill: lackOfSkill(agent, step),
    share: loadShare(agent, channel, rules)
  }
}

/** Negative when `a` comes before `b`. */
export function compareStandings(a: Standing, b: Standing): number {
  return (
    a.queueRank - b.queueRank ||
    a.lackOfSkill - b.lackOfSkill ||
    a.share - b.share ||
    a.agent.idleSince - b.agent.idleSince ||
    (a.agent.id < b.agent.id ? -1 : a.agent.id > b.agent.id ? 1 : 0)
  )
}

/** What put `first` before `next`: the word for the one chosen and for the one passed over. */
export function whatDecided(first: Standing, next: Standing): { why: ReasonCode; whyNot: ReasonCode } {
  if (first.queueRank !== next.queueRank) return { why: 'nearer-queue', whyNot: 'other-nearer-queue' }
  if (first.lackOfSkill !== next.lackOfSkill) return { why: 'better-skilled', whyNot: 'other-better-skilled' }
  if (first.share !== next.share) return { why: 'less-loaded', whyNot: 'other-less-loaded' }
  if (first.agent.idleSince !== next.agent.idleSince) return { why: 'idle-longest', whyNot: 'other-idle-longer' }
  return { why: 'by-lot', whyNot: 'other-by-lot' }
}
