import type { readCards as readOperation, recordMood as moodOperation, useCard as useOperation } from '@shouwen/contract/handling-cards'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { sql } from 'kysely'
import { type Call, staffId } from '#platform/action'
import { refuse } from '#platform/refusal'
import { caseHappened, caseToRead, caseToWorkOn } from './case-ticket.ts'
import { commitmentsOf, commitmentViews } from './commitment.ts'
import { isRestated } from './run.ts'
import { entry, handlingBook } from './words.ts'

const YEAR = 365 * 86_400_000

/**
 * The cards a handler has at hand, how each has worked in the region over a year, and the times told to this customer.
 * @norm TK-18 TK-21 TK-32 TK-33 TK-34 TK-35 TK-36 TK-48
 */
export async function readCards(call: Call, { ticketId }: InputOf<typeof readOperation>): Promise<OutputOf<typeof readOperation>> {
  const ticket = await caseToRead(call, ticketId)
  const { families, slots, cards, stages } = handlingBook().cards
  const counts = await countsOf(call, ticket.region_id)
  const list = (words: typeof families) => Object.entries(words).map(([code, { zh, en }]) => ({ code, zh, en }))
  return {
    families: list(families),
    slots: list(slots),
    stages: list(stages),
    cards: Object.entries(cards).map(([code, { zh, en, family, how, parts, needs_restated }]) => ({ code, zh, en, family, how, parts: [...parts], needsRestated: needs_restated === true, ...(counts.get(code) ?? { used: 0, calmer: 0, measured: 0 }) })),
    restated: await isRestated(call, ticket),
    commitments: await commitmentViews(call, ticket.region_id, await commitmentsOf(call, ticket))
  }
}

/** A card was taken up. The interruption waits until the customer has been heard out and repeated: `not-restated-yet`. @norm TK-32 TK-35 IQ-13 */
export async function useCard(call: Call, { ticketId, card: code, moodBefore }: InputOf<typeof useOperation>): Promise<OutputOf<typeof useOperation>> {
  const ticket = await caseToWorkOn(call, ticketId)
  const card = entry(handlingBook().cards.cards, code)
  if (!card) throw refuse('card-unknown')
  if (card.needs_restated && !(await isRestated(call, ticket))) throw refuse('not-restated-yet')
  const id = call.app.newId()
  await call.tx
    .insertInto('handling.card_use')
    .values({ region_id: ticket.region_id, id, ticket_id: ticket.id, card: code, emotion_before: moodBefore ?? null, unit_id: call.actor.kind === 'staff' ? call.actor.unitId : null, used_by: staffId(call.actor), used_at: call.now })
    .execute()
  await caseHappened(call, ticket, 'handling.card-used', { card: code })
  return { useId: id }
}

/** How the customer felt after it: what works is seen by comparing. @norm TK-48 */
export async function recordMood(call: Call, { ticketId, useId, moodAfter }: InputOf<typeof moodOperation>): Promise<Record<string, never>> {
  const ticket = await caseToWorkOn(call, ticketId)
  const row = await call.tx
    .updateTable('handling.card_use')
    .set({ emotion_after: moodAfter })
    .where('region_id', '=', ticket.region_id)
    .where('id', '=', useId)
    .where('ticket_id', '=', ticket.id)
    .returning('card')
    .executeTakeFirst()
  if (!row) throw refuse('not-found')
  await caseHappened(call, ticket, 'handling.card-used', { card: row.card, mood: true })
  return {}
}

async function countsOf(call: Call, regionId: number): Promise<Map<string, { used: number; calmer: number; measured: number }>> {
  const { rows } = await sql<{ card: string; used: number; calmer: number; measured: number }>`
    select card, count(*)::int as used,
      count(*) filter (where array_position(array['threatening', 'angry', 'annoyed', 'calm'], emotion_after) > array_position(array['threatening', 'angry', 'annoyed', 'calm'], emotion_before))::int as calmer,
      count(*) filter (where emotion_before is not null and emotion_after is not null)::int as measured
    from handling.card_use where region_id = ${regionId} and used_at > ${new Date(call.now.getTime() - YEAR)} group by card`.execute(call.tx)
  return new Map(rows.map(({ card, ...counts }) => [card, counts]))
}
