import type { RoutingReason, whyNotMe as whyNotOperation, whyOffered as whyOperation } from '@shouwen/contract/floor-decisions'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { type Reason, type ReasonCode, reasonText, reasonWords } from '@shouwen/kernels/routing/index'
import { allows } from '#platform/access'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { staffInRegion, staffNames } from '#capabilities/people'
import { rulebook } from '#server/rulebook'
import { actingStaff } from './accept-offer.ts'
import type { FloorContactRow } from './contact.ts'
import { agentThen, contactThen } from './floor-then.ts'
import { floorNow } from './floor-now.ts'
import { permitQueue } from './floor-state.ts'
import { ruleOf, stepInForce } from './routing-rule.ts'
import { secondsBetween } from './floor-rules.ts'
import { createRouter } from '@shouwen/kernels/routing/index'
import { routingRules } from './dispatcher/routing-agent.ts'
import { fits, hasRoom, standingPosition } from './fitting.ts'

const MOST = 100

/** Every offer, taking and assignment of a contact with its reasons, and what holds it now. */
export async function whyOffered(call: Call, { regionId, contactId }: InputOf<typeof whyOperation>): Promise<OutputOf<typeof whyOperation>> {
  const decisions = await decisionsOf(call, regionId, contactId)
  const contact = await liveContact(call, regionId, contactId)
  const queueCode = contact?.queue_code ?? decisions.at(-1)?.queue_code
  if (!queueCode) throw refuse('not-found')
  await permitQueue(call, regionId, queueCode)
  const names = await staffNames(call.tx, decisions.flatMap((row) => [row.staff_id, ...passedOver(row).map((one) => one.staffId)]))
  const person = (id: string) => ({ id, name: names.get(id)?.name ?? '', jobNumber: names.get(id)?.jobNumber ?? '' })
  const rules = new Map(rulebook().routing.map((rule) => [rule.id, { zh: rule.zh, en: rule.en }]))
  return {
    decisions: decisions.map((row) => ({
      at: row.at.toISOString(),
      way: row.way,
      person: person(row.staff_id),
      queueCode: row.queue_code,
      viaQueue: row.via_queue,
      ruleId: row.rule_id,
      rule: rules.get(row.rule_id) ?? null,
      step: row.step,
      score: row.score,
      waitedSeconds: row.waited_seconds,
      eligible: row.eligible,
      why: reasonOf({ code: row.why as ReasonCode }),
      passedOver: passedOver(row).map(({ staffId, code }) => ({ person: person(staffId), reason: reasonOf({ code }) })),
      outcome: row.outcome as OutputOf<typeof whyOperation>['decisions'][number]['outcome'],
      outcomeAt: row.outcome_at?.toISOString() ?? null
    })),
    waiting: contact?.state === 'waiting' ? await holdsNow(call, contact) : null
  }
}

async function holdsNow(call: Call, row: FloorContactRow) {
  const { router } = await floorNow(call, row.region_id)
  const contact = router.contact(row.id)
  const step = stepInForce(ruleOf(row), secondsBetween(row.placed_at, call.now))
  const fitting = contact ? [...router.agents()].filter((agent) => fits(agent, contact, step)) : []
  return {
    queueCode: row.queue_code,
    ruleId: row.rule_id,
    step,
    position: contact ? standingPosition(router, contact) : 0,
    enteredAt: row.entered_at.toISOString(),
    fitting: fitting.length,
    ready: contact ? fitting.filter((agent) => hasRoom(agent, contact)).length : 0
  }
}

