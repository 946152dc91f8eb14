import type { Call } from '#platform/action'
import type { ContactKind, FloorContactRow } from './contact.ts'

/** Why an offer was taken back. */
export type LapseReason = 'unanswered' | 'declined' | 'desk-left'

/**
 * What the capability whose contacts these are does when the floor moves them, in the floor's transaction. All rows are of one region.
 * Locks are taken in one order everywhere: the contact's own row (conversation, call), floor.contact, floor.seat, the ticket.
 */
export type FloorHooks = {
  /** Locks the own rows, skipping those somebody else holds (`for update skip locked`); answers the ids that are locked and can be offered or taken back. */
  lock(call: Call, regionId: number, ids: string[]): Promise<string[]>
  /** Mirrors offers (`staff_id`, `offered_at`, `offer_ends_at`). Answers what the event should say beside the floor's own facts, by contact id. */
  offered(call: Call, contacts: FloorContactRow[]): Promise<Map<string, Record<string, unknown>> | void>
  /** Mirrors that the contact waits again at its place; `from` is who had the offer. */
  lapsed(call: Call, contacts: (FloorContactRow & { from: string })[], reason: LapseReason): Promise<Map<string, Record<string, unknown>> | void>
  /** The seat of who serves these was left (browser gone, signed out by a supervisor). Who should be served by somebody else is put back by `enqueue`. */
  deskLeft(call: Call, contacts: FloorContactRow[]): Promise<void>
  /** Their rule lets them stay only while somebody works from the queue, and nobody does any more. Told again until they have left. */
  stranded?(call: Call, contacts: FloorContactRow[]): Promise<void>
}

const hooks = new Map<ContactKind, FloorHooks>()

/** Registers what happens to a kind of contact; once per process, at start. */
export function onFloor(kind: ContactKind, given: FloorHooks): void {
  hooks.set(kind, given)
}

export function hooksOf(kind: ContactKind): FloorHooks {
  const given = hooks.get(kind)
  if (!given) throw new Error(`nobody answers for contacts of the kind ${kind}`)
  return given
}

/** The kinds somebody answers for in this process: contacts of others are left alone. */
export const knownKinds = (): ContactKind[] => [...hooks.keys()]

/** Runs a hook once per kind and puts its answers together. */
export async function perKind<Row extends FloorContactRow>(
  rows: readonly Row[],
  run: (hooks: FloorHooks, rows: Row[]) => Promise<Map<string, Record<string, unknown>> | void>
): Promise<Map<string, Record<string, unknown>>> {
  const said = new Map<string, Record<string, unknown>>()
  for (const [kind, own] of Map.groupBy(rows, (row) => row.kind)) for (const [id, data] of (await run(hooksOf(kind), own)) ?? []) said.set(id, data)
  return said
}
