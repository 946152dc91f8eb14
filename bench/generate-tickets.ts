import { openTicket } from '@shouwen/contract/tickets'
import type { InputOf } from '@shouwen/contract/operation'
import { sql } from 'kysely'
import type { Pool } from 'pg'
import { openTicket as open } from '#capabilities/tickets'
import { transact } from '#platform/action'
import type { App } from '#platform/app-type'
import { openPool } from '#platform/database'
import { type Dice, dice } from '../seed/dice.ts'
import { matters } from '../seed/matters.ts'
import { cell, copyInto, escaped } from './copy-rows.ts'
import { type PrototypeClock, type Prototype, readPrototypes } from './ticket-prototypes.ts'
import { withoutIndexes } from './without-indexes.ts'
import { type PersonText, personTexts, plainGrams, type TicketText, ticketTexts } from './ticket-texts.ts'

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

export type Generated = {
  tickets: number
  clocks: number
  customers: number
  writeSeconds: number
  indexSeconds: number
  ticketsPerSecond: number
}

const DAY = 86_400_000
const DIFFERENT_TEXTS = 6_000
const DIFFERENT_NAMES = 4_000

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
  const names = personTexts(thrower, DIFFERENT_NAMES)
  const pool = openPool(databaseUrl, { as: 'owner', max: 6 })
  try {
    const began = performance.now()
    let wrote = began
    let clocks = 0
    const customers = Math.max(10, Math.floor(count / 5))
    await withoutIndexes(
      pool,
      ['tickets.ticket', 'tickets.status_change', 'tickets.note', 'norms.clock', 'customers.customer'],
      async () => {
        const customerIds = await writeCustomers(pool, {
          dice: thrower,
          regionId,
          count: customers,
          names,
          now: app.clock.now(),
          seed
        })
        clocks = await writeTickets(pool, {
          dice: thrower,
          regionId,
          regionCode: places.regionCode,
          count,
          days,
          openShare,
          now: app.clock.now(),
          prototypes,
          places,
          texts,
          names,
          customerIds
        })
        wrote = performance.now()
      }
    )
    const writeSeconds = (wrote - began) / 1000
    return {
      tickets: count,
      clocks,
      customers,
      writeSeconds,
      indexSeconds: (performance.now() - wrote) / 1000,
      ticketsPerSecond: Math.round(count / writeSeconds)
    }
  } finally {
    await pool.end()
  }
}

/** One open ticket per matter, opened by the product itself. */
async function makePrototypes(app: App, regionId: number): Promise<Prototype[]> {
  const ids: string[] = []
  for (const { kind, category, titles, description, form } of matters) {
    const input: InputOf<typeof openTicket> = {
      regionId,
      kind,
      category,
      title: titles[0] as string,
      description,
      channel: 'phone',
      ...(form ? { form } : {})
    }
    ids.push(
      (await transact(app, { kind: 'system', name: 'generate' }, (call) => open(call, input, { byMachine: true }))).id
    )
  }
  return readPrototypes(app.db, regionId, ids)
}

type Places = { regionCode: string; queues: { code: string; unitId: string; staff: string[] }[] }

/** Where tickets can lie: the queues of the region and who is in their units. */
async function placesIn(app: App, regionId: number): Promise<Places> {
  const { rows } = await sql<{ region: string; code: string; unitId: string; staff: string[] }>`
    select r.code as region, q.code, q.unit_id as "unitId", array(select s.id::text from people.staff s where s.unit_id = q.unit_id order by s.job_number) as staff
    from tickets.queue q join platform.region r on r.id = q.region_id where q.region_id = ${regionId} order by q.code`.execute(
    app.db
  )
  if (rows.length === 0) throw new Error('the region has no queue')
  return {
    regionCode: (rows[0] as (typeof rows)[number]).region,
    queues: rows.map(({ code, unitId, staff }) => ({ code, unitId, staff }))
  }
}

