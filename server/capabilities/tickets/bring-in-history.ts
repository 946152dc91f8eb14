import type { Channel } from '@shouwen/contract/ticket-words'
import { type Change, type Happening, happened } from './happened.ts'
import type { Call } from '#platform/action'
import type { Permitted } from '#platform/access'
import { insertNote } from './insert-note.ts'
import { lockTicket, type Ticket, type TicketRef } from './load-ticket.ts'

/** What another system tells of a matter after it was opened, each at its own instant and in order of time. */
export type History = {
  answers: { body: string; at: Date; channel?: Channel }[]
  /** Work has begun, no more is known. */
  begunAt?: Date | null
  resolvedAt?: Date | null
  resolution?: string | null
  ended?: { as: 'closed' | 'cancelled' | 'rejected'; at: Date } | null
}

/**
 * Gives a ticket that was just brought in the rest of its history. The steps are those of the machine, its promises hear of each at its own
 * instant; what only a person at the screen can be held to (confirmation, root cause, reasons) is not asked of the past.
 */
export async function bringInHistory(call: Call, ref: TicketRef, history: History): Promise<Ticket> {
  let ticket = (await lockTicket(call, ref)) as Permitted<Ticket>
  const go = async (happenings: Happening[], change: Change, at: Date) => {
    ticket = (await happened(call, ticket, happenings, change, at)) as Permitted<Ticket>
  }
  for (const { body, at, channel } of history.answers) {
    const told = {
      kind: 'reply',
      body,
      channel: channel ?? ticket.channel,
      visibleToCustomer: true,
      at,
      author: formerStaff
    } as const
    const noteId = await insertNote(call, ticket, told)
    const first = !ticket.answered
    const answer: Happening = {
      name: first ? 'ticket.answered' : 'ticket.progress-told',
      data: { noteId, channel: told.channel }
    }
    await go(
      [...begins(ticket), answer],
      { answered: true, first_answered_at: ticket.first_answered_at ?? at, accepted_at: ticket.accepted_at ?? at },
      at
    )
  }
  if (history.begunAt && ticket.status === 'acknowledged')
    await go(begins(ticket), { accepted_at: history.begunAt }, history.begunAt)
  const { ended } = history
  const resolvedAt = history.resolvedAt ?? (ended?.as === 'closed' ? ended.at : null)
  if (resolvedAt)
    await go(
      [...begins(ticket), ...restored(ticket), { name: 'ticket.resolved', to: 'resolved' }],
      solved(ticket, resolvedAt, history),
      resolvedAt
    )
  if (ended?.as === 'closed')
    await go([{ name: 'ticket.closed', to: 'closed', reason: 'imported' }], { closed_at: ended.at }, ended.at)
  if (ended?.as === 'cancelled')
    await go([{ name: 'ticket.cancelled', to: 'cancelled', reason: 'imported' }], {}, ended.at)
  if (ended?.as === 'rejected')
    await go(
      [{ name: 'ticket.rejected', to: 'rejected', reason: 'imported', heardAs: 'ticket.cancelled' }],
      {},
      ended.at
    )
  return ticket
}

/** Somebody of the former system whose number nobody knows here. */
const formerStaff = { actor_kind: 'staff', actor_id: null }

const begins = (ticket: Ticket): Happening[] =>
  ticket.status === 'acknowledged' ? [{ name: 'ticket.accepted', to: 'inProgress' }] : []
const restored = (ticket: Ticket): Happening[] =>
  ticket.kind === 'fault' && !ticket.restored_at ? [{ name: 'ticket.restored' }] : []

function solved(ticket: Ticket, at: Date, { resolution }: History): Change {
  return {
    resolved_at: at,
    resolution: resolution ?? ticket.resolution,
    accepted_at: ticket.accepted_at ?? at,
    ...(ticket.kind === 'fault' ? { restored_at: ticket.restored_at ?? at } : {})
  }
}
