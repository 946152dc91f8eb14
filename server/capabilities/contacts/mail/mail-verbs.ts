import type * as contract from '@shouwen/contract/mail'
import type { MailView } from '@shouwen/contract/mail'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { sql } from 'kysely'
import { Readable } from 'node:stream'
import { permit, scopeFilter } from '#platform/access'
import type { Call, StreamAnswer } from '#platform/action'
import { audited } from '#platform/audit'
import { openTimeCursor, pageOf } from '#platform/paging'
import { refuse } from '#platform/refusal'
import { findConversation, placementOf, readableConversation } from '../load-conversation.ts'
import { findMailbox } from './mailbox.ts'
import type { MailIn } from './mail-in.ts'
import { inView, outView } from './mail-view.ts'
import { prepareMail } from './prepare-mail.ts'
import { enqueueSending } from './queue-mail.ts'
import { leadsIn, permitMail } from './permit-mail.ts'
import { storedMail } from './stored-mail.ts'
import { takeIn } from './take-in-mail.ts'

/** The mails of a conversation in both directions, oldest first, with how each went. */
export async function listContactMails(
  call: Call,
  { conversationId }: InputOf<typeof contract.listContactMails>
): Promise<OutputOf<typeof contract.listContactMails>> {
  const { region_id, id } = await readableConversation(call, conversationId)
  const inbound = await call.tx
    .selectFrom('contacts.mail_in')
    .selectAll()
    .where('region_id', '=', region_id)
    .where('conversation_id', '=', id)
    .orderBy('received_at')
    .limit(200)
    .execute()
  const outbound = await call.tx
    .selectFrom('contacts.mail_out')
    .selectAll()
    .where('region_id', '=', region_id)
    .where('conversation_id', '=', id)
    .orderBy('created_at')
    .limit(200)
    .execute()
  const items = [...inbound.map((row) => inView(call, row)), ...outbound.map((row) => outView(call, row))]
  return { items: items.sort((a, b) => Date.parse(a.at) - Date.parse(b.at)) }
}

export async function listOutbox(
  call: Call,
  { regionId, state, limit = 50, cursor }: InputOf<typeof contract.listOutbox>
): Promise<OutputOf<typeof contract.listOutbox>> {
  const after = openTimeCursor(cursor)
  const rows = await call.tx
    .selectFrom('contacts.mail_out as m')
    .selectAll('m')
    .where(scopeFilter(call.actor, 'contact.assign', columns))
    .where('m.region_id', '=', regionId ?? homeOf(call))
    .$if(state !== undefined, (query) => query.where('m.state', '=', state as 'queued'))
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(m.created_at, m.id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`)
    )
    .orderBy('m.created_at', 'desc')
    .orderBy('m.id', 'desc')
    .limit(limit + 1)
    .execute()
  return pageOf(
    rows,
    limit,
    (row) => outView(call, row),
    (row) => [row.created_at.toISOString(), row.id]
  )
}

export async function listQuarantine(
  call: Call,
  { regionId, limit = 50, cursor }: InputOf<typeof contract.listQuarantine>
): Promise<OutputOf<typeof contract.listQuarantine>> {
  const after = openTimeCursor(cursor)
  const rows = await call.tx
    .selectFrom('contacts.mail_in as m')
    .selectAll('m')
    .where((eb) =>
      leadsIn(call, regionId ?? homeOf(call))
        ? eb.or([scopeFilter(call.actor, 'contact.assign', columns), eb('m.unit_id', 'is', null)])
        : scopeFilter(call.actor, 'contact.assign', columns)
    )
    .where('m.region_id', '=', regionId ?? homeOf(call))
    .where('m.decision', '=', 'quarantined')
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(m.received_at, m.id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`)
    )
    .orderBy('m.received_at', 'desc')
    .orderBy('m.id', 'desc')
    .limit(limit + 1)
    .execute()
  return pageOf(
    rows,
    limit,
    (row) => inView(call, row),
    (row) => [row.received_at.toISOString(), row.id]
  )
}

