import type { listRoutingRules as listOperation, previewRoutingRules as previewOperation } from '@shouwen/contract/floor-decisions'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { Agent, Contact } from '@shouwen/kernels/routing/index'
import { permit } from '#platform/access'
import type { Call } from '#platform/action'
import type { RoutingRule } from '#server/rulebook-types'
import { readRoutingRules, routingRulesText, rulebook } from '#server/rulebook'
import type { FloorContactRow } from './contact.ts'
import type { Roster } from './dispatcher/roster.ts'
import { fits, standingPosition } from './fitting.ts'
import { floorNow } from './floor-now.ts'
import { stepsOf, underRules } from './routing-rule.ts'

const SHOWN = 200
type Preview = OutputOf<typeof previewOperation>

/** The rules in the order in which they are asked. */
export async function listRoutingRules(_call: Call, _input: InputOf<typeof listOperation>): Promise<OutputOf<typeof listOperation>> {
  return { rules: rulebook().routing.map((rule) => ({ id: rule.id, zh: rule.zh, en: rule.en, rule: JSON.stringify(rule) })), text: routingRulesText() }
}

/**
 * What changed rules would mean for those who wait now: who falls under another rule, who stands elsewhere, whom nobody could take any more.
 * Nothing is changed. Places are kept whatever the rules say; only head starts move somebody.
 */
export async function previewRoutingRules(call: Call, { regionId, draft }: InputOf<typeof previewOperation>): Promise<Preview> {
  permit(call, 'floor.supervise', { regionId, unitId: call.actor.kind === 'staff' ? call.actor.unitId : null })
  const read = readRoutingRules(rulebook(), draft)
  if ('problems' in read) return { problems: read.problems.slice(0, 50), waiting: 0, changed: [], changedCount: 0, unmatched: 0, rulesForNobody: [] }
  const before = await floorNow(call, regionId)
  const rows = before.waiting.map((row) => ({ ...row, ...underRules(row, read.rules) }))
  const { router: after } = await floorNow(call, regionId, read.rules)
  const agents = [...before.router.agents()]
  const changed = rows.flatMap((row) => {
    const old = before.router.contact(row.id)
    const now = after.contact(row.id)
    if (!old || !now) return []
    const was = before.waiting.find((one) => one.id === row.id) as FloorContactRow
    const line = {
      contactId: row.id,
      kind: row.kind,
      queueCode: row.queue_code,
      ruleBefore: was.rule_id,
      ruleAfter: row.rule_id,
      positionBefore: standingPosition(before.router, old),
      positionAfter: standingPosition(after, now),
      fittingBefore: fittingNow(agents, old, call.now),
      fittingAfter: fittingNow(agents, now, call.now)
    }
    const same = line.ruleBefore === line.ruleAfter && line.positionBefore === line.positionAfter && line.fittingBefore === line.fittingAfter
    return same ? [] : [line]
  })
  return {
    problems: [],
    waiting: rows.length,
    changed: changed.sort((a, b) => a.queueCode.localeCompare(b.queueCode) || a.positionAfter - b.positionAfter).slice(0, SHOWN),
    changedCount: changed.length,
    unmatched: rows.filter((row) => fitsNobody(everybody(before.roster, agents), after.contact(row.id))).length,
    rulesForNobody: rulesForNobody(before.roster, read.rules)
  }
}

function fittingNow(agents: readonly Agent[], contact: Contact, now: Date): number {
  const waited = (now.getTime() - contact.queuedAt) / 1000
  const step = contact.needs.filter((one) => one.afterSeconds <= waited).length - 1
  return agents.filter((agent) => fits(agent, contact, step)).length
}

/** People of the roster, at work or not, as the kernel sees them. */
function everybody(roster: Roster, present: readonly Agent[]): Agent[] {
  const capacity = present[0]?.capacity ?? Object.fromEntries(Object.entries(rulebook().channels.channels).map(([channel, { most }]) => [channel, most]))
  return [...roster.members].map(([id, member]) => ({ id, ...member, capacity, load: {}, ready: true, idleSince: 0 }))
}

const fitsNobody = (agents: readonly Agent[], contact: Contact | undefined): boolean => contact !== undefined && !contact.needs.some((_, step) => agents.some((agent) => fits(agent, contact, step)))

/** Rules of which nobody satisfies any step, with the queues for which that is so. */
function rulesForNobody(roster: Roster, rules: readonly RoutingRule[]): Preview['rulesForNobody'] {
  const agents = everybody(roster, [])
  return rules.flatMap((rule) => {
    const queueCodes = [...roster.queues.keys()].filter((code) => {
      const named = rule.when?.queues?.some((pattern) => (pattern.endsWith('*') ? code.startsWith(pattern.slice(0, -1)) : pattern === code)) ?? true
      const channel = rule.when?.channels?.[0] ?? 'chat'
      const asked: Contact = { id: '', channel, queue: code, needs: stepsOf(rule, code, roster.queues), priority: 0, queuedAt: 0, weight: 1 }
      return named && fitsNobody(agents, asked)
    })
    return queueCodes.length > 0 ? [{ ruleId: rule.id, queueCodes }] : []
  })
}
