import { openTicket } from '@shouwen/contract/tickets'
import type { InputOf } from '@shouwen/contract/operation'
import { grams, searchText } from '@shouwen/kernels/text/index'
import { sql } from 'kysely'
import type { Pool } from 'pg'
import { openTicket as open } from '#capabilities/tickets'
import { transact } from '#platform/action'
import type { App } from '#platform/app-type'
import { openPool } from '#platform/database'
import { type Dice, dice } from '../seed/dice.ts'
import { matters } from '../seed/matters.ts'
import { personName } from '../seed/names.ts'
import { type Cell, copyInto } from './copy-rows.ts'
import { type PrototypeClock, type Prototype, readPrototypes } from './ticket-prototypes.ts'
import { withoutIndexes } from './without-indexes.ts'
import { type TicketText, ticketTexts } from './ticket-texts.ts'

export type Generation = {
  regionId: number
  count: number
  /** The same number gives the same tickets. */
  seed?: number
  /** Share of tickets still open; the others are closed and lie in the past. */
  openShare?: number
  /** Over how many days the tickets lie. */
  days?: number
}

export type Generated = { tickets: number; clocks: number; customers: number; writeSeconds: number; indexSeconds: number; ticketsPerSecond: number }

const DAY = 86_400_000
const DIFFERENT_TEXTS = 6_000

/**
 * Fills a region with tickets, their customers, promises, steps and answers. What makes a ticket is not invented here: the product opens
 * one ticket of each matter of the sample, and those rows and clocks are multiplied over time, people and texts by COPY.
 * @param databaseUrl as the owner, because indexes are taken down meanwhile.
 */
export async function generateTickets(app: App, databaseUrl: string, generation: Generation): Promise<Generated> {
  const { regionId, count, seed = 1, openShare = 0.02, days = 900 } = generation
  const thrower = dice(seed)
  const prototypes = await makePrototypes(app, regionId)
  const places = await placesIn(app, regionId)
  const texts = ticketTexts(thrower, DIFFERENT_TEXTS)
  const pool = openPool(databaseUrl, { as: 'owner', max: 6 })
  try {
    const began = performance.now()
    let wrote = began
    let clocks = 0
    const customers = Math.max(10, Math.floor(count / 5))
    await withoutIndexes(pool, ['tickets.ticket', 'tickets.status_change', 'tickets.note', 'norms.clock', 'customers.customer'], async () => {
      const customerIds = await writeCustomers(pool, thrower, regionId, customers, app.clock.now())
      clocks = await writeTickets(pool, { dice: thrower, regionId, regionCode: places.regionCode, count, days, openShare, now: app.clock.now(), prototypes, places, texts, customerIds })
      wrote = performance.now()
    })
    const writeSeconds = (wrote - began) / 1000
    return { tickets: count, clocks, customers, writeSeconds, indexSeconds: (performance.now() - wrote) / 1000, ticketsPerSecond: Math.round(count / writeSeconds) }
  } finally {
    await pool.end()
  }
}

/** One open ticket per matter, opened by the product itself. */
async function makePrototypes(app: App, regionId: number): Promise<Prototype[]> {
  const ids: string[] = []
  for (const { kind, category, titles, description, form } of matters) {
    const input: InputOf<typeof openTicket> = { regionId, kind, category, title: titles[0] as string, description, channel: 'phone', ...(form ? { form } : {}) }
    ids.push((await transact(app, { kind: 'system', name: 'generate' }, (call) => open(call, input, { byMachine: true }))).id)
  }
  return readPrototypes(app.db, regionId, ids)
}

type Places = { regionCode: string; queues: { code: string; unitId: string; staff: string[] }[] }

/** Where tickets can lie: the queues of the region and who is in their units. */
async function placesIn(app: App, regionId: number): Promise<Places> {
  const { rows } = await sql<{ region: string; code: string; unitId: string; staff: string[] }>`
    select r.code as region, q.code, q.unit_id as "unitId", array(select s.id::text from people.staff s where s.unit_id = q.unit_id order by s.job_number) as staff
    from tickets.queue q join platform.region r on r.id = q.region_id where q.region_id = ${regionId} order by q.code`.execute(app.db)
  if (rows.length === 0) throw new Error('the region has no queue')
  return { regionCode: (rows[0] as (typeof rows)[number]).region, queues: rows.map(({ code, unitId, staff }) => ({ code, unitId, staff })) }
}

