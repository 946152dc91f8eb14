import type { listRoomMessages as listOperation, sayInRoom as sayOperation } from '@shouwen/contract/handling-room'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { sql } from 'kysely'
import { type Call, staffId } from '#platform/action'
import { cursorOf, openTimeCursor } from '#platform/paging'
import { refuse } from '#platform/refusal'
import { refuseRecused, ticketToRead } from '#capabilities/tickets'
import { caseHappened } from './case-ticket.ts'
import { maySpeak, openRoomOf } from './room.ts'
import { peopleOf, personOf } from './words.ts'

/** A word among the departments; it stays with the ticket and the customer never sees it. Refuses with `room-not-open`. @norm TK-16 */
export async function sayInRoom(call: Call, { ticketId, body }: InputOf<typeof sayOperation>): Promise<OutputOf<typeof sayOperation>> {
  const ticket = await ticketToRead(call, ticketId)
  refuseRecused(call.actor, ticket)
  await openRoomOf(call, ticket)
  if (!(await maySpeak(call, ticket))) throw refuse('not-permitted')
  const id = call.app.newId()
  const author = staffId(call.actor)
  await call.tx.insertInto('handling.room_message').values({ region_id: ticket.region_id, ticket_id: ticket.id, id, body, author_id: author, at: call.now }).execute()
  await caseHappened(call, ticket, 'handling.room-said', { messageId: id })
  return { id, body, author: personOf(await peopleOf(call, [author]), author), at: call.now.toISOString() }
}

/** What was said, the newest first. */
export async function listRoomMessages(call: Call, { ticketId, limit = 50, cursor }: InputOf<typeof listOperation>): Promise<OutputOf<typeof listOperation>> {
  const ticket = await ticketToRead(call, ticketId)
  const after = openTimeCursor(cursor)
  const rows = await call.tx
    .selectFrom('handling.room_message')
    .selectAll()
    .where('region_id', '=', ticket.region_id)
    .where('ticket_id', '=', ticket.id)
    .$if(after !== null, (query) => query.where(sql<boolean>`(at, id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const shown = rows.slice(0, limit)
  const people = await peopleOf(call, shown.map((row) => row.author_id))
  const last = shown.at(-1)
  return {
    items: shown.map((row) => ({ id: row.id, body: row.body, author: personOf(people, row.author_id), at: row.at.toISOString() })),
    nextCursor: rows.length > limit && last ? cursorOf([last.at.toISOString(), last.id]) : null
  }
}
