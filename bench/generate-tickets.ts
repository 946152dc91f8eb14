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
import { type Prototype, readPrototypes } from './ticket-prototypes.ts'
import { DAY, idMaker, numbering, type Places, throwTicket, type Writing } from './thrown-ticket.ts'
import { clockColumns, clockLine, iso, type Promised, promisedBy, ticketColumns, ticketLine } from './ticket-lines.ts'
import { withoutIndexes } from './without-indexes.ts'
import { type PersonText, personTexts, plainGrams, ticketTexts } from './ticket-texts.ts'

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
          seed,
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
  const numberOf = numbering(writing.regionCode, writing.seed)
  const nextId = idMaker(thrower)
  let clockCount = 0
  const waits: (Promise<void> | undefined)[] = []
  try {
    for (let i = 0; i < count; i++) {
      const ticket = throwTicket(writing, i, numberOf, nextId)
      const openedAt = ticket.openedAt.toISOString()
      let due: Promised | null = null
      for (const clock of ticket.prototype.clocks) {
        const promised = promisedBy(ticket, clock, now)
        if (!ticket.closedAt && (!due || promised.dueAt < due.dueAt)) due = promised
        clockCount++
        waits.push(
          clocks.line(clockLine(regionId, ticket, clock, promised, openedAt, nextId(ticket.openedAt.getTime())))
        )
      }
      waits.push(tickets.line(ticketLine(regionId, ticket, due, openedAt)))
      waits.push(
        steps.line(`${regionId}\t${ticket.id}\t${openedAt}\t${nextId(ticket.openedAt.getTime())}\tacknowledged\tsystem`)
      )
      if (ticket.answeredAt)
        waits.push(
          notes.line(
            `${regionId}\t${ticket.id}\t${iso(ticket.answeredAt)}\t${nextId(ticket.answeredAt.getTime())}\treply\ttrue\t${answers[ticket.text.matter]}\tstaff\t${cell(ticket.assigneeId)}`
          )
        )
      for (const wait of waits.splice(0)) if (wait) await wait
    }
    await Promise.all([tickets.end(), clocks.end(), steps.end(), notes.end()])
    return clockCount
  } catch (error) {
    for (const writer of [tickets, clocks, steps, notes]) writer.abort()
    throw error
  }
}
