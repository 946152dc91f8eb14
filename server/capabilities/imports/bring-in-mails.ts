import { sql } from 'kysely'
import { type MailIn, prepareMail, type PreparedMail, takeIn } from '#capabilities/contacts'
import { decidePast } from '#capabilities/norms'
import type { Call } from '#platform/action'
import { isTransient } from '#platform/database'
import type { Import } from './import-row.ts'
import type { Outcome } from './outcomes.ts'

export type MailFile = { row: number; name: string; blob: string }

/** The mails of an import, numbered from one in the order in which they are taken in. */
export async function* mailRows(files: readonly { name: string; blob: string }[]): AsyncGenerator<MailFile> {
  for (const [at, { name, blob }] of files.entries()) yield { row: at + 1, name, blob }
}

/**
 * Takes in mails as the mailbox would, at their own time: threads, conversations, tickets, promises. Nothing is answered, no rate stops them,
 * and what our own addresses wrote inside a thread are the answers of those days. Each mail stands alone: one that cannot be read is told.
 */
export async function bringInMails(
  call: Call,
  one: Import,
  rows: readonly MailFile[],
  own: readonly string[]
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const row of rows) {
    const prepared = await prepareMail(call.app, await bytesOf(call, row.blob))
    outcomes.push(await apart(call, row, () => bringIn(call, one, row, prepared, own)))
  }
  await decidePast(call, one.region_id, [...new Set(outcomes.flatMap(({ ticketId }) => ticketId ?? []))])
  return outcomes
}

async function bringIn(
  call: Call,
  one: Import,
  { row }: MailFile,
  prepared: PreparedMail,
  own: readonly string[]
): Promise<Outcome> {
  const { mail } = prepared
  if (!mail) return { row, outcome: 'failed', fault: 'mail-unreadable' }
  const receivedAt = mail.sentAt && mail.sentAt <= call.now ? mail.sentAt : call.now
  const kept = await takeIn(
    call,
    {
      regionId: one.region_id,
      mailbox: null,
      receivedAt,
      imported: { own: own.map((address) => address.toLowerCase()) }
    },
    prepared
  )
  if (!kept) return { row, outcome: 'repeated', key: mail.key }
  if (kept.decision === 'quarantined') return { row, outcome: 'failed', fault: 'mail-unreadable', field: kept.reason }
  const ticketId = kept.ticket_id && (await openedHere(call, one, kept)) ? kept.ticket_id : null
  return {
    row,
    outcome: 'imported',
    key: mail.key,
    ticketId,
    conversationId: kept.decision === 'ignored' ? null : kept.conversation_id
  }
}

/** Whether the ticket came with this import: only then may undoing it take the ticket back. */
async function openedHere(call: Call, { region_id, id }: Import, { ticket_id, decision }: MailIn): Promise<boolean> {
  const ticket = await call.tx
    .selectFrom('tickets.ticket')
    .select(['created_at', 'updated_at'])
    .where('region_id', '=', region_id)
    .where('id', '=', ticket_id as string)
    .executeTakeFirst()
  if (decision !== 'ignored' && ticket?.created_at.getTime() === call.now.getTime()) return true
  const row = await call.tx
    .selectFrom('imports.row_outcome')
    .select('row')
    .where('region_id', '=', region_id)
    .where('import_id', '=', id)
    .where('ticket_id', '=', ticket_id as string)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined && decision !== 'ignored'
}

async function apart(call: Call, { row }: MailFile, run: () => Promise<Outcome>): Promise<Outcome> {
  await sql`savepoint import_mail`.execute(call.tx)
  try {
    const done = await run()
    await sql`release savepoint import_mail`.execute(call.tx)
    return done
  } catch (error) {
    if (isTransient(error)) throw error
    await sql`rollback to savepoint import_mail`.execute(call.tx)
    call.app.log.warn({ err: error, row }, 'mail not imported')
    return { row, outcome: 'failed', fault: 'refused' }
  }
}

async function bytesOf(call: Call, blob: string): Promise<Buffer> {
  const { stream } = await call.app.files.get(blob)
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array))
  return Buffer.concat(chunks)
}