async function writeCustomers(
  pool: Pool,
  {
    dice: thrower,
    regionId,
    count,
    names,
    now,
    seed
  }: { dice: Dice; regionId: number; count: number; names: PersonText[]; now: Date; seed: number }
): Promise<string[]> {
  const columns = [
    'region_id',
    'id',
    'number',
    'kind',
    'name',
    'grade',
    'search_text',
    'grams',
    'created_at',
    'updated_at'
  ]
  const writer = await copyInto(pool, 'customers.customer', columns)
  const ids: string[] = []
  const at = now.toISOString()
  const nextId = idMaker(thrower)
  for (let i = 0; i < count; i++) {
    const id = nextId(now.getTime() - 1000 * DAY + i)
    const { name, searched, grams } = thrower.pick(names)
    const number = `g${seed}x${String(i).padStart(8, '0')}`
    const grade = thrower.weighted([
      ['ordinary', 90],
      ['A', 6],
      ['AA', 3],
      ['AAA', 1]
    ])
    await writer.line(
      `${regionId}\t${id}\t${number.toUpperCase()}\tperson\t${name}\t${grade}\t${searched}\\n${number}\t{${grams}${plainGrams(number)}}\t${at}\t${at}`
    )
    ids.push(id)
  }
  await writer.end()
  return ids
}

type Writing = {
  dice: Dice
  regionId: number
  regionCode: string
  count: number
  days: number
  openShare: number
  now: Date
  prototypes: Prototype[]
  places: Places
  texts: TicketText[]
  names: PersonText[]
  customerIds: string[]
}

const ticketColumns = [
  'region_id',
  'id',
  'number',
  'kind',
  'status',
  'status_at',
  'title',
  'description',
  'form',
  'customer_id',
  'contact_name',
  'contact_phone',
  'channel',
  'source',
  'category',
  'severity',
  'urgency',
  'scope',
  'priority',
  'priority_because',
  'facts',
  'first_owner_id',
  'owner_id',
  'assignee_id',
  'queue_code',
  'unit_id',
  'opened_at',
  'accepted_at',
  'first_answered_at',
  'answered',
  'resolved_at',
  'closed_at',
  'next_due_at',
  'at_risk_at',
  'tags',
  'search_text',
  'grams',
  'created_at',
  'updated_at'
]
const clockColumns = [
  'region_id',
  'id',
  'clause_id',
  'clause_version_id',
  'calendar_version_id',
  'promise',
  'subject_kind',
  'subject_id',
  'unit_id',
  'owner_id',
  'owner_kind',
  'customer_id',
  'started_at',
  'started_by_event',
  'facts',
  'time_limit',
  'table_row',
  'state',
  'due_at',
  'at_risk_at',
  'next_at',
  'at_risk_fired_at',
  'broken_at',
  'stopped_at',
  'stopped_by_event',
  'created_at'
]
const tagSets = ['{}', '{}', '{}', '{VIP}', '{夜间}', '{重复来电}', '{VIP,夜间}']

