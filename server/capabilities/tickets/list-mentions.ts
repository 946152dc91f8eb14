import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { listMentions as contract, readMentions as reading } from '@shouwen/contract/ticket-attention'
import { sql } from 'kysely'
import { type Call, staffId } from '#platform/action'
import { pageOf } from '#platform/paging'
import { staffNames } from '#capabilities/people'
import { scopeFilter } from '#platform/access'
import { ticketScopeColumns } from './access.ts'
import { openKeyset } from './keyset.ts'
import { ticketToRead } from './read-permission.ts'
import { personOf } from './ticket-view.ts'

const PAGE = 50
const EXCERPT = 200

/** Where colleagues called the reader by name, newest first; only in tickets the reader may read. */
export async function listMentions(call: Call, input: InputOf<typeof contract>): Promise<OutputOf<typeof contract>> {
  if (call.actor.kind !== 'staff') return { items: [], nextCursor: null }
  const { id: me, regionId } = call.actor
  const after = openKeyset(input.cursor)
  const limit = input.limit ?? PAGE
  const rows = await call.tx
    .selectFrom('tickets.mention as m')
    .innerJoin('tickets.ticket as t', (join) =>
      join.onRef('t.region_id', '=', 'm.region_id').onRef('t.id', '=', 'm.ticket_id')
    )
    .innerJoin('tickets.note as n', (join) =>
      join
        .onRef('n.region_id', '=', 'm.region_id')
        .onRef('n.ticket_id', '=', 'm.ticket_id')
        .onRef('n.at', '=', 'm.at')
        .onRef('n.id', '=', 'm.note_id')
    )
    .select(['m.note_id', 'm.ticket_id', 't.number', 't.title', 'm.at', 'n.author_id', 'n.body', 'm.read_at'])
    .where('m.region_id', '=', regionId)
    .where('m.staff_id', '=', me)
    .where(scopeFilter(call.actor, 'ticket.read', ticketScopeColumns('t')))
    .$if(input.unreadOnly === true, (query) => query.where('m.read_at', 'is', null))
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(m.at, m.note_id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`)
    )
    .orderBy('m.at', 'desc')
    .orderBy('m.note_id', 'desc')
    .limit(limit + 1)
    .execute()
  const people = await staffNames(
    call.tx,
    rows.map((row) => row.author_id)
  )
  return pageOf(
    rows,
    limit,
    (row) => ({
      noteId: row.note_id,
      ticketId: row.ticket_id,
      number: row.number,
      title: row.title,
      at: row.at.toISOString(),
      by: personOf(people, row.author_id),
      body: row.body.slice(0, EXCERPT),
      readAt: row.read_at?.toISOString() ?? null
    }),
    (row) => [row.at.toISOString(), row.note_id]
  )
}

/** The reader has seen where they were mentioned in this ticket. */
export async function readMentions(
  call: Call,
  { ticketId }: InputOf<typeof reading>
): Promise<OutputOf<typeof reading>> {
  const ticket = await ticketToRead(call, ticketId)
  await call.tx
    .updateTable('tickets.mention')
    .set({ read_at: call.now })
    .where('region_id', '=', ticket.region_id)
    .where('ticket_id', '=', ticket.id)
    .where('staff_id', '=', staffId(call.actor))
    .where('read_at', 'is', null)
    .execute()
  return {}
}
