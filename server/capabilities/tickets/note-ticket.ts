import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { noteTicket as contract } from '@shouwen/contract/ticket-work'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { staffNames } from '#capabilities/people'
import { recordTicketEvents } from './happened.ts'
import { insertNote } from './insert-note.ts'
import { type TicketRef, ticketFor } from './load-ticket.ts'

type Input = Omit<InputOf<typeof contract>, 'ticketId'>

/** Words among colleagues; those called by name find them in their mentions. Promises hear nothing of it. */
export async function noteTicket(
  call: Call,
  which: TicketRef | string,
  input: Input,
  at: Date = call.now
): Promise<OutputOf<typeof contract>> {
  const ticket = await ticketFor(call, 'ticket.note', which)
  const mentions = [...new Set(input.mentions ?? [])]
  if ((await staffNames(call.tx, mentions)).size !== mentions.length) throw refuse('assignee-unknown')
  const noteId = await insertNote(call, ticket, {
    kind: 'note',
    body: input.body,
    mentions,
    fileIds: input.fileIds,
    visibleToCustomer: false,
    at
  })
  if (mentions.length > 0)
    await call.tx
      .insertInto('tickets.mention')
      .values(
        mentions.map((staff_id) => ({
          region_id: ticket.region_id,
          staff_id,
          at,
          note_id: noteId,
          ticket_id: ticket.id
        }))
      )
      .execute()
  await recordTicketEvents(call, ticket, [{ name: 'ticket.noted', data: { noteId, mentionedIds: mentions } }], at)
  return { noteId }
}