/** Oldest first, so that ids grow with time as those of the product do. Answers how many clocks were written. */
async function writeTickets(pool: Pool, writing: Writing): Promise<number> {
  const { regionId, count, dice: thrower, now } = writing
  const [tickets, clocks, steps, notes] = await Promise.all([
    copyInto(pool, 'tickets.ticket', ticketColumns),
    copyInto(pool, 'norms.clock', clockColumns),
    copyInto(pool, 'tickets.status_change', ['region_id', 'ticket_id', 'at', 'id', 'to_status', 'actor_kind']),
    copyInto(pool, 'tickets.note', [
      'region_id',
      'ticket_id',
      'at',
      'id',
      'kind',
      'visible_to_customer',
      'body',
      'author_kind',
      'author_id'
    ])
  ])
  const answers = matters.map(({ answer }) => escaped(answer))
  const numberOf = numbering(writing.regionCode)
  const nextId = idMaker(thrower)
  let clockCount = 0
  for (let i = 0; i < count; i++) {
    const ticket = throwTicket(writing, i, numberOf, nextId)
    const openedAt = ticket.openedAt.toISOString()
    let due: Promised | null = null
    for (const clock of ticket.prototype.clocks) {
      const promised = promisedBy(ticket, clock, now)
      if (!ticket.closedAt && (!due || promised.dueAt < due.dueAt)) due = promised
      clockCount++
      await clocks.line(clockLine(regionId, ticket, clock, promised, openedAt, nextId(ticket.openedAt.getTime())))
    }
    await tickets.line(ticketLine(regionId, ticket, due, openedAt))
    await steps.line(
      `${regionId}\t${ticket.id}\t${openedAt}\t${nextId(ticket.openedAt.getTime())}\tacknowledged\tsystem`
    )
    if (ticket.answeredAt)
      await notes.line(
        `${regionId}\t${ticket.id}\t${iso(ticket.answeredAt)}\t${nextId(ticket.answeredAt.getTime())}\treply\ttrue\t${answers[ticket.text.matter]}\tstaff\t${cell(ticket.assigneeId)}`
      )
  }
  await Promise.all([tickets.end(), clocks.end(), steps.end(), notes.end()])
  return clockCount
}

const iso = (at: Date | null) => (at === null ? '\\N' : at.toISOString())

type Thrown = {
  id: string
  number: string
  text: TicketText
  prototype: Prototype
  name: PersonText
  phone: string
  customerId: string | null
  openedAt: Date
  closedAt: Date | null
  answeredAt: Date | null
  status: string
  priority: string
  queue: Places['queues'][number]
  ownerId: string | null
  assigneeId: string | null
  tags: string
}

function throwTicket(
  { dice: thrower, count, days, openShare, now, prototypes, places, texts, names, customerIds }: Writing,
  index: number,
  numberOf: (at: Date) => string,
  nextId: (ms: number) => string
): Thrown {
  const isOpen = index >= count * (1 - openShare)
  // The open ones were opened in the last week, most of them lately; the closed ones evenly over the whole time before.
  const age = isOpen
    ? 7 * DAY * ((count - index) / (count * openShare)) ** 3
    : 2 * DAY + days * DAY * (1 - index / count)
  const openedAt = new Date(Math.floor(now.getTime() - age))
  const text = thrower.pick(texts)
  const queue = thrower.pick(places.queues)
  const agent = queue.staff.length > 0 ? thrower.pick(queue.staff) : null
  const waits = isOpen && thrower.chance(0.3)
  const answeredAt =
    isOpen && (waits || thrower.chance(0.3)) ? null : new Date(openedAt.getTime() + thrower.whole(60_000, 3_600_000))
  return {
    id: nextId(openedAt.getTime()),
    number: numberOf(openedAt),
    text,
    prototype: prototypes[text.matter] as Prototype,
    name: thrower.pick(names),
    phone: `1661${String(thrower.whole(0, 9_999_999)).padStart(7, '0')}`,
    customerId: thrower.chance(0.8) ? thrower.pick(customerIds) : null,
    openedAt,
    closedAt: isOpen ? null : new Date(openedAt.getTime() + thrower.whole(3_600_000, 40 * 3_600_000)),
    answeredAt,
    status: isOpen
      ? waits
        ? 'acknowledged'
        : thrower.weighted([
            ['inProgress', 70],
            ['pending', 15],
            ['held', 5],
            ['resolved', 10]
          ])
      : 'closed',
    priority: thrower.weighted([
      ['P1', 2],
      ['P2', 10],
      ['P3', 70],
      ['P4', 18]
    ]),
    queue,
    ownerId: agent,
    assigneeId: waits ? null : agent,
    tags: thrower.pick(tagSets)
  }
}

