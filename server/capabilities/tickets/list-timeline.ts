import type { InputOf, OutputOf, Static } from '@shouwen/contract/operation'
import type { TimelineItem } from '@shouwen/contract/ticket-schemas'
import type { listTimeline as contract } from '@shouwen/contract/tickets'
import { sql } from 'kysely'
import type { Call } from '#platform/action'
import { pageOf } from '#platform/paging'
import { staffNames } from '#capabilities/people'
import { openKeyset } from './keyset.ts'
import type { Ticket } from './load-ticket.ts'
import { ticketToRead } from './read-permission.ts'
import { personOf } from './ticket-view.ts'

const PAGE = 50

/** What happened with a ticket, newest first. */
export async function listTimeline(call: Call, input: InputOf<typeof contract>): Promise<OutputOf<typeof contract>> {
  return timelineOf(call, await ticketToRead(call, input.ticketId), input.limit ?? PAGE, input.cursor)
}

type Row = {
  id: string
  at: Date
  type: Static<typeof TimelineItem>['type']
  what: string
  by_kind: string
  by_id: string | null
  body: string | null
  reason: string | null
  visible: boolean
  file_ids: string[]
  answered_at: Date | null
  answered_by: string | null
  answer: string | null
}

/** A page of notes, steps, hand-overs and tasks of a ticket in one history; each source gives at most a page, by its own index. */
export async function timelineOf(
  call: Call,
  ticket: Pick<Ticket, 'region_id' | 'id'>,
  limit: number,
  cursor?: string
): Promise<OutputOf<typeof contract>> {
  const after = openKeyset(cursor)
  const before = (at: string, id: string) =>
    after ? sql`and (${sql.ref(at)}, ${sql.ref(id)}) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``
  const mine = sql`region_id = ${ticket.region_id} and ticket_id = ${ticket.id}`
  const newest = (at: string, id: string) => sql`order by ${sql.ref(at)} desc, ${sql.ref(id)} desc limit ${limit + 1}`
  const unanswered = sql`null::timestamptz as answered_at, null::uuid as answered_by, null::text as answer`
  const { rows } = await sql<Row>`
    select * from (
      (select id, at, 'note' as type, kind as what, author_kind as by_kind, author_id as by_id, body, null as reason, visible_to_customer as visible, file_ids, ${unanswered}
        from tickets.note where ${mine} ${before('at', 'id')} ${newest('at', 'id')})
      union all
      (select id, at, 'status', to_status, actor_kind, actor_id, detail, reason, false, '{}', ${unanswered}
        from tickets.status_change where ${mine} ${before('at', 'id')} ${newest('at', 'id')})
      union all
      (select id, offered_at, 'handover', status, 'staff', from_staff_id, summary, reason, false, '{}', answered_at, answered_by, answer
        from tickets.handover where ${mine} ${before('offered_at', 'id')} ${newest('offered_at', 'id')})
      union all
      (select id, given_at, 'task', status, 'staff', given_by, title, null, false, '{}', coalesce(finished_at, accepted_at), coalesce(finished_by, accepted_by), decline_reason
        from tickets.task where ${mine} ${before('given_at', 'id')} ${newest('given_at', 'id')})
    ) as everything
    order by at desc, id desc limit ${limit + 1}`.execute(call.tx)
  const people = await staffNames(
    call.tx,
    rows.flatMap((row) => [row.by_id, row.answered_by])
  )
  return pageOf(
    rows,
    limit,
    (row) => ({
      id: row.id,
      at: row.at.toISOString(),
      type: row.type,
      what: row.what,
      answer: row.answered_at && {
        at: row.answered_at.toISOString(),
        by: personOf(people, row.answered_by),
        reason: row.answer
      },
      by: personOf(people, row.by_id),
      byKind: row.by_kind,
      body: row.body,
      reason: row.reason,
      visibleToCustomer: row.visible,
      fileIds: row.file_ids
    }),
    (row) => [row.at.toISOString(), row.id]
  )
}