/** Why a contact did not come to a person: as it stands now, or as it was at its last decision, rebuilt from what is recorded. */
export async function whyNotMe(call: Call, input: InputOf<typeof whyNotOperation>): Promise<OutputOf<typeof whyNotOperation>> {
  const { regionId, contactId } = input
  const staffId = input.staffId ?? actingStaff(call)
  const member = await staffInRegion(call.tx, regionId, staffId)
  if (!member || (staffId !== actingStaff(call) && !allows(call.actor, 'floor.read', { regionId, unitId: member.unitId }))) throw refuse('not-found')
  const person = { id: staffId, name: member.name, jobNumber: member.jobNumber }
  const live = await liveContact(call, regionId, contactId)
  if (live?.state === 'waiting') {
    const { router } = await floorNow(call, regionId)
    const { chosen, reasons } = router.explain(contactId, staffId, call.now.getTime())
    return { person, seen: 'now', at: call.now.toISOString(), isChosen: chosen, chosen: null, reasons: reasons.map(reasonOf) }
  }
  const decision = (await decisionsOf(call, regionId, contactId)).at(-1)
  if (!decision) throw refuse('not-found')
  const names = await staffNames(call.tx, [decision.staff_id])
  const chosen = { id: decision.staff_id, name: names.get(decision.staff_id)?.name ?? '', jobNumber: names.get(decision.staff_id)?.jobNumber ?? '' }
  const then = { person, seen: 'then' as const, at: decision.at.toISOString(), isChosen: decision.staff_id === staffId, chosen }
  if (then.isChosen) return { ...then, reasons: [reasonOf({ code: decision.why as ReasonCode })] }
  const listed = passedOver(decision).find((one) => one.staffId === staffId)
  if (listed) return { ...then, reasons: [reasonOf({ code: listed.code })] }
  return { ...then, reasons: (await reasonsThen(call, decision, staffId)).map(reasonOf) }
}

/** What stood against the person at the decision; when nothing did, what put the chosen one before them. */
async function reasonsThen(call: Call, decision: Decision, staffId: string): Promise<Reason[]> {
  const contact = await contactThen(call, decision)
  const agent = await agentThen(call, decision, staffId)
  if (!contact) return [{ code: 'contact-not-waiting' }]
  const router = createRouter(routingRules())
  router.contactWaits(contact)
  if (agent) router.agentChanged(agent)
  const { chosen, reasons } = router.explain(contact.id, staffId, decision.at.getTime())
  return chosen ? [{ code: behind[decision.why] ?? 'other-by-lot' }] : reasons
}

const behind: Partial<Record<string, ReasonCode>> = {
  preferred: 'other-preferred',
  'nearer-queue': 'other-nearer-queue',
  'better-skilled': 'other-better-skilled',
  'less-loaded': 'other-less-loaded',
  'idle-longest': 'other-idle-longer'
}

export type Decision = Awaited<ReturnType<typeof decisionsOf>>[number]

async function decisionsOf(call: Call, regionId: number, contactId: string) {
  return call.tx.selectFrom('floor.decision').selectAll().where('region_id', '=', regionId).where('contact_id', '=', contactId).orderBy('at').orderBy('id').limit(MOST).execute()
}

async function liveContact(call: Call, regionId: number, id: string): Promise<FloorContactRow | undefined> {
  const rows = await call.tx.selectFrom('floor.contact').selectAll().where('region_id', '=', regionId).where('id', '=', id).execute()
  return rows.find((row) => row.state !== 'left') ?? rows[0]
}

const passedOver = (row: { passed_over: unknown }) => row.passed_over as { staffId: string; code: ReasonCode }[]

/** Taken and assigned are no reasons of the kernel. */
const ways: Record<string, RoutingReason> = {
  taken: { code: 'taken', zh: '从队列中自行领取', en: 'Took it from the queue' },
  assigned: { code: 'assigned', zh: '由主管或转接指定', en: 'Assigned by a supervisor or a transfer' }
}

function reasonOf(reason: Reason): RoutingReason {
  const way = ways[reason.code]
  if (way) return way
  if (!Object.hasOwn(reasonWords, reason.code)) return { code: reason.code, zh: reason.code, en: reason.code }
  return { code: reason.code, zh: reasonText(reason, 'zh'), en: reasonText(reason, 'en') }
}