function ticketLine(regionId: number, t: Thrown, due: Promised | null, openedAt: string): string {
  const { prototype: p, text, name } = t
  const number = t.number.replaceAll('-', '').toLowerCase()
  const changedAt = iso(t.closedAt ?? t.answeredAt ?? t.openedAt)
  const closedAt = iso(t.closedAt)
  const owner = cell(t.ownerId)
  return `${regionId}\t${t.id}\t${t.number}\t${p.kind}\t${t.status}\t${changedAt}\t${text.title}\t${text.description}\t${p.form}\t${cell(t.customerId)}\t${name.name}\t${t.phone}\tphone\t${p.source}\t${cell(p.category)}\t${p.severity}\t${p.urgency}\t${p.scope}\t${t.priority}\t${p.priorityBecause}\t${p.facts}\t${owner}\t${owner}\t${cell(t.assigneeId)}\t${t.queue.code}\t${t.queue.unitId}\t${openedAt}\t${t.assigneeId ? openedAt : '\\N'}\t${iso(t.answeredAt)}\t${t.answeredAt !== null}\t${closedAt}\t${closedAt}\t${iso(due?.dueAt ?? null)}\t${iso(due?.riskAt ?? null)}\t${t.tags}\t${number}\\n${text.searched}\\n${name.searched}\\n☎${t.phone}\\n✉\t{@${regionId},${text.grams},${name.grams}${plainGrams(number)}${plainGrams(t.phone)}}\t${openedAt}\t${changedAt}`
}

type Promised = { dueAt: Date; riskAt: Date | null; broken: boolean }

function promisedBy(t: Thrown, clock: PrototypeClock, now: Date): Promised {
  const dueAt = new Date(t.openedAt.getTime() + clock.limitMs)
  return {
    dueAt,
    riskAt: clock.riskMs === null ? null : new Date(t.openedAt.getTime() + clock.riskMs),
    broken: dueAt < (t.closedAt ?? now)
  }
}

function clockLine(
  regionId: number,
  t: Thrown,
  clock: PrototypeClock,
  { dueAt, riskAt, broken }: Promised,
  openedAt: string,
  id: string
): string {
  const state = broken ? 'broken' : t.closedAt ? 'kept' : 'running'
  const risked = riskAt !== null && (broken || riskAt < (t.closedAt ?? dueAt))
  const warned = risked && (broken || t.closedAt !== null)
  const nextAt = t.closedAt || broken ? null : (riskAt ?? dueAt)
  const closedAt = iso(t.closedAt)
  return `${regionId}\t${id}\t${clock.clauseId}\t${clock.clauseVersionId}\t${clock.calendarVersionId}\t${clock.promise}\tticket\t${t.id}\t${t.queue.unitId}\t${cell(t.ownerId)}\t${clock.ownerKind}\t${cell(t.customerId)}\t${openedAt}\tticket.opened\t${clock.facts}\t${clock.timeLimit}\t${cell(clock.tableRow)}\t${state}\t${iso(dueAt)}\t${iso(riskAt)}\t${iso(nextAt)}\t${warned ? iso(riskAt) : '\\N'}\t${broken ? iso(dueAt) : '\\N'}\t${closedAt}\t${t.closedAt ? 'ticket.closed' : '\\N'}\t${openedAt}`
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

/** Makes UUIDv7 of instants: 32 bits by the dice, the rest counted, so that none comes twice. */
function idMaker(thrower: Dice): (ms: number) => string {
  const stem = Math.floor(thrower.next() * 0x1000)
    .toString(16)
    .padStart(3, '0')
  let made = 0
  return (ms) => {
    const time = Math.floor(ms).toString(16).padStart(12, '0')
    const drawn = Math.floor(thrower.next() * 0x1_0000_0000)
      .toString(16)
      .padStart(8, '0')
    return `${time.slice(0, 8)}-${time.slice(8)}-7${stem}-8${drawn.slice(0, 3)}-${drawn.slice(3)}${(++made).toString(16).padStart(7, '0')}`
  }
}
