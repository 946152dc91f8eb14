import type { Call } from '#platform/action'
import { record } from '#platform/events'
import type { Conversation } from '#capabilities/contacts'
import { customerFacts } from '#capabilities/customers'
import { applyToClocks } from '#capabilities/norms'
import type { CallRow } from './load-call.ts'

/** The promise that a person answers runs from the choice of a person, which without a menu is the call itself, to the first answer. @norm KP-06 */
export async function tellCallClocks(call: Call, name: 'call.human-chosen' | 'call.callback-chosen' | 'call.human-answered', row: CallRow, conversation: Conversation): Promise<void> {
  const { region_id, conversation_id, customer_id, unit_id, staff_id } = row
  const party = name === 'call.human-chosen' && customer_id ? await customerFacts(call.tx, region_id, customer_id, conversation.line_id) : {}
  const subject = { kind: 'contact' as const, id: conversation_id, regionId: region_id, unitId: unit_id, ownerId: staff_id, customerId: customer_id }
  await applyToClocks(call, { event: name, at: call.now, subject, facts: { ...party, channel: 'phone' } })
  await record(call, { name, regionId: region_id, subjectKind: 'call', subjectId: row.id, data: { conversationId: conversation_id, customerId: customer_id, staffId: staff_id, unitId: unit_id } })
}
