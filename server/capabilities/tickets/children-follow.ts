import type { Call } from '#platform/action'
import { enqueue } from '#platform/jobs'
import type { Ticket } from './load-ticket.ts'

export type ChildrenOrder = { regionId: number; parentId: string; step: 'resolve' | 'close'; afterId?: string }

/** Has the children of a parent follow its step in the background, from the transaction that took the step. */
export async function letChildrenFollow(call: Call, parent: Ticket, step: ChildrenOrder['step']): Promise<void> {
  if (parent.child_count === 0) return
  const order: ChildrenOrder = { regionId: parent.region_id, parentId: parent.id, step }
  await enqueue(call, {
    kind: 'tickets.children',
    key: `${step}-${parent.id}`,
    regionId: parent.region_id,
    payload: order
  })
}
