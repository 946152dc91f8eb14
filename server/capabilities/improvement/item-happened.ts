import type { improvementRegisterEvents } from '@shouwen/contract/improvement-register'
import type { Updateable } from 'kysely'
import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { record } from '#platform/events'
import type { ImprovementItem } from '#platform/schema.gen'
import { applyToClocks } from '#capabilities/norms'
import type { Item } from './item.ts'

export type ItemEvent = keyof typeof improvementRegisterEvents

/** The only way an item changes: its promises hear of it, the row follows, event and audit are written; whoever suggested it is named in the event. */
export async function itemHappened(call: Call, item: Item, name: ItemEvent, change: Updateable<ImprovementItem>): Promise<Item> {
  const after = { ...item, ...change } as Item
  const { nextDueAt, atRiskAt } = await applyToClocks(call, {
    event: name,
    at: call.now,
    subject: { kind: 'improvement', id: item.id, regionId: item.region_id, unitId: after.unit_id, ownerId: after.owner_id ?? after.registered_by, assigneeId: after.owner_id },
    facts: { kind: 'complaint', channel: 'api', ...(item.category ? { category: item.category } : {}) }
  })
  const row = await call.tx
    .updateTable('improvement.item')
    .set({ ...change, next_due_at: nextDueAt, at_risk_at: atRiskAt, version: item.version + 1 })
    .where('region_id', '=', item.region_id)
    .where('id', '=', item.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await record(call, { name, regionId: item.region_id, subjectKind: 'improvement', subjectId: item.id, data: { state: row.state, unitId: row.unit_id, ownerId: row.owner_id, ticketId: row.ticket_id, saidBy: row.said_by } })
  await audited(call, { verb: name, regionId: item.region_id, subjectKind: 'improvement', subjectId: item.id })
  return row
}
