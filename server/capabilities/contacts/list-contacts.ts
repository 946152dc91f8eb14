import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type {
  listContactQueue as queueOperation,
  listContacts as listOperation,
  listMyContacts as mineOperation
} from '@shouwen/contract/contact-lists'
import { sql } from 'kysely'
import { scopeFilter } from '#platform/access'
import type { Call } from '#platform/action'
import { openTimeCursor, pageOf } from '#platform/paging'
import { contactItems } from './desk-view.ts'
import { type Conversation, scopeColumns } from './load-conversation.ts'
import { staffOf } from './acting-staff.ts'

const PAGE = 50

/** What I serve, was offered or am asked to take over, the newest word first; or what I have closed. */
export async function listMyContacts(
  call: Call,
  input: InputOf<typeof mineOperation>
): Promise<OutputOf<typeof mineOperation>> {
  const { id, regionId } = staffOf(call)
  const limit = input.limit ?? PAGE
  const after = openTimeCursor(input.cursor)
  const state = input.closed ? sql`c.state = 'closed'` : sql`c.state <> 'closed'`
  const asked = input.closed
    ? sql`false`
    : sql`c.id in (select conversation_id from contacts.transfer where region_id = ${regionId} and to_staff_id = ${id} and state = 'offered')`
  const { rows } = await sql<Conversation>`
    select c.* from contacts.conversation c
    where c.region_id = ${regionId} and (c.assigned_staff_id = ${id} or ${asked}) and ${state}
      and ${after ? sql`(c.last_message_at, c.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql`true`}
    order by c.last_message_at desc, c.id desc limit ${limit + 1}`.execute(call.tx)
  return itemsPage(call, rows, limit, (row) => row.last_message_at)
}

/** Contacts the reader may see, the newest first. */
export async function listContacts(
  call: Call,
  input: InputOf<typeof listOperation>
): Promise<OutputOf<typeof listOperation>> {
  const limit = input.limit ?? PAGE
  const after = openTimeCursor(input.cursor)
  const rows = await call.tx
    .selectFrom('contacts.conversation as c')
    .selectAll()
    .where(scopeFilter(call.actor, 'contact.read', scopeColumns))
    .$if(input.state !== undefined, (query) =>
      query.where('c.state', '=', input.state as NonNullable<typeof input.state>)
    )
    .$if(input.channel !== undefined, (query) =>
      query.where('c.channel', '=', input.channel as NonNullable<typeof input.channel>)
    )
    .$if(input.ticketId !== undefined, (query) => query.where('c.ticket_id', '=', input.ticketId as string))
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(c.opened_at, c.id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`)
    )
    .orderBy('c.opened_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(limit + 1)
    .execute()
  return itemsPage(call, rows, limit, (row) => row.opened_at)
}

/** Who waits, in the order in which they will be served. */
export async function listContactQueue(
  call: Call,
  input: InputOf<typeof queueOperation>
): Promise<OutputOf<typeof queueOperation>> {
  const waiting = call.tx
    .selectFrom('contacts.conversation as c')
    .where('c.state', '=', 'waiting')
    .where(scopeFilter(call.actor, 'contact.read', scopeColumns))
    .$if(input.queueCode !== undefined, (query) => query.where('c.queue_code', '=', input.queueCode as string))
  const rows = await waiting
    .selectAll()
    .orderBy('c.queued_at')
    .orderBy('c.id')
    .limit(input.limit ?? PAGE)
    .execute()
  const counted = await waiting.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirst()
  const places = new Map<string, number>()
  const items = await contactItems(call, rows)
  return {
    items: items.map((item) => {
      const place = `${item.regionId} ${item.queueCode}`
      places.set(place, (places.get(place) ?? 0) + 1)
      return { ...item, position: places.get(place) ?? 1 }
    }),
    total: Number(counted?.total ?? 0)
  }
}

async function itemsPage(call: Call, rows: Conversation[], limit: number, at: (row: Conversation) => Date) {
  const page = pageOf(
    rows,
    limit,
    (row) => row,
    (row) => [at(row).toISOString(), row.id]
  )
  return { items: await contactItems(call, page.items), nextCursor: page.nextCursor }
}
