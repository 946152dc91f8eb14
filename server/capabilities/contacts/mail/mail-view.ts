import type { MailView } from '@shouwen/contract/mail'
import { maskerFor } from '#capabilities/customers'
import type { Call } from '#platform/action'
import type { MailIn } from './mail-in.ts'
import type { MailOut } from './queue-mail.ts'

/** A received mail as staff see it, the sender as their role allows. @norm GV-03 */
export function inView(call: Call, row: MailIn): MailView {
  return {
    id: row.id,
    regionId: row.region_id,
    direction: 'in',
    subject: row.subject,
    address: row.from_address ? maskerFor(call.actor).show(row.from_address, 'email') : null,
    at: row.received_at.toISOString(),
    state: row.decision,
    reason: row.reason,
    automatic: row.automatic,
    attempts: null,
    sentAt: row.sent_at?.toISOString() ?? null,
    hasOriginal: row.raw_file_id !== null,
    refusedFiles: row.refused_files as { name: string; reason: string }[],
    conversationId: row.conversation_id,
    ticketId: row.ticket_id
  }
}

/** A mail of ours as staff see it. */
export function outView(call: Call, row: MailOut): MailView {
  return {
    id: row.id,
    regionId: row.region_id,
    direction: 'out',
    subject: row.subject,
    address: maskerFor(call.actor).show(row.to_address, 'email'),
    at: row.created_at.toISOString(),
    state: row.state,
    reason: row.reason,
    automatic: row.automatic,
    attempts: row.attempts,
    sentAt: row.sent_at?.toISOString() ?? null,
    hasOriginal: false,
    refusedFiles: [],
    conversationId: row.conversation_id,
    ticketId: row.ticket_id
  }
}
