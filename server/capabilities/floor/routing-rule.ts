import type { Contact, Step } from '@shouwen/kernels/routing/index'
import type { RoutingRule } from '#server/rulebook-types'
import { rulebook } from '#server/rulebook'
import type { FloorContactRow } from './contact.ts'
import { channelRule } from './floor-rules.ts'

/** What a rule may ask about a contact. */
export type RoutingFacts = { grade?: string; vip?: boolean; elderly?: boolean }
type Asked = { channel: string; queueCode: string; language: string | null; facts: RoutingFacts }

/** The rule that decides about a contact: the first that fits; the last fits everything. */
export function ruleFor(asked: Asked, rules: readonly RoutingRule[] = rulebook().routing): RoutingRule {
  return rules.find((rule) => fitsRule(rule, asked)) ?? (rules.at(-1) as RoutingRule)
}

/** The rule by its id, as long as the rulebook still has it. */
export function ruleOf(row: Pick<FloorContactRow, 'rule_id'>, rules: readonly RoutingRule[] = rulebook().routing): RoutingRule {
  return rules.find((rule) => rule.id === row.rule_id) ?? (rules.at(-1) as RoutingRule)
}

function fitsRule({ when }: RoutingRule, { channel, queueCode, language, facts }: Asked): boolean {
  if (!when) return true
  return (
    (when.channels?.includes(channel) ?? true) &&
    (when.queues?.some((pattern) => (pattern.endsWith('*') ? queueCode.startsWith(pattern.slice(0, -1)) : pattern === queueCode)) ?? true) &&
    (when.grades?.includes(facts.grade ?? '') ?? true) &&
    (when.languages?.includes(language ?? '') ?? true) &&
    (when.vip === undefined || when.vip === (facts.vip ?? false)) &&
    (when.elderly === undefined || when.elderly === (facts.elderly ?? false))
  )
}

/** The queues of a region as the rules see them: code → skill it asks for. */
export type QueueSkills = ReadonlyMap<string, string | null>

/** The requirements of a contact as the kernel wants them; overflow is one step more, with the people of other queues behind the own. */
export function stepsOf(rule: RoutingRule, queueCode: string, queues: QueueSkills): Step[] {
  const own = queues.get(queueCode) ?? null
  const steps = rule.steps.map(({ after, skills, queues: named, any_language, prefer }): Step => ({
    afterSeconds: after,
    skills: Object.fromEntries(
      Object.entries(skills).flatMap(([skill, level]) => (skill !== 'queue-skill' ? [[skill, level]] : own === null ? [] : [[own, level]]))
    ),
    queues: named ? named.flatMap((pattern) => queuesNamed(pattern, queueCode, queues)) : [queueCode],
    ...(any_language ? { anyLanguage: true } : {}),
    ...(prefer ? { prefer } : {})
  }))
  if (!rule.overflow) return steps
  const { after, to } = rule.overflow
  const before = steps.filter((step) => step.afterSeconds < after)
  const last = before.at(-1) as Step
  const others = to.flatMap((pattern) => queuesNamed(pattern, queueCode, queues))
  const widened = [{ ...last, afterSeconds: after }, ...steps.filter((step) => step.afterSeconds > after)]
  return [...before, ...widened.map((step) => ({ ...step, queues: [...new Set([...step.queues, ...others])] }))]
}

/** `own`, a whole code, or `-vip`: the queues of the region whose code ends so. */
export function queuesNamed(pattern: string, own: string, queues: QueueSkills): string[] {
  if (pattern === 'own') return [own]
  return pattern.startsWith('-') ? [...queues.keys()].filter((code) => code.endsWith(pattern)) : [pattern]
}

/** A waiting contact as the kernel wants it, under the rules of now or a draft. */
export function routingContact(row: FloorContactRow, queues: QueueSkills, rules?: readonly RoutingRule[]): Contact {
  const under = rules ? underRules(row, rules) : row
  const rule = ruleOf(under, rules)
  return {
    id: row.id,
    channel: row.channel,
    queue: row.queue_code,
    needs: stepsOf(rule, row.queue_code, queues),
    priority: under.head_start_seconds / 60,
    queuedAt: row.placed_at.getTime(),
    preferredAgentId: row.known_staff_id,
    ...(rule.preferred_seconds === undefined ? {} : { preferredSeconds: rule.preferred_seconds }),
    avoid: row.avoid_staff_ids,
    language: languageAsked(row.language),
    weight: channelRule(row.channel).units
  }
}

/** The rule and head start a contact has under these rules; what its caller added to the head start stays, and its place too. */
export function underRules(row: FloorContactRow, rules: readonly RoutingRule[]): Pick<FloorContactRow, 'rule_id' | 'head_start_seconds'> {
  const rule = ruleFor({ channel: row.channel, queueCode: row.queue_code, language: row.language, facts: row.facts as RoutingFacts }, rules)
  if (rule.id === row.rule_id && rules === rulebook().routing && row.head_start_seconds >= (rule.head_start_minutes ?? 0) * 60) return row
  const former = rulebook().routing.find((one) => one.id === row.rule_id)
  const added = Math.max(0, row.head_start_seconds - (former?.head_start_minutes ?? 0) * 60)
  return { rule_id: rule.id, head_start_seconds: added + (rule.head_start_minutes ?? 0) * 60 }
}

/** The language the contact needs somebody for; null when everybody here speaks it. */
const languageAsked = (language: string | null): string | null => (language !== null && Object.hasOwn(rulebook().routingLanguages, language) ? language : null)

/** Index of the requirement in force after so long a wait, overflow being one more. */
export function stepInForce(rule: RoutingRule, waitedSeconds: number): number {
  return stepsOf(rule, '', new Map()).filter((step) => step.afterSeconds <= waitedSeconds).length - 1
}
