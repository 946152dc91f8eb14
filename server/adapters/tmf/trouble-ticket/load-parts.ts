import { type Selectable, sql } from 'kysely'
import { customerNames } from '#capabilities/customers'
import type { Call } from '#platform/action'
import type { PlatformFile, TicketsNote, TicketsStatusChange, TicketsTicket } from '#platform/schema.gen'

const columns = [
  'region_id', 'id', 'number', 'kind', 'status', 'status_reason', 'status_at', 'title', 'description', 'customer_id', 'line_id', 'channel', 'severity', 'priority',
  'owner_id', 'parent_id', 'opened_at', 'resolved_at', 'next_due_at', 'requested_resolution_at', 'external_id', 'version', 'updated_at', 'tmf', 'form'
] as const

export type TicketRow = Selectable<Pick<TicketsTicket, (typeof columns)[number]>>
type Note = Pick<Selectable<TicketsNote>, 'ticket_id' | 'id' | 'at' | 'body' | 'author_kind' | 'author_id'>
type Step = Pick<Selectable<TicketsStatusChange>, 'ticket_id' | 'at' | 'to_status' | 'reason' | 'detail'>
type File = Pick<Selectable<PlatformFile>, 'id' | 'name' | 'media_type' | 'size'> & { subject_id: string }
type Link = { ticket_id: string; other_id: string; number: string; kind: string }

/** Everything the wire form of some tickets of one region is made of; what is not wanted is not read. */
export type Parts = {
  tickets: TicketRow[]
  steps: Map<string, Step[]>
  notes: Map<string, Note[]>
  files: Map<string, File[]>
  links: Map<string, Link[]>
  customers: Awaited<ReturnType<typeof customerNames>>
}

/** Notes and steps shown with a ticket, the newest ones. */
const mostNotes = 100
const mostSteps = 200

export async function loadParts(call: Call, regionId: number, ids: readonly string[], wanted: (attribute: string) => boolean): Promise<Parts> {
  const tickets = await call.tx.selectFrom('tickets.ticket').select(columns).where('region_id', '=', regionId).where(sql<boolean>`id = any(${ids}::uuid[])`).execute()
  const some = async <T>(names: string[], read: () => Promise<T[]>) => (names.some(wanted) && ids.length > 0 ? read() : [])
  const steps = await some(['statusChange', 'statusChangeHistory', 'statusChangeReason'], () => stepsOf(call, regionId, ids))
  const notes = await some(['note'], () => notesOf(call, regionId, ids))
  const files = await some(['attachment'], () => filesOf(call, regionId, ids))
  const links = await some(['troubleTicketRelationship'], () => linksOf(call, regionId, ids))
  const customerIds = wanted('relatedParty') ? tickets.flatMap((row) => row.customer_id ?? []) : []
  return {
    tickets,
    steps: Map.groupBy(steps, (row) => row.ticket_id),
    notes: Map.groupBy(notes, (row) => row.ticket_id),
    files: Map.groupBy(files, (row) => row.subject_id),
    links: Map.groupBy(links, (row) => row.ticket_id),
    customers: await customerNames(call.tx, regionId, customerIds)
  }
}

async function stepsOf(call: Call, regionId: number, ids: readonly string[]): Promise<Step[]> {
  const { rows } = await sql<Step>`
    select ticket_id, at, to_status, reason, detail from (
      select s.*, row_number() over (partition by ticket_id order by at desc, id desc) as place
      from tickets.status_change s where region_id = ${regionId} and ticket_id = any(${ids}::uuid[])) s
    where place <= ${mostSteps} order by at, id`.execute(call.tx)
  return rows
}

async function notesOf(call: Call, regionId: number, ids: readonly string[]): Promise<Note[]> {
  const { rows } = await sql<Note>`
    select ticket_id, id, at, body, author_kind, author_id from (
      select n.*, row_number() over (partition by ticket_id order by at desc, id desc) as place
      from tickets.note n where region_id = ${regionId} and ticket_id = any(${ids}::uuid[])) n
    where place <= ${mostNotes} order by at, id`.execute(call.tx)
  return rows
}

async function filesOf(call: Call, regionId: number, ids: readonly string[]): Promise<File[]> {
  const { rows } = await sql<File>`
    select subject_id, id, name, media_type, size from platform.file
    where region_id = ${regionId} and subject_id = any(${ids}::uuid[]) and deleted_at is null order by created_at, id limit 2000`.execute(call.tx)
  return rows
}

/** Links both ways, and the parent as one of them. */
async function linksOf(call: Call, regionId: number, ids: readonly string[]): Promise<Link[]> {
  const { rows } = await sql<Link>`
    select l.ticket_id, l.other_id, o.number, l.kind from (
      select from_id as ticket_id, to_id as other_id, kind from tickets.link where region_id = ${regionId} and from_id = any(${ids}::uuid[])
      union all select to_id, from_id, kind || '-by' from tickets.link where region_id = ${regionId} and to_id = any(${ids}::uuid[])
      union all select id, parent_id, 'child-of' from tickets.ticket where region_id = ${regionId} and id = any(${ids}::uuid[]) and parent_id is not null) l
    join tickets.ticket o on o.region_id = ${regionId} and o.id = l.other_id
    order by o.number limit 2000`.execute(call.tx)
  return rows
}
