import type { Call } from '#platform/action'
import { record } from '#platform/events'
import { addMessage } from '../add-message.ts'
import { lockConversation } from '../load-conversation.ts'
import { mailData } from './queue-mail.ts'
import type { DeliveryReport } from './read-mail.ts'

/** A server far away could not deliver a mail of ours: it counts as failed, and whoever serves the customer is told. */
export async function markBounced(call: Call, regionId: number, report: DeliveryReport): Promise<void> {
  if (!report.failed || !report.messageId) return
  const reason = `bounced ${report.status ?? ''}`.trim()
  const row = await call.tx
    .updateTable('contacts.mail_out')
    .set({ state: 'failed', reason })
    .where('region_id', '=', regionId)
    .where('message_id', '=', report.messageId)
    .where('state', 'in', ['sent', 'queued'])
    .returningAll()
    .executeTakeFirst()
  if (!row) return
  await record(call, { name: 'mail.failed', regionId, subjectKind: 'mail', subjectId: row.id, data: mailData(row) })
  if (!row.conversation_id) return
  const conversation = await lockConversation(call, { regionId, id: row.conversation_id })
  await addMessage(call, conversation, {
    direction: 'note',
    authorKind: 'system',
    body: undelivered(reason),
    clientKey: `bounce-${row.id}`
  })
}

/** What staff read in the thread. */
export const undelivered = (reason: string): string =>
  `邮件未能送达客户（${reason}）。/ The mail to the customer could not be delivered (${reason}).`
