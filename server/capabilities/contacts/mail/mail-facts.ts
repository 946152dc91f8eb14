import { defaultMailRates, type MailFacts, plainMessageId } from '@shouwen/kernels/mail-thread/index'
import { sql } from 'kysely'
import type { Call } from '#platform/action'
import { mailSign } from './mail-secret.ts'
import { ownAddresses } from './mailbox.ts'
import type { ReadMail } from './read-mail.ts'

const HOUR = 3_600_000

/** Everything the rules may ask about a mail, looked up beforehand. `limited` is off for mail a person lets through and for history. */
export async function mailFacts(
  call: Call,
  given: { regionId: number; mail: ReadMail; loopMark: string; own: readonly string[]; at: Date; limited: boolean }
): Promise<MailFacts> {
  const { regionId, mail, at } = given
  const ids = [
    ...new Set(
      [mail.head.inReplyTo ?? '', ...mail.head.references.slice(-30), mail.messageId ?? ''].map(plainMessageId)
    )
  ].filter((id) => id !== '')
  const { ours, threads } = await threadsOf(call, regionId, ids)
  const known = new Set(mail.messageId && (await isKnown(call, regionId, mail.key)) ? [mail.messageId] : [])
  return {
    sign: await mailSign(call.app),
    ownAddresses: [...new Set([...given.own, ...(await ownAddresses(call))])],
    loopMark: given.loopMark,
    isOwnMessageId: (id) => ours.has(id),
    isKnown: (id) => known.has(id),
    threadOf: (id) => threads.get(id),
    receivedAt: given.limited ? await receivedFrom(call, regionId, mail.from, at) : [],
    autoRepliedAt: await autoRepliedTo(call, regionId, mail.from, at),
    now: at.getTime(),
    ...(given.limited ? {} : { rates: { received: [], autoReply: defaultMailRates.autoReply } })
  }
}

/** Which Message-IDs are ours, and to which thread each belongs: the id of a conversation, or the number of a ticket that has none. */
async function threadsOf(
  call: Call,
  regionId: number,
  ids: string[]
): Promise<{ ours: Set<string>; threads: Map<string, string> }> {
  if (ids.length === 0) return { ours: new Set(), threads: new Map() }
  const { rows } = await sql<{ message_id: string; thread: string | null; ours: boolean }>`
    select m.message_id, coalesce(m.conversation_id::text, (select lower(t.number) from tickets.ticket t where t.region_id = m.region_id and t.id = m.ticket_id)) as thread, true as ours
    from contacts.mail_out m where m.region_id = ${regionId} and m.message_id = any(${ids}::text[])
    union all
    select message_id, conversation_id::text, false from contacts.mail_in
    where region_id = ${regionId} and message_id = any(${ids}::text[]) and conversation_id is not null`.execute(call.tx)
  return {
    ours: new Set(rows.filter(({ ours }) => ours).map(({ message_id }) => message_id)),
    threads: new Map(rows.flatMap(({ message_id, thread }) => (thread === null ? [] : [[message_id, thread] as const])))
  }
}

export async function isKnown(call: Call, regionId: number, key: string): Promise<boolean> {
  const row = await call.tx
    .selectFrom('contacts.mail_in')
    .select('id')
    .where('region_id', '=', regionId)
    .where('dedupe_key', '=', key)
    .executeTakeFirst()
  return row !== undefined
}

async function receivedFrom(call: Call, regionId: number, from: string, at: Date): Promise<number[]> {
  const rows = await call.tx
    .selectFrom('contacts.mail_in')
    .select('received_at')
    .where('region_id', '=', regionId)
    .where('from_address', '=', from)
    .where('received_at', '>', new Date(at.getTime() - HOUR))
    .where('decision', '!=', 'ignored')
    .limit(200)
    .execute()
  return rows.map(({ received_at }) => received_at.getTime())
}

/** When we last wrote to an address by machine. */
export async function autoRepliedTo(call: Call, regionId: number, to: string, at: Date): Promise<number[]> {
  const rows = await call.tx
    .selectFrom('contacts.mail_out')
    .select('created_at')
    .where('region_id', '=', regionId)
    .where('to_address', '=', to)
    .where('automatic', 'is not', null)
    .where('state', '!=', 'suppressed')
    .where('created_at', '>', new Date(at.getTime() - 24 * HOUR))
    .limit(200)
    .execute()
  return rows.map(({ created_at }) => created_at.getTime())
}