const columns = { regionId: 'm.region_id', unitId: 'm.unit_id' }
const homeOf = ({ actor }: Call): number => (actor.kind === 'staff' ? actor.regionId : 0)

/** A person looked at it: it is a customer's after all. What cannot be read stays where it is; refuses with `mail-unreadable`. */
export async function releaseMail(
  call: Call,
  { regionId, mailId }: InputOf<typeof contract.releaseMail>
): Promise<MailView> {
  const row = await quarantined(call, regionId, mailId)
  const raw = row.raw_file_id ? await storedMail(call, row) : null
  const prepared = raw && (await prepareMail(call.app, raw))
  if (!prepared?.mail) throw refuse('mail-unreadable')
  const mailbox = row.mailbox_id ? await findMailbox(call.tx, row.mailbox_id) : null
  const system: Call = { ...call, actor: { kind: 'system', name: 'mail' } }
  const after = await takeIn(system, { regionId, mailbox, receivedAt: row.received_at, released: row }, prepared)
  if (!after || after.decision === 'quarantined') throw refuse('mail-unreadable')
  await audited(call, { verb: 'mail.release', regionId, subjectKind: 'mail', subjectId: mailId })
  return inView(call, after)
}

export async function dropMail(call: Call, { regionId, mailId }: InputOf<typeof contract.dropMail>): Promise<MailView> {
  const row = await quarantined(call, regionId, mailId)
  const after = await call.tx
    .updateTable('contacts.mail_in')
    .set({ decision: 'dropped', decided_by: call.actor.kind === 'staff' ? call.actor.id : null, decided_at: call.now })
    .where('region_id', '=', regionId)
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await audited(call, { verb: 'mail.drop', regionId, subjectKind: 'mail', subjectId: mailId })
  return inView(call, after)
}

/** A mail that failed goes out once more, under the same Message-ID. */
export async function resendMail(
  call: Call,
  { regionId, mailId }: InputOf<typeof contract.resendMail>
): Promise<MailView> {
  const row = await call.tx
    .selectFrom('contacts.mail_out')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('id', '=', mailId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw refuse('not-found')
  permit(call, 'contact.assign', { regionId, unitId: row.unit_id })
  if (row.state !== 'failed') throw refuse('mail-not-failed')
  const after = await call.tx
    .updateTable('contacts.mail_out')
    .set({ state: 'queued', reason: null })
    .where('region_id', '=', regionId)
    .where('id', '=', mailId)
    .returningAll()
    .executeTakeFirstOrThrow()
  await enqueueSending(call, after)
  await audited(call, { verb: 'mail.resend', regionId, subjectKind: 'mail', subjectId: mailId })
  return outView(call, after)
}

/** The mail exactly as it came, as a download that no browser opens. */
export async function downloadMail(
  call: Call,
  { regionId, mailId }: InputOf<typeof contract.downloadMail>
): Promise<StreamAnswer> {
  const row = await call.tx
    .selectFrom('contacts.mail_in')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('id', '=', mailId)
    .executeTakeFirst()
  if (!row) throw refuse('not-found')
  const conversation = row.conversation_id
    ? await findConversation(call.tx, { regionId, id: row.conversation_id })
    : null
  if (conversation) permit(call, 'contact.read', placementOf(conversation))
  else permitMail(call, row)
  const raw = await storedMail(call, row)
  await audited(call, { verb: 'mail.download', regionId, subjectKind: 'mail', subjectId: mailId })
  return {
    stream: Readable.from([raw]),
    headers: {
      'content-type': 'message/rfc822',
      'content-length': String(raw.length),
      'content-disposition': 'attachment; filename="mail.eml"',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox"
    }
  }
}

async function quarantined(call: Call, regionId: number, id: string): Promise<MailIn> {
  const row = await call.tx
    .selectFrom('contacts.mail_in')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw refuse('not-found')
  permitMail(call, row)
  if (row.decision !== 'quarantined') throw refuse('mail-not-quarantined')
  return row
}