async function writeCustomers(pool: Pool, thrower: Dice, regionId: number, count: number, now: Date): Promise<string[]> {
  const columns = ['region_id', 'id', 'number', 'kind', 'name', 'grade', 'search_text', 'grams', 'created_at', 'updated_at']
  const writer = await copyInto(pool, 'customers.customer', columns)
  const ids: string[] = []
  for (let i = 0; i < count; i++) {
    const id = uuidAt(now.getTime() - 1000 * DAY + i, thrower)
    const name = personName(thrower)
    const number = `G${regionId}-${String(i).padStart(8, '0')}`
    const text = `${name}\n${number}`
    const grade = thrower.weighted([['ordinary', 90], ['A', 6], ['AA', 3], ['AAA', 1]])
    await writer.row([regionId, id, number, 'person', name, grade, searchText(text), `{${grams(text).join(',')}}`, now, now])
    ids.push(id)
  }
  await writer.end()
  return ids
}

type Writing = { dice: Dice; regionId: number; regionCode: string; count: number; days: number; openShare: number; now: Date; prototypes: Prototype[]; places: Places; texts: TicketText[]; customerIds: string[] }

const ticketColumns = [
  'region_id', 'id', 'number', 'kind', 'status', 'status_at', 'title', 'description', 'form', 'customer_id', 'contact_name', 'contact_phone', 'channel', 'source',
  'category', 'severity', 'urgency', 'scope', 'priority', 'priority_because', 'facts', 'first_owner_id', 'owner_id', 'assignee_id', 'queue_code', 'unit_id',
  'opened_at', 'accepted_at', 'first_answered_at', 'answered', 'resolved_at', 'closed_at', 'next_due_at', 'at_risk_at', 'tags', 'search_text', 'grams', 'created_at', 'updated_at'
]
const clockColumns = [
  'region_id', 'id', 'clause_id', 'clause_version_id', 'calendar_version_id', 'promise', 'subject_kind', 'subject_id', 'unit_id', 'owner_id', 'owner_kind', 'customer_id',
  'started_at', 'started_by_event', 'facts', 'time_limit', 'table_row', 'state', 'due_at', 'at_risk_at', 'next_at', 'at_risk_fired_at', 'broken_at', 'stopped_at', 'stopped_by_event', 'created_at'
]
const tagSets = ['{}', '{}', '{}', '{VIP}', '{夜间}', '{重复来电}', '{VIP,夜间}']

/** Oldest first, so that ids grow with time as those of the product do. Answers how many clocks were written. */
async function writeTickets(pool: Pool, writing: Writing): Promise<number> {
  const { regionId, count, dice: thrower, now } = writing
  const [tickets, clocks, steps, notes] = await Promise.all([
    copyInto(pool, 'tickets.ticket', ticketColumns),
    copyInto(pool, 'norms.clock', clockColumns),
    copyInto(pool, 'tickets.status_change', ['region_id', 'ticket_id', 'at', 'id', 'to_status', 'actor_kind']),
    copyInto(pool, 'tickets.note', ['region_id', 'ticket_id', 'at', 'id', 'kind', 'visible_to_customer', 'body', 'author_kind', 'author_id'])
  ])
  const numberOf = numbering(writing.regionCode)
  let clockCount = 0
  for (let i = 0; i < count; i++) {
    const ticket = throwTicket(writing, i, numberOf)
    const { openedAt, due, pending } = await writeClocks(ticket)
    clockCount += pending
    await tickets.row(ticketCells(regionId, ticket, due))
    await steps.row([regionId, ticket.id, openedAt, uuidAt(openedAt.getTime(), thrower), 'acknowledged', 'system'])
    if (ticket.answeredAt) await notes.row([regionId, ticket.id, ticket.answeredAt, uuidAt(ticket.answeredAt.getTime(), thrower), 'reply', true, (matters[ticket.text.matter] as (typeof matters)[number]).answer, 'staff', ticket.assigneeId])
  }
  await Promise.all([tickets.end(), clocks.end(), steps.end(), notes.end()])
  return clockCount

  async function writeClocks(ticket: Thrown) {
    let due: { at: Date; risk: Date | null } | null = null
    for (const clock of ticket.prototype.clocks) {
      const row = clockCells(regionId, ticket, clock, uuidAt(ticket.openedAt.getTime(), thrower), now)
      if (!ticket.closedAt && (!due || row.dueAt < due.at)) due = { at: row.dueAt, risk: row.riskAt }
      await clocks.row(row.cells)
    }
    return { openedAt: ticket.openedAt, due, pending: ticket.prototype.clocks.length }
  }
}

type Thrown = {
  id: string; number: string; text: TicketText; prototype: Prototype; name: string; phone: string; customerId: string | null
  openedAt: Date; closedAt: Date | null; answeredAt: Date | null; status: string; priority: string
  queue: Places['queues'][number]; ownerId: string | null; assigneeId: string | null; tags: string
}

