import type { ComplaintRow, listComplaints as contract } from '@shouwen/contract/complaint-intake'
import type { InputOf, OutputOf, Static } from '@shouwen/contract/operation'
import { sql } from 'kysely'
import { scopeFilter } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { cursorOf, openCursor } from '#platform/paging'
import { refuse } from '#platform/refusal'
import { customerNames, maskerFor, shownName } from '#capabilities/customers'
import { strictestClocks } from '#capabilities/norms'
import { staffNames } from '#capabilities/people'
import { ticketScopeColumns } from '#capabilities/tickets'
import { sources } from './complaint-source.ts'

type Input = InputOf<typeof contract>
type Row = Static<typeof ComplaintRow>

const USUAL_PAGE = 50
const open = ['acknowledged', 'inProgress', 'pending', 'held', 'resolved'] as const
const DAY = 86_400_000
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** What has no running promise stands last. */
const LAST = '9999-01-01T00:00:00.000Z'

/** Complaints the reader may read, by time to breach or the newest first. */
export async function listComplaints(call: Call, input: Input): Promise<OutputOf<typeof contract>> {
  const regionId = input.regionId ?? (call.actor.kind === 'staff' ? call.actor.regionId : undefined)
  if (regionId === undefined) throw refuse('required-field-missing', { fields: ['regionId'] })
  const limit = input.limit ?? USUAL_PAGE
  const sort = input.all ? 'newest' : (input.sort ?? 'due')
  const rows = await query(call, regionId, input, sort).limit(limit + 1).execute()
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { items: await rowsOf(call, regionId, shown), nextCursor: rows.length > limit && last ? cursorOf([sort, last.key, last.ticket_id]) : null }
}

function query(call: Call, regionId: number, input: Input, sort: 'due' | 'newest') {
  const after = openPlace(input.cursor, sort)
  const key = sort === 'due' ? sql`coalesce(t.next_due_at, ${LAST}::timestamptz)` : sql`c.opened_at`
  return call.tx
    .selectFrom('complaints.complaint as c')
    .innerJoin('tickets.ticket as t', (join) => join.onRef('t.region_id', '=', 'c.region_id').onRef('t.id', '=', 'c.ticket_id'))
    .select(['c.ticket_id', 'c.region_id', 'c.source_code', 'c.source_number', 'c.focus', 'c.hard', 'c.internal_level', 'c.external_level', 'c.risk', 'c.handled_by'])
    .select(['t.number', 't.title', 't.status', 't.priority', 't.category', 't.customer_id', 't.contact_name', 't.owner_id', 't.assignee_id', 't.opened_at'])
    .select(sql<string>`to_char(${key} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as('key'))
    .where('c.region_id', '=', regionId)
    .where('t.kind', '=', 'complaint')
    .where(scopeFilter(call.actor, 'ticket.read', ticketScopeColumns('t')))
    .$if(!input.all, (rows) => rows.where('t.status', 'in', [...open]))
    .$if(input.sources !== undefined && input.sources.length > 0, (rows) => rows.where('c.source_code', 'in', input.sources ?? []))
    .$if(input.outside === true, (rows) => rows.where('c.source_code', 'in', outsideSources()))
    .$if(input.focus === true, (rows) => rows.where('c.focus', '=', true))
    .$if(input.hard === true, (rows) => rows.where('c.hard', '=', true))
    .$if(input.handledBy !== undefined, (rows) => rows.where('c.handled_by', '=', input.handledBy ?? 'province'))
    .$if(input.mine === true, (rows) => rows.where(({ or, eb }) => or([eb('t.owner_id', '=', staffId(call.actor)), eb('t.assignee_id', '=', staffId(call.actor))])))
    .where(levelIs(input.level))
    .where(deadlineIs(input.deadline, call.now))
    .$if(after !== null, (rows) => rows.where(sql<boolean>`(${key}, c.ticket_id) ${sql.raw(sort === 'due' ? '>' : '<')} (${after?.key}::timestamptz, ${after?.id}::uuid)`))
    .orderBy(key, sort === 'due' ? 'asc' : 'desc')
    .orderBy('c.ticket_id', sort === 'due' ? 'asc' : 'desc')
}

const outsideSources = () => Object.entries(sources()).flatMap(([code, { outside }]) => (outside ? [code] : []))

function levelIs(level: Input['level']) {
  if (level === undefined) return sql<boolean>`true`
  if (level === 'any') return sql<boolean>`(c.internal_level is not null or c.external_level is not null)`
  if (level === 'internal') return sql<boolean>`c.internal_level is not null`
  if (level === 'external') return sql<boolean>`c.external_level is not null`
  return sql<boolean>`${sql.ref(level.startsWith('I') ? 'c.internal_level' : 'c.external_level')} = ${level}`
}

function deadlineIs(deadline: Input['deadline'], now: Date) {
  if (deadline === undefined) return sql<boolean>`true`
  if (deadline === 'broken') return sql<boolean>`t.next_due_at < ${now}`
  if (deadline === 'at-risk') return sql<boolean>`t.at_risk_at <= ${now} and t.next_due_at >= ${now}`
  return sql<boolean>`t.next_due_at between ${now} and ${new Date(now.getTime() + DAY)}`
}

/** The place after which the list goes on; refuses with `invalid-input` what is not one of our cursors. */
function openPlace(cursor: string | undefined, sort: string): { key: string; id: string } | null {
  const values = openCursor(cursor, 3)
  if (!values) return null
  const [of, key, id] = values
  const fits = of === sort && typeof key === 'string' && key.length <= 30 && !Number.isNaN(Date.parse(key)) && typeof id === 'string' && uuid.test(id)
  if (!fits) throw refuse('invalid-input', { errors: [{ at: '/cursor', rule: 'cursor' }] })
  return { key, id }
}

type Found = Awaited<ReturnType<ReturnType<typeof query>['execute']>>[number]

/** Lines with names and the strictest promise: three statements for the page. */
async function rowsOf(call: Call, regionId: number, found: readonly Found[]): Promise<Row[]> {
  const [promises, customers, people] = await Promise.all([
    strictestClocks(call, regionId, 'ticket', found.map((row) => row.ticket_id)),
    customerNames(call.tx, regionId, found.flatMap((row) => row.customer_id ?? [])),
    staffNames(call.tx, found.flatMap((row) => [row.owner_id, row.assignee_id]))
  ])
  const masker = maskerFor(call.actor)
  const person = (id: string | null) => {
    const known = id === null ? undefined : people.get(id)
    return id !== null && known ? { id, ...known } : null
  }
  return found.map((row) => {
    const customer = row.customer_id === null ? undefined : customers.get(row.customer_id)
    return {
      ticketId: row.ticket_id,
      regionId: row.region_id,
      number: row.number,
      title: row.title,
      status: row.status as Row['status'],
      priority: row.priority as Row['priority'],
      category: row.category,
      source: row.source_code,
      sourceNumber: row.source_number,
      focus: row.focus,
      hard: row.hard,
      internalLevel: row.internal_level,
      externalLevel: row.external_level,
      risk: row.risk,
      handledBy: row.handled_by as Row['handledBy'],
      customerName: customer ? shownName(masker, customer) : masker.show(row.contact_name, 'name'),
      owner: person(row.owner_id),
      assignee: person(row.assignee_id),
      openedAt: row.opened_at.toISOString(),
      strictest: promises.get(row.ticket_id)?.clock ?? null
    }
  })
}
