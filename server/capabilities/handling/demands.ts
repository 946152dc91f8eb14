import type { readBehaviours, recordDemand as contract } from '@shouwen/contract/handling-cards'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { Selectable } from 'kysely'
import { type Call, staffId } from '#platform/action'
import { prove } from '#platform/evidence'
import { refuse } from '#platform/refusal'
import type { HandlingDemand } from '#platform/schema.gen'
import { staffHolding } from '#capabilities/people'
import { assignTask, type Ticket } from '#capabilities/tickets'
import { caseHappened, caseToWorkOn } from './case-ticket.ts'
import { entry, handlingBook } from './words.ts'

type Row = Selectable<HandlingDemand>

/**
 * The complaint demands something of its own kind: the handler has the approved script, and what others decide becomes a task of theirs.
 * Nobody promises it or writes a statement alone. Saying it twice is saying it once. Refuses with `demand-unknown`. @norm TK-53
 */
export async function recordDemand(call: Call, { ticketId, kind }: InputOf<typeof contract>): Promise<OutputOf<typeof contract>> {
  const ticket = await caseToWorkOn(call, ticketId)
  const demand = entry(handlingBook().behaviours.demands, kind)
  if (!demand) throw refuse('demand-unknown')
  const known = (await demandsOf(call.tx, ticket)).find((one) => one.kind === kind)
  if (known) return { kind, script: demand.script, taskId: known.task_id }
  const [decider] = demand.to ? await staffHolding(call.tx, ticket.region_id, demand.to) : []
  const task = decider ? await assignTask(call, { ticketId: ticket.id, title: `${demand.zh}：${ticket.number}`, detail: demand.script.zh, unitId: decider.unitId }) : null
  await call.tx
    .insertInto('handling.demand')
    .values({ region_id: ticket.region_id, ticket_id: ticket.id, kind, task_id: task?.id ?? null, made_by: staffId(call.actor), made_at: call.now })
    .execute()
  await caseHappened(call, ticket, 'handling.demanded', { kind, taskId: task?.id ?? null })
  await prove(call, { kind: 'complaint.demanded', regionId: ticket.region_id, subjectKind: 'ticket', subjectId: ticket.id, payload: { kind, taskId: task?.id ?? null } })
  return { kind, script: demand.script, taskId: task?.id ?? null }
}

export async function demandsOf(tx: Call['tx'], { region_id, id }: Pick<Ticket, 'region_id' | 'id'>): Promise<Row[]> {
  return tx.selectFrom('handling.demand').selectAll().where('region_id', '=', region_id).where('ticket_id', '=', id).execute()
}

/** Every kind of demand, and whether this complaint has it. */
export function demandViews(rows: readonly Row[]): OutputOf<typeof readBehaviours>['demands'] {
  return Object.entries(handlingBook().behaviours.demands).map(([code, { zh, en, script }]) => {
    const row = rows.find(({ kind }) => kind === code)
    return { code, zh, en, script, recordedAt: row?.made_at.toISOString() ?? null, routed: row?.task_id != null }
  })
}
