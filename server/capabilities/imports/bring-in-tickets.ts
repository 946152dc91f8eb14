import { ContactChannel } from '@shouwen/contract/contact-words'
import { sql } from 'kysely'
import { bringInContacts, type FormerContact } from '#capabilities/contacts'
import { matchCustomer } from '#capabilities/customers'
import { decidePast } from '#capabilities/norms'
import { bringInHistory, leaseNumbers, openTicket } from '#capabilities/tickets'
import type { Call } from '#platform/action'
import { isTransient } from '#platform/database'
import { writeGathered } from '#platform/gathered-writes'
import { Refusal } from '#platform/refusal'
import { knownKeys, type Outcome } from './outcomes.ts'
import { type FaultyRow, isReady, type ReadyRow } from './read-row.ts'

type Opened = { outcome: Outcome; contact: FormerContact | null }

/**
 * Turns a batch of rows into tickets, conversations and decided promises, in the caller's transaction, whose call says `imported`.
 * `careful` keeps the rows apart, so that one the database refuses does not take the others along.
 */
export async function bringInTickets(
  call: Call,
  regionId: number,
  rows: readonly (ReadyRow | FaultyRow)[],
  careful: boolean
): Promise<Outcome[]> {
  const known = await knownKeys(
    call,
    regionId,
    rows.filter(isReady).map(({ key }) => key)
  )
  const wanted: WantedRow[] = []
  const outcomes: Outcome[] = []
  for (const row of rows) {
    const before = isReady(row) ? known.get(row.key) : undefined
    if (!isReady(row)) outcomes.push({ row: row.row, outcome: 'failed', fault: row.fault, field: row.field })
    else if (before) outcomes.push(again(row, before))
    else {
      const customer = await customerOf(call, regionId, row)
      if (customer === 'unknown')
        outcomes.push({ row: row.row, outcome: 'failed', fault: 'customer-unknown', field: 'customerNumber' })
      else {
        wanted.push({ row, customer, ticketId: call.app.newId() })
        known.set(row.key, { contentHash: row.contentHash, ticketId: null })
      }
    }
  }
  const opened = careful ? await oneByOne(call, regionId, wanted) : await together(call, regionId, wanted)
  await bringInContacts(
    call,
    regionId,
    opened.flatMap(({ contact }) => contact ?? [])
  )
  await writeGathered(call)
  await decidePast(
    call,
    regionId,
    opened.flatMap(({ outcome }) => (outcome.outcome === 'imported' ? (outcome.ticketId ?? []) : []))
  )
  return [...outcomes, ...opened.map(({ outcome }) => outcome)]
}

type WantedRow = { row: ReadyRow; customer: Customer | null; ticketId: string }

async function oneByOne(call: Call, regionId: number, wanted: WantedRow[]): Promise<Opened[]> {
  const opened: Opened[] = []
  for (const one of wanted)
    opened.push(
      await apart(call, one.row, async () => {
        const done = await open(call, regionId, one)
        await bringInHistoryOf(call, regionId, one)
        return done
      })
    )
  return opened
}

/** First all are opened and written together, then those with a history live through it. */
async function together(call: Call, regionId: number, wanted: WantedRow[]): Promise<Opened[]> {
  const numbers = await leaseNumbers(
    call,
    regionId,
    wanted.map(({ row }) => row.openedAt)
  )
  const opened: Opened[] = []
  for (const [at, one] of wanted.entries()) opened.push(await open(call, regionId, one, numbers[at]))
  await writeGathered(call)
  for (const one of wanted) await bringInHistoryOf(call, regionId, one)
  return opened
}

/** The same number with other words is not the same row: the person decides, nothing is overwritten. */
function again(row: ReadyRow, before: { contentHash: Buffer | null; ticketId: string | null }): Outcome {
  const same = before.contentHash?.equals(row.contentHash) ?? false
  if (same) return { row: row.row, outcome: 'repeated', key: row.key, ticketId: before.ticketId }
  return {
    row: row.row,
    outcome: 'failed',
    fault: 'number-used-before',
    field: 'externalId',
    ticketId: before.ticketId
  }
}