function throwTicket({ dice: thrower, count, days, openShare, now, prototypes, places, texts, customerIds }: Writing, index: number, numberOf: (at: Date) => string): Thrown {
  const isOpen = index >= count * (1 - openShare)
  // The open ones were opened in the last week, most of them lately; the closed ones evenly over the whole time before.
  const age = isOpen ? 7 * DAY * ((count - index) / (count * openShare)) ** 3 : 2 * DAY + days * DAY * (1 - index / count)
  const openedAt = new Date(Math.floor(now.getTime() - age))
  const text = thrower.pick(texts)
  const queue = thrower.pick(places.queues)
  const agent = queue.staff.length > 0 ? thrower.pick(queue.staff) : null
  const waits = isOpen && thrower.chance(0.3)
  const answeredAt = isOpen && (waits || thrower.chance(0.3)) ? null : new Date(openedAt.getTime() + thrower.whole(60_000, 3_600_000))
  return {
    id: uuidAt(openedAt.getTime(), thrower),
    number: numberOf(openedAt),
    text,
    prototype: prototypes[text.matter] as Prototype,
    name: personName(thrower),
    phone: `1661${String(thrower.whole(0, 9_999_999)).padStart(7, '0')}`,
    customerId: thrower.chance(0.8) ? thrower.pick(customerIds) : null,
    openedAt,
    closedAt: isOpen ? null : new Date(openedAt.getTime() + thrower.whole(3_600_000, 40 * 3_600_000)),
    answeredAt,
    status: isOpen ? (waits ? 'acknowledged' : thrower.weighted([['inProgress', 70], ['pending', 15], ['held', 5], ['resolved', 10]])) : 'closed',
    priority: thrower.weighted([['P1', 2], ['P2', 10], ['P3', 70], ['P4', 18]]),
    queue,
    ownerId: agent,
    assigneeId: waits ? null : agent,
    tags: thrower.pick(tagSets)
  }
}

function ticketCells(regionId: number, t: Thrown, due: { at: Date; risk: Date | null } | null): Cell[] {
  const { prototype: p, text } = t
  const number = searchText(t.number)
  const short = `${number}\n${t.name}\n${t.phone}`
  const changedAt = t.closedAt ?? t.answeredAt ?? t.openedAt
  return [
    regionId, t.id, t.number, p.kind, t.status, changedAt, text.title, text.description, p.form, t.customerId, t.name, t.phone, 'phone', p.source,
    p.category, p.severity, p.urgency, p.scope, t.priority, p.priorityBecause, p.facts, t.ownerId, t.ownerId, t.assigneeId, t.queue.code, t.queue.unitId,
    t.openedAt, t.assigneeId ? t.openedAt : null, t.answeredAt, t.answeredAt !== null, t.closedAt, t.closedAt, due?.at ?? null, due?.risk ?? null, t.tags,
    `${number}\n${text.searched}\n${searchText(t.name)}\n☎${t.phone}\n✉`, `{@${regionId},${text.grams},${grams(short).join(',')}}`, t.openedAt, changedAt
  ]
}

function clockCells(regionId: number, t: Thrown, clock: PrototypeClock, id: string, now: Date): { cells: Cell[]; dueAt: Date; riskAt: Date | null } {
  const dueAt = new Date(t.openedAt.getTime() + clock.limitMs)
  const riskAt = clock.riskMs === null ? null : new Date(t.openedAt.getTime() + clock.riskMs)
  const end = t.closedAt ?? now
  const broken = dueAt < end
  const state = broken ? 'broken' : t.closedAt ? 'kept' : 'running'
  const risked = riskAt !== null && riskAt < end
  const nextAt = t.closedAt || broken ? null : risked || riskAt === null ? dueAt : riskAt
  return {
    dueAt,
    riskAt,
    cells: [
      regionId, id, clock.clauseId, clock.clauseVersionId, clock.calendarVersionId, clock.promise, 'ticket', t.id, t.queue.unitId, t.ownerId, clock.ownerKind, t.customerId,
      t.openedAt, 'ticket.opened', clock.facts, clock.timeLimit, clock.tableRow, state, dueAt, riskAt, nextAt, risked ? riskAt : null, broken ? dueAt : null, t.closedAt, t.closedAt ? 'ticket.closed' : null, t.openedAt
    ]
  }
}

/** Numbers as the product gives them; those of the generator begin at 500,000, so that they never meet real ones of the same day. */
function numbering(code: string): (at: Date) => string {
  let day = ''
  let last = 0
  return (at) => {
    const today = new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '')
    if (today !== day) last = 500_000
    day = today
    return `${code}-${today}-${++last}`
  }
}

/** A UUIDv7 of an instant, by the dice. */
function uuidAt(ms: number, thrower: Dice): string {
  const time = Math.floor(ms).toString(16).padStart(12, '0')
  const hex = () => Math.floor(thrower.next() * 0x1_0000_0000).toString(16).padStart(8, '0')
  const a = hex()
  const b = hex()
  return `${time.slice(0, 8)}-${time.slice(8)}-7${a.slice(0, 3)}-8${a.slice(3, 6)}-${a.slice(6)}${b}${a.slice(0, 2)}`
}
