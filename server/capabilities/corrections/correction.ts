import type { CorrectionView } from '@shouwen/contract/corrections'
import type { Static } from '@shouwen/contract/operation'
import type { Selectable } from 'kysely'
import { allows, type Permitted, type Placement, type PlacementColumns, permit } from '#platform/access'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import type { CorrectionsCorrection } from '#platform/schema.gen'
import { clocksOf } from '#capabilities/norms'
import { staffNames } from '#capabilities/people'

export type Correction = Selectable<CorrectionsCorrection>
type View = Static<typeof CorrectionView>

/** Where a correction stands for permissions: the unit of its ticket, and as "own" whoever found it or calls back. */
export const placementOf = ({ region_id, unit_id, owner_id, found_by }: Correction): Placement => ({ regionId: region_id, unitId: unit_id, staffIds: [owner_id, found_by] })

export const scopeColumns: PlacementColumns = { regionId: 'c.region_id', unitId: 'c.unit_id', staffIds: ['c.owner_id', 'c.found_by'] }

/** The correction with this id, locked for a change and permitted; refuses with `not-found`. Regions are few, so each is asked by its key. */
export async function lockCorrection(call: Call, id: string): Promise<Permitted<Correction & Placement>> {
  const regions = await call.tx.selectFrom('platform.region').select('id').execute()
  const row = await call.tx
    .selectFrom('corrections.correction')
    .selectAll()
    .where('region_id', 'in', regions.map((region) => region.id))
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw refuse('not-found')
  return permit(call, 'ticket.note', { ...row, ...placementOf(row) }, 'ticket.read')
}

/** Corrections of one region as pages show them. */
export async function correctionViews(call: Call, rows: readonly Correction[]): Promise<View[]> {
  const people = await staffNames(call.tx, rows.flatMap((row) => [row.found_by, row.owner_id, row.settled_by, row.mended_by]))
  const person = (id: string | null) => {
    const found = id === null ? undefined : people.get(id)
    return id !== null && found ? { id, ...found } : null
  }
  const promises = new Map<string, View['promises']>()
  for (const [regionId, group] of Map.groupBy(rows, (row) => row.region_id))
    for (const [id, clocks] of await clocksOf(call, regionId, 'correction', group.map((row) => row.id))) promises.set(id, clocks)
  return rows.map((row) => ({
    regionId: row.region_id,
    id: row.id,
    ticketId: row.ticket_id,
    ticketNumber: row.ticket_number,
    conversationId: row.conversation_id,
    customerId: row.customer_id,
    unitId: row.unit_id,
    state: row.state as View['state'],
    foundHow: row.found_how,
    foundBy: person(row.found_by),
    foundAt: row.found_at.toISOString(),
    wrongAnswer: row.wrong_answer,
    rightAnswer: row.right_answer,
    owner: person(row.owner_id),
    tries: row.tries,
    triedAt: iso(row.tried_at),
    outcome: row.outcome,
    customerSaid: row.customer_said,
    channel: row.channel as View['channel'],
    settledAt: iso(row.settled_at),
    settledBy: person(row.settled_by),
    knowledgeNote: row.knowledge_note,
    knowledgeState: row.knowledge_state as View['knowledgeState'],
    mendedAt: iso(row.mended_at),
    mendedBy: person(row.mended_by),
    promises: promises.get(row.id) ?? [],
    can: {
      tell: row.state === 'open' && allows(call.actor, 'ticket.note', placementOf(row)),
      mend: row.knowledge_state === 'open' && allows(call.actor, 'ticket.note', placementOf(row))
    }
  }))
}

/** One correction as pages show it. */
export async function correctionView(call: Call, row: Correction): Promise<View> {
  const [view] = await correctionViews(call, [row])
  return view as View
}

const iso = (at: Date | null) => at?.toISOString() ?? null