async function apart(call: Call, row: ReadyRow, run: () => Promise<Opened>): Promise<Opened> {
  await sql`savepoint import_row`.execute(call.tx)
  try {
    const done = await run()
    await sql`release savepoint import_row`.execute(call.tx)
    return done
  } catch (error) {
    if (isTransient(error)) throw error
    await sql`rollback to savepoint import_row`.execute(call.tx)
    if (!(error instanceof Refusal)) call.app.log.warn({ err: error, row: row.row }, 'row not imported')
    return {
      outcome: {
        row: row.row,
        outcome: 'failed',
        fault: 'refused',
        field: error instanceof Refusal ? error.code : null
      },
      contact: null
    }
  }
}

async function open(
  call: Call,
  regionId: number,
  { row, customer, ticketId }: WantedRow,
  number?: string
): Promise<Opened> {
  const party = customer ? { customerId: customer.id, ...(customer.lineId ? { lineId: customer.lineId } : {}) } : {}
  const ticket = await openTicket(
    call,
    { ...row.input, ...party, regionId },
    { id: ticketId, occurredAt: row.openedAt, byMachine: true, firstOwnerId: null, ...(number ? { number } : {}) }
  )
  const contact = contactOf(call, row, ticket, customer)
  return {
    outcome: {
      row: row.row,
      outcome: 'imported',
      key: row.key,
      contentHash: row.contentHash,
      ticketId,
      conversationId: contact?.id ?? null
    },
    contact
  }
}

async function bringInHistoryOf(call: Call, regionId: number, { row, ticketId }: WantedRow): Promise<void> {
  if (row.answers.length > 0 || row.begunAt || row.resolvedAt || row.ended)
    await bringInHistory(call, { regionId, id: ticketId }, row)
}

type Customer = { id: string; lineId: string | null }

/** A customer number must be right; a service number that nobody has stays what it is, a number on the form. */
async function customerOf(
  call: Call,
  regionId: number,
  { customerNumber, serviceNumber }: ReadyRow
): Promise<Customer | null | 'unknown'> {
  if (customerNumber) {
    const found = await call.tx
      .selectFrom('customers.customer')
      .select('id')
      .where('region_id', '=', regionId)
      .where('number', '=', customerNumber)
      .executeTakeFirst()
    return found ? { id: found.id, lineId: null } : 'unknown'
  }
  const found = serviceNumber ? await matchCustomer(call.tx, { regionId, serviceNumber }) : null
  return found ? { id: found.id, lineId: found.lineId } : null
}

const contactChannels: readonly string[] = ContactChannel.enum

/** The conversation behind it, for channels on which one talks with customers; a matter from a regulator has none. */
function contactOf(
  call: Call,
  row: ReadyRow,
  ticket: { id: string; number: string; queueCode: string | null; unitId: string | null },
  customer: Customer | null
): FormerContact | null {
  const { channel, contactName, contactEmail, contactPhone, category, title, description } = row.input
  if (!contactChannels.includes(channel)) return null
  const over = row.ended?.at ?? null
  const last = row.answers.at(-1)?.at ?? row.openedAt
  return {
    id: call.app.newId(),
    channel: channel as FormerContact['channel'],
    ticket,
    customerId: customer?.id ?? null,
    lineId: customer?.lineId ?? null,
    name: contactName ?? null,
    contact: contactEmail ?? contactPhone ?? null,
    category: category ?? null,
    subject: title,
    messages: [
      { direction: 'in', body: description, at: row.openedAt },
      ...row.answers.map(({ body, at }) => ({ direction: 'out' as const, body, at }))
    ],
    // An open matter that came by mail can still be answered by mail; on the other channels nobody waits any more.
    closedAt: channel === 'email' ? over : (over ?? last),
    externalId: null
  }
}
