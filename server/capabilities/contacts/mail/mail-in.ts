import type { Selectable } from 'kysely'
import { bringInHistory, findTicket } from '#capabilities/tickets'
import { staffId, type Call, type Upload } from '#platform/action'
import type { ContactsMailIn } from '#platform/schema.gen'
import { addMessage } from '../add-message.ts'
import { isFinished } from '../contact-ticket.ts'
import type { Conversation } from '../load-conversation.ts'
import { change } from '../record-contact.ts'
import { keepMailFiles, keepRawRow, type PreparedMail } from './prepare-mail.ts'
import type { Arrival } from './take-in-mail.ts'

export type MailIn = Selectable<ContactsMailIn>
type Placed = { conversation: Conversation | null; ticketId: string | null }
type Decided = {
  decision: MailIn['decision']
  reason: string
  automatic?: string | undefined
  key?: string | undefined
}

/** A mail that is written down, and what can still become of it in this transaction. */
export type Kept = MailIn & {
  placeIn(call: Call, placed: Placed): Promise<MailIn>
  answerOfThePast(
    call: Call,
    conversation: Conversation,
    body: string,
    at: Date,
    files: readonly Upload[]
  ): Promise<Placed>
}

/** Writes down what was decided about a mail. Null: it was written down before, by this mailbox or another one of the region. */
export async function keepMail(
  call: Call,
  arrival: Arrival,
  { raw, size, mail, refused }: PreparedMail,
  decided: Decided
): Promise<Kept | null> {
  const { regionId, mailbox, released } = arrival
  const verdict = {
    decision: decided.decision,
    reason: decided.reason,
    automatic: decided.automatic ?? null,
    decided_by: staffId(call.actor),
    decided_at: call.now,
    refused_files: JSON.stringify(refused)
  }
  if (released) {
    const row = await call.tx
      .updateTable('contacts.mail_in')
      .set(verdict)
      .where('region_id', '=', regionId)
      .where('id', '=', released.id)
      .returningAll()
      .executeTakeFirstOrThrow()
    return withPlace(row)
  }
  const id = call.app.newId()
  const row = await call.tx
    .insertInto('contacts.mail_in')
    .values({
      region_id: regionId,
      id,
      mailbox_id: mailbox?.id ?? null,
      unit_id: mailbox?.unit_id ?? null,
      dedupe_key: decided.key ?? mail?.key ?? `blob:${raw?.id ?? id}`,
      message_id: mail?.messageId ?? null,
      from_address: mail?.from ?? '',
      from_name: mail?.fromName ?? null,
      recipients: mail?.recipients ?? [],
      subject: mail?.subject ?? '',
      sent_at: mail?.sentAt ?? null,
      received_at: arrival.receivedAt,
      size,
      imported: arrival.imported !== undefined,
      ...verdict
    })
    .onConflict((conflict) => conflict.columns(['region_id', 'dedupe_key']).doNothing())
    .returningAll()
    .executeTakeFirst()
  if (!row) return null
  const rawFileId = await keepRawRow(call, regionId, id, raw)
  return withPlace(rawFileId ? await update(call, row, { raw_file_id: rawFileId }) : row)
}

function withPlace(row: MailIn): Kept {
  return {
    ...row,
    placeIn: (call, { conversation, ticketId }) =>
      update(call, row, { conversation_id: conversation?.id ?? null, ticket_id: ticketId }),
    async answerOfThePast(call, conversation, body, at, files) {
      const fileIds = await keepMailFiles(call, conversation, files)
      const added = await addMessage(call, conversation, {
        direction: 'out',
        authorKind: 'staff',
        body,
        fileIds,
        at,
        externalId: `email:${row.dedupe_key}`.slice(0, 400)
      })
      const told = await change(call, added.conversation, {
        first_reply_at: conversation.first_reply_at ?? at,
        mailed_seq: added.message.seq
      })
      const ticket = conversation.ticket_id
        ? await findTicket(call.tx, conversation.region_id, conversation.ticket_id)
        : null
      if (ticket && !isFinished(ticket))
        await bringInHistory(
          call,
          { regionId: ticket.region_id, id: ticket.id },
          { answers: [{ body, at, channel: 'email' }] }
        )
      return { conversation: told, ticketId: conversation.ticket_id }
    }
  }
}

async function update(
  call: Call,
  { region_id, id }: MailIn,
  to: Partial<Pick<MailIn, 'raw_file_id' | 'conversation_id' | 'ticket_id'>>
): Promise<MailIn> {
  return call.tx
    .updateTable('contacts.mail_in')
    .set(to)
    .where('region_id', '=', region_id)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}
