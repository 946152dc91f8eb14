import { type Selectable, sql } from 'kysely'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import type { FloorContact } from '#platform/schema.gen'
import { avoidedByCustomer } from '#capabilities/tickets'

/** A contact as the floor keeps it. */
export type FloorContactRow = Selectable<FloorContact>

export type ContactKind = 'conversation' | 'call'
/** Which contact: `id` is that of the conversation or call. */
export type ContactRef = { kind: ContactKind; id: string; regionId: number }

export const refOf = ({ kind, id, region_id }: Pick<FloorContactRow, 'kind' | 'id' | 'region_id'>): ContactRef => ({ kind, id, regionId: region_id })

/** The contact, locked, or null when the floor never had it. Its own row (conversation, call) is locked before it, its seat after it. */
export async function lockFloorContact(call: Call, { regionId, kind, id }: ContactRef): Promise<FloorContactRow | null> {
  const row = await call.tx
    .selectFrom('floor.contact')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('kind', '=', kind)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

export async function findFloorContact(tx: Call['tx'], { regionId, kind, id }: ContactRef): Promise<FloorContactRow | null> {
  const row = await tx.selectFrom('floor.contact').selectAll().where('region_id', '=', regionId).where('kind', '=', kind).where('id', '=', id).executeTakeFirst()
  return row ?? null
}

/** A write that goes along with another: of other tables of the same region, read by nobody before the statement is over. */
export type Along = { toOperationNode(): unknown }

/** The queries as parts of the next statement, so that a hot path asks the database once and not four times. */
export const alongWith = (tx: Call['tx'], queries: readonly Along[]): Call['tx'] =>
  queries.reduce((into, query, n) => into.with(`along_${n}`, () => query as never) as unknown as Call['tx'], tx)

/** Changes a contact the caller has locked. */
export async function changeContact(call: Call, row: FloorContactRow, to: Partial<FloorContactRow>, along: readonly Along[] = []): Promise<FloorContactRow> {
  return alongWith(call.tx, along)
    .updateTable('floor.contact')
    .set({ ...to, xid: sql`pg_current_xact_id()` } as never)
    .where('region_id', '=', row.region_id)
    .where('kind', '=', row.kind)
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/**
 * Refuses with `contact-avoids-person` when the person must not have it: the contact says so, or an open matter of its customer does by now.
 * @norm TK-26
 */
export async function refuseAvoided(call: Call, { region_id, customer_id, avoid_staff_ids }: Pick<FloorContactRow, 'region_id' | 'customer_id' | 'avoid_staff_ids'>, staffId: string): Promise<void> {
  const avoids = avoid_staff_ids.includes(staffId) || (customer_id !== null && (await avoidedByCustomer(call.tx, region_id, customer_id)).includes(staffId))
  if (avoids) throw refuse('contact-avoids-person')
}

/** Nobody has it any more, and no offer of it stands. */
export const withNobody = { staff_id: null, units: 0, soft: false, offered_at: null, offer_ends_at: null } as const
