import { createRouter, type Router } from '@shouwen/kernels/routing/index'
import { sql } from 'kysely'
import type { App } from '#platform/app-type'
import { rulebook } from '#server/rulebook'
import type { FloorContactRow } from '../contact.ts'
import { knownKinds } from '../hooks.ts'
import { routingContact, underRules } from '../routing-rule.ts'
import type { Seat } from '../seat.ts'
import { changesSince, type Sight } from './follow.ts'
import type { Lease } from './lease.ts'
import { readRoster, type Roster, rosterPrint } from './roster.ts'
import { capacities, routingAgent, routingRules } from './routing-agent.ts'
import { type Pair, writeOffers } from './write-offers.ts'

/** Decisions in one transaction. */
const BATCH = 100

/** What the owner of a region's order keeps in memory: rebuilt from the live rows whenever the right is taken, never the truth itself. */
export type Dispatcher = {
  lease: Lease
  router: Router
  roster: Roster
  rosterSeenAt: number
  rosterPrint: string
  sight: Sight | null
  contacts: Map<string, FloorContactRow>
  seats: Map<string, Seat>
}

export async function openDispatcher(app: App, lease: Lease): Promise<Dispatcher> {
  const print = await rosterPrint(app.db, lease.regionId)
  const roster = await readRoster(app.db, lease.regionId)
  await applyRules(app, lease.regionId)
  return { lease, router: createRouter(routingRules()), roster, rosterSeenAt: Date.now(), rosterPrint: print, sight: null, contacts: new Map(), seats: new Map() }
}

/** Who waits falls under the rules as they are now, which may have changed since they came; their places stay. */
async function applyRules(app: App, regionId: number): Promise<void> {
  const waiting = await app.db.selectFrom('floor.contact').selectAll().where('region_id', '=', regionId).where('state', 'in', ['waiting', 'offered']).execute()
  const changed = waiting.flatMap((row) => {
    const now = underRules(row, rulebook().routing)
    return now.rule_id === row.rule_id && now.head_start_seconds === row.head_start_seconds ? [] : [{ ...row, ...now }]
  })
  if (changed.length === 0) return
  await sql`update floor.contact k set rule_id = c.rule_id, head_start_seconds = c.head_start, xid = pg_current_xact_id()
    from unnest(${changed.map((row) => row.kind)}::text[], ${changed.map((row) => row.id)}::uuid[], ${changed.map((row) => row.rule_id)}::text[], ${changed.map((row) => row.head_start_seconds)}::int[])
      as c(kind, id, rule_id, head_start)
    where k.region_id = ${regionId} and k.kind = c.kind and k.id = c.id and k.state in ('waiting', 'offered')`.execute(app.db)
}

/** Takes in what changed; rows already known as they are change nothing. */
export async function follow(app: App, dispatcher: Dispatcher): Promise<void> {
  const { contacts, seats, sight } = await changesSince(app.db, dispatcher.lease.regionId, dispatcher.sight)
  dispatcher.sight = sight
  for (const seat of seats) takeSeat(dispatcher, seat)
  for (const contact of contacts) takeContact(dispatcher, contact)
}

/** Reads anew who works from which queue; only when something differs is everybody told to the kernel again. */
export async function refreshRoster(app: App, dispatcher: Dispatcher, olderThanMs: number): Promise<void> {
  if (Date.now() - dispatcher.rosterSeenAt < olderThanMs) return
  dispatcher.rosterSeenAt = Date.now()
  const print = await rosterPrint(app.db, dispatcher.lease.regionId)
  if (print === dispatcher.rosterPrint) return
  dispatcher.roster = await readRoster(app.db, dispatcher.lease.regionId)
  dispatcher.rosterPrint = print
  for (const seat of dispatcher.seats.values()) takeSeat(dispatcher, seat)
  for (const contact of dispatcher.contacts.values()) takeContact(dispatcher, contact)
}

function takeSeat(dispatcher: Dispatcher, seat: Seat): void {
  const { router, roster, seats } = dispatcher
  const member = roster.members.get(seat.staff_id)
  if (seat.state === 'signed-out') seats.delete(seat.staff_id)
  else seats.set(seat.staff_id, seat)
  if (!member || seat.state === 'signed-out') router.agentGone(seat.staff_id)
  else router.agentChanged(routingAgent(seat, member, capacityOf))
}

const capacityTables = new Map<number, Readonly<Record<string, number>>>()
/** The same few tables for thousands of seats. */
function capacityOf(chats: number): Readonly<Record<string, number>> {
  const known = capacityTables.get(chats) ?? capacities(chats)
  capacityTables.set(chats, known)
  return known
}

function takeContact({ router, roster, contacts }: Dispatcher, contact: FloorContactRow): void {
  if (contact.state === 'left') contacts.delete(contact.id)
  else contacts.set(contact.id, contact)
  if (contact.state === 'waiting' && knownKinds().includes(contact.kind)) router.contactWaits(routingContact(contact, roster.queues))
  else router.contactGone(contact.id)
}

/**
 * Decides and writes until nothing more can be given; answers how many were offered. What the database did not take is told to the kernel
 * again as it stands, for the next round.
 */
export async function decideAndWrite(app: App, dispatcher: Dispatcher, owner: string): Promise<number> {
  const now = app.clock.now()
  let total = 0
  for (;;) {
    const decisions = dispatcher.router.decide(now.getTime(), BATCH)
    const pairs = decisions.flatMap((decision): Pair[] => {
      const contact = dispatcher.contacts.get(decision.contactId)
      const seat = dispatcher.seats.get(decision.agentId)
      return contact && seat ? [{ decision, contact, seat }] : []
    })
    if (pairs.length === 0) return total
    const offered = await writeOffers(app, dispatcher.lease, owner, pairs, now).catch((error: unknown) => {
      for (const { contact, seat } of pairs) restore(dispatcher, contact, seat)
      throw error
    })
    total += offered.length
    const done = new Map(offered.map((row) => [row.id, row]))
    for (const { contact, seat } of pairs) {
      const row = done.get(contact.id)
      if (row) takeContact(dispatcher, row)
      else restore(dispatcher, contact, seat)
    }
    // What was refused is offered again after the next look: at once it would only be refused again.
    if (offered.length < pairs.length || decisions.length < BATCH) return total
  }
}

/** Takes back what the kernel booked for a decision that was not written. */
function restore(dispatcher: Dispatcher, contact: FloorContactRow, seat: Seat): void {
  takeContact(dispatcher, dispatcher.contacts.get(contact.id) ?? contact)
  takeSeat(dispatcher, dispatcher.seats.get(seat.staff_id) ?? seat)
}
