import type { FloorEventName } from '@shouwen/contract/floor'
import type { Call } from '#platform/action'
import { recordAll } from '#platform/events'
import type { FloorContactRow } from './contact.ts'
import { wakeFloor } from './wake.ts'

/** Ids others need to find their way from an event; never words or contacts. */
function contactData({ kind, id, customer_id, staff_id, channel, queue_code, state }: FloorContactRow): Record<string, unknown> {
  return { ...(kind === 'call' ? { callId: id } : { conversationId: id }), customerId: customer_id, staffId: staff_id, channel, queueCode: queue_code, state }
}

/** Records what happened to contacts of a region, in one statement, and wakes whoever gives them out. @param more by contact id */
export async function recordFloor(call: Call, name: FloorEventName, contacts: readonly FloorContactRow[], more: ReadonlyMap<string, Record<string, unknown>> = new Map(), data: Record<string, unknown> = {}): Promise<void> {
  const [first] = contacts
  if (!first) return
  await recordAll(
    call,
    contacts.map((contact) => ({ name, regionId: contact.region_id, subjectKind: 'contact', subjectId: contact.id, data: { ...contactData(contact), ...data, ...more.get(contact.id) } }))
  )
  wakeFloor(call, first.region_id)
}
