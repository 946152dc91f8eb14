import type { Call } from '#platform/action'
import { customerFacts } from '#capabilities/customers'
import { applyToClocks, type ClockSubject } from '#capabilities/norms'
import type { Conversation } from './load-conversation.ts'
import { recordContact } from './record-contact.ts'

/** A conversation as the norms see it: its own promises run beside those of its ticket. */
function subjectOf({ id, region_id, unit_id, assigned_staff_id, customer_id }: Conversation): ClockSubject {
  return {
    kind: 'contact',
    id,
    regionId: region_id,
    unitId: unit_id,
    ownerId: assigned_staff_id,
    customerId: customer_id
  }
}

/** Records an event of a conversation and lets its promises hear of it. @norm SP-02 */
export async function tellContactClocks(
  call: Call,
  name: 'contact.opened' | 'contact.answered' | 'contact.left',
  conversation: Conversation,
  at: Date = call.now
): Promise<void> {
  const { region_id, customer_id, line_id, channel } = conversation
  const party =
    name === 'contact.opened' && customer_id ? await customerFacts(call.tx, region_id, customer_id, line_id) : {}
  const facts = { ...party, channel, ...(channel === 'chat' ? { live: true } : {}) }
  await applyToClocks(call, { event: name, at, subject: subjectOf(conversation), facts })
  await recordContact(call, name, conversation, {}, at)
}
