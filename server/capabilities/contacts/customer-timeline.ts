import type { CustomerTimelineItem, customerTimeline as timelineOperation } from '@shouwen/contract/contacts'
import type { InputOf, OutputOf, Static } from '@shouwen/contract/operation'
import { sql } from 'kysely'
import { scopeFilter } from '#platform/access'
import type { Call } from '#platform/action'
import { cursorOf, openTimeCursor } from '#platform/paging'
import { staffNames } from '#capabilities/people'
import { ticketsOfCustomer } from '#capabilities/tickets'
import { iso, personOf } from './desk-view.ts'
import { scopeColumns } from './load-conversation.ts'

export type TimelineItem = Static<typeof CustomerTimelineItem>
type Of = { regionId: number; customerId: string }
type Before = { at: string; id: string } | null

/** Lists what one capability knows of a customer, newest first by (at, id), older than `before`, at most `limit`; only what the caller may see. */
export type TimelineSource = (call: Call, of: Of, before: Before, limit: number) => Promise<TimelineItem[]>

const sources: TimelineSource[] = [conversationsOf, ticketsOf]

/** Lets a capability of a higher tier (surveys) add its own to the timeline. */
export function addTimelineSource(source: TimelineSource): void {
  if (!sources.includes(source)) sources.push(source)
}

/** One history of a customer over every channel, whoever served them. @norm CC-08 SP-07 */
export async function customerTimeline(
  call: Call,
  input: InputOf<typeof timelineOperation>
): Promise<OutputOf<typeof timelineOperation>> {
  const limit = input.limit ?? 50
  const before = openTimeCursor(input.cursor)
  const lists = await Promise.all(
    sources.map((source) => source(call, { regionId: input.regionId, customerId: input.customerId }, before, limit + 1))
  )
  const all = lists.flat().sort((a, b) => (a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1))
  const items = all.slice(0, limit)
  const last = items.at(-1)
  return { items, nextCursor: all.length > limit && last ? cursorOf([last.at, last.id]) : null }
}

async function conversationsOf(call: Call, of: Of, before: Before, limit: number): Promise<TimelineItem[]> {
  const rows = await call.tx
    .selectFrom('contacts.conversation as c')
    .select([
      'c.id',
      'c.channel',
      'c.state',
      'c.subject',
      'c.preview',
      'c.opened_at',
      'c.closed_at',
      'c.ticket_id',
      'c.ticket_number',
      'c.assigned_staff_id',
      'c.known_staff_id',
      'c.message_count'
    ])
    .where('c.region_id', '=', of.regionId)
    .where('c.customer_id', '=', of.customerId)
    .where(scopeFilter(call.actor, 'contact.read', scopeColumns))
    .$if(before !== null, (query) =>
      query.where(sql<boolean>`(c.opened_at, c.id) < (${before?.at}::timestamptz, ${before?.id}::uuid)`)
    )
    .orderBy('c.opened_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(limit)
    .execute()
  const names = await staffNames(
    call.tx,
    rows.map((row) => row.assigned_staff_id ?? row.known_staff_id)
  )
  return rows.map((row) => ({
    id: row.id,
    type: 'conversation',
    at: row.opened_at.toISOString(),
    what: row.channel,
    state: row.state,
    title: row.subject,
    preview: row.preview,
    ticketId: row.ticket_id,
    ticketNumber: row.ticket_number,
    staff: personOf(names, row.assigned_staff_id ?? row.known_staff_id),
    messages: row.message_count,
    score: null,
    endedAt: iso(row.closed_at)
  }))
}

async function ticketsOf(call: Call, of: Of, before: Before, limit: number): Promise<TimelineItem[]> {
  const { items } = await ticketsOfCustomer(call, of, { before, limit })
  const names = await staffNames(
    call.tx,
    items.map((ticket) => ticket.owner_id)
  )
  return items.map((ticket) => ({
    id: ticket.id,
    type: 'ticket',
    at: ticket.opened_at.toISOString(),
    what: ticket.kind,
    state: ticket.status,
    title: ticket.title,
    preview: ticket.resolution?.slice(0, 120) ?? null,
    ticketId: ticket.id,
    ticketNumber: ticket.number,
    staff: personOf(names, ticket.owner_id),
    messages: null,
    score: null,
    endedAt: iso(ticket.closed_at)
  }))
}
