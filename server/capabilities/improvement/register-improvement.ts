import type { registerImprovement as operation } from '@shouwen/contract/improvement-register'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { foldText } from './fold-text.ts'
import { permit } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { refuse } from '#platform/refusal'
import { staffInRegion, unitOfStaff } from '#capabilities/people'
import { getTicket, permitTicket } from '#capabilities/tickets'
import { checkWord, registerRules } from './rules.ts'
import { regionToday } from './region-day.ts'
import { itemHappened } from './item-happened.ts'
import { type Item, itemView } from './item.ts'

/** What other capabilities hand over: an analysed escalation, a refused compensation, a ruling. `originId` is theirs, so that the same thing is registered once. */
export type Improvement = {
  regionId: number
  title: string
  detail: string
  /** A code of improvement-register.yaml. */
  origin: string
  originId?: string
  ticketId?: string
  ticketNumber?: string
  category?: string | null
  unitId?: string | null
  /** Who suggested it; whoever acts when not said. */
  saidBy?: string | null
  cause?: string
  ownerId?: string
  measure?: string
  /** `YYYY-MM-DD` in the region's time. */
  dueOn?: string
}

/**
 * Puts something to be improved into the register, in the caller's transaction, without asking who may: whoever acts was permitted on what
 * it came out of. The same origin, or the same suggestion for the same category while it is open, is not registered twice: it counts up.
 * With cause, owner, measure and due date it begins as planned. Refuses with `improvement-word-unknown`, `improvement-plan-incomplete`,
 * `improvement-due-past` and `assignee-unknown`.
 * @norm IM-08 QI-13 TK-17
 */
export async function registerImprovement(call: Call, given: Improvement): Promise<Item> {
  checkWord('origins', given.origin)
  if (given.cause) checkWord('causes', given.cause)
  const plan = await wholePlan(call, given)
  const saidBy = given.saidBy === undefined ? staffId(call.actor) : given.saidBy
  const known = await knownAlready(call, given)
  if (known) return saidAgain(call, known, saidBy, given.originId)
  const row = await call.tx
    .insertInto('improvement.item')
    .values({
      region_id: given.regionId,
      id: call.app.newId(),
      title: given.title.slice(0, 200),
      detail: given.detail,
      origin: given.origin,
      origin_id: given.originId ?? null,
      ticket_id: given.ticketId ?? null,
      ticket_number: given.ticketNumber ?? null,
      category: given.category ?? null,
      unit_id: given.unitId ?? (saidBy && (await unitOfStaff(call.tx, saidBy))) ?? null,
      cause: given.cause ?? null,
      state: 'proposed',
      said_by: saidBy ? [saidBy] : [],
      fingerprint: fingerprintOf(given),
      earlier_id: await earlierOf(call, given),
      registered_by: saidBy,
      registered_at: call.now
    })
    .onConflict((conflict) => conflict.columns(['region_id', 'fingerprint']).where('fingerprint', 'is not', null).where('state', 'in', ['proposed', 'acting', 'done']).doNothing())
    .returningAll()
    .executeTakeFirst()
  if (!row) return saidAgain(call, (await knownAlready(call, given)) as Item, saidBy, given.originId)
  const registered = await itemHappened(call, row, 'improvement.registered', {})
  return plan ? itemHappened(call, registered, 'improvement.planned', plan) : registered
}

/** Registers by hand. @norm IM-08 QI-13 */
export async function registerImprovementAction(call: Call, input: InputOf<typeof operation>): Promise<OutputOf<typeof operation>> {
  const ticket = input.ticketId ? permitTicket(call, 'ticket.read', await getTicket(call, input.ticketId)) : null
  const own = call.actor.kind === 'staff' ? call.actor.unitId : null
  permit(call, 'improvement.write', { regionId: input.regionId, unitId: own, staffIds: [staffId(call.actor)] })
  const item = await registerImprovement(call, {
    ...input,
    unitId: input.unitId ?? own,
    category: input.category ?? ticket?.category ?? null,
    ...(ticket ? { ticketId: ticket.id, ticketNumber: ticket.number } : {})
  })
  return itemView(call, item)
}

/** All of cause, measure, owner and due date, or none. */
async function wholePlan(call: Call, given: Improvement) {
  const { cause, measure, ownerId, dueOn } = given
  if (!measure && !ownerId && !dueOn) return null
  if (!cause || !measure || !ownerId || !dueOn) throw refuse('improvement-plan-incomplete')
  return planOf(call, given.regionId, { cause, measure, ownerId, dueOn, ...(given.unitId ? { unitId: given.unitId } : {}) })
}

/** Checks a plan and answers it as columns. */
export async function planOf(call: Call, regionId: number, plan: { cause: string; measure: string; ownerId: string; dueOn: string; unitId?: string }) {
  checkWord('causes', plan.cause)
  const owner = await staffInRegion(call.tx, regionId, plan.ownerId)
  if (!owner) throw refuse('assignee-unknown')
  if (plan.dueOn < (await regionToday(call, regionId))) throw refuse('improvement-due-past')
  return {
    cause: plan.cause,
    measure: plan.measure,
    owner_id: plan.ownerId,
    due_on: plan.dueOn,
    unit_id: plan.unitId ?? owner.unitId,
    state: 'acting' as const,
    planned_at: call.now,
    overdue_at: null,
    raised_to: null
  }
}

/** Suggestions are the same when the words are, whatever their spaces and signs. */
function fingerprintOf({ origin, category, detail }: Improvement): string | null {
  return origin === 'suggestion' ? `${category ?? ''}:${foldText(detail).slice(0, 200)}` : null
}

async function knownAlready(call: Call, given: Improvement): Promise<Item | null> {
  const fingerprint = fingerprintOf(given)
  const same = (query: 'origin' | 'words') =>
    call.tx
      .selectFrom('improvement.item')
      .selectAll()
      .where('region_id', '=', given.regionId)
      .$if(query === 'origin', (select) => select.where('origin', '=', given.origin).where('origin_id', '=', given.originId as string))
      .$if(query === 'words', (select) => select.where('fingerprint', '=', fingerprint).where('state', 'in', ['proposed', 'acting', 'done']))
      .limit(1)
      .forUpdate()
      .executeTakeFirst()
  return (given.originId ? await same('origin') : undefined) ?? (fingerprint ? await same('words') : undefined) ?? null
}

async function saidAgain(call: Call, item: Item, saidBy: string | null, originId: string | undefined): Promise<Item> {
  if (originId !== undefined && item.origin_id === originId) return item
  return itemHappened(call, item, 'improvement.said-again', { times_said: item.times_said + 1, said_by: saidBy && !item.said_by.includes(saidBy) ? [...item.said_by, saidBy].slice(-200) : item.said_by })
}

/** The newest item of the same cause and category that was found effective not long ago: what comes back is a repeated problem. */
async function earlierOf(call: Call, { regionId, category, cause }: Improvement): Promise<string | null> {
  if (!category || !cause) return null
  const since = new Date(call.now.getTime() - registerRules().comes_back_within_days * 86_400_000)
  const row = await call.tx
    .selectFrom('improvement.item')
    .select('id')
    .where('region_id', '=', regionId)
    .where('category', '=', category)
    .where('cause', '=', cause)
    .where('state', '=', 'effective')
    .where('settled_at', '>=', since)
    .orderBy('settled_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? null
}

