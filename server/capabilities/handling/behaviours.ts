import type { attachBehaviour as attachOperation, decideBehaviour as decideOperation, endBehaviour as endOperation, readBehaviours as readOperation } from '@shouwen/contract/handling-cards'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { Selectable } from 'kysely'
import { allows } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { refuse } from '#platform/refusal'
import type { HandlingBehaviourUse } from '#platform/schema.gen'
import { isOpen, type Ticket, ticketPlacement } from '#capabilities/tickets'
import { type Case, caseHappened, caseToRead, caseToWorkOn } from './case-ticket.ts'
import { demandsOf, demandViews } from './demands.ts'
import { offersOf, offerViews } from './offers.ts'
import { bookView } from './behaviour-book.ts'
import { tally } from './behaviour-tally.ts'
import { coded, entry, handlingBook, iso, peopleOf, personOf } from './words.ts'

type Use = Selectable<HandlingBehaviourUse>
const DAY = 86_400_000

/**
 * The books of the library, those attached to this complaint, what it demands and what was offered. Nothing of a book is told when the
 * complaint has ended. @norm TK-37 TK-50 TK-53 TK-55
 */
export async function readBehaviours(call: Call, { ticketId }: InputOf<typeof readOperation>): Promise<OutputOf<typeof readOperation>> {
  const ticket = await caseToRead(call, ticketId)
  const { behaviours, outcomes } = handlingBook().behaviours
  const uses = isOpen(ticket.status) ? await usesOf(call, ticket) : []
  const people = await peopleOf(call, uses.map((use) => use.attached_by))
  const leads = allows(call.actor, 'handling.lead', { ...ticketPlacement(ticket), staffIds: [] })
  const offers = await offersOf(call.tx, ticket)
  return {
    books: Object.entries(behaviours).map(([code, book]) => bookView(code, book)),
    outcomes: Object.keys(outcomes).map((code) => coded(outcomes, code)),
    uses: uses.map((use) => ({
      id: use.id,
      behaviour: use.behaviour,
      state: use.state,
      outcome: use.outcome,
      by: personOf(people, use.attached_by),
      at: use.attached_at.toISOString(),
      expiresAt: iso(use.expires_at),
      canDecide: use.state === 'asked' && leads && use.attached_by !== staffId(call.actor)
    })),
    demands: demandViews(await demandsOf(call.tx, ticket)),
    offers: await offerViews(call, offers),
    takenBack: offers.filter(({ state }) => state === 'taken-back').length
  }
}

/**
 * Attaches a book to the ticket, never to the person. Some need a second person's agreement and expire by themselves. Events and audit say that
 * a book was attached and not which. Refuses with `behaviour-unknown` and `behaviour-already-there`. @norm TK-37 TK-51 TK-52 TK-54
 */
export async function attachBehaviour(call: Call, { ticketId, behaviour: code, moodBefore }: InputOf<typeof attachOperation>): Promise<OutputOf<typeof attachOperation>> {
  const ticket = await caseToWorkOn(call, ticketId)
  const { behaviours, approved_days: days } = handlingBook().behaviours
  const book = entry(behaviours, code)
  if (!book) throw refuse('behaviour-unknown')
  const state = book.approval ? ('asked' as const) : ('used' as const)
  const row = await call.tx
    .insertInto('handling.behaviour_use')
    .values({
      region_id: ticket.region_id,
      id: call.app.newId(),
      ticket_id: ticket.id,
      behaviour: code,
      state,
      emotion_before: moodBefore ?? null,
      unit_id: call.actor.kind === 'staff' ? call.actor.unitId : null,
      attached_by: staffId(call.actor),
      attached_at: call.now,
      expires_at: book.approval ? new Date(call.now.getTime() + days * DAY) : null
    })
    .onConflict((conflict) => conflict.columns(['region_id', 'ticket_id', 'behaviour']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!row) throw refuse('behaviour-already-there')
  await caseHappened(call, ticket, 'handling.behaviour-changed')
  return { useId: row.id, state }
}

/** A second person agrees to a book that needs it; refused, it is taken off at once. Refuses with `own-asking`. @norm TK-54 */
export async function decideBehaviour(call: Call, { ticketId, useId, approved }: InputOf<typeof decideOperation>): Promise<Record<string, never>> {
  const ticket = await caseToWorkOn(call, ticketId, 'handling.lead')
  const use = await useOf(call, ticket, useId)
  if (use.state !== 'asked') throw refuse('behaviour-not-asked')
  if (use.attached_by === staffId(call.actor)) throw refuse('own-asking')
  if (approved) await call.tx.updateTable('handling.behaviour_use').set({ state: 'used', decided_by: staffId(call.actor) }).where('region_id', '=', ticket.region_id).where('id', '=', useId).execute()
  else await takeOff(call, [use])
  await caseHappened(call, ticket, 'handling.behaviour-changed')
  return {}
}

/** How the book worked is counted, and it is taken off the ticket. @norm TK-55 TK-48 */
export async function endBehaviour(call: Call, { ticketId, useId, outcome, moodAfter }: InputOf<typeof endOperation>): Promise<Record<string, never>> {
  const ticket = await caseToWorkOn(call, ticketId)
  if (!entry(handlingBook().behaviours.outcomes, outcome)) throw refuse('outcome-unknown')
  const use = await useOf(call, ticket, useId)
  await takeOff(call, [{ ...use, outcome, emotion_after: moodAfter ?? null }])
  await caseHappened(call, ticket, 'handling.behaviour-changed')
  return {}
}

async function useOf(call: Call, ticket: Case, useId: string): Promise<Use> {
  const use = (await usesOf(call, ticket)).find(({ id }) => id === useId)
  if (!use) throw refuse('not-found')
  return use
}

/** What is attached and has not expired. */
async function usesOf(call: Call, { region_id, id }: Ticket): Promise<Use[]> {
  return call.tx
    .selectFrom('handling.behaviour_use')
    .selectAll()
    .where('region_id', '=', region_id)
    .where('ticket_id', '=', id)
    .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', call.now)]))
    .orderBy('attached_at')
    .execute()
}

/** Books leave their tickets: those that were used are counted, and nothing else of them stays. @norm TK-37 TK-54 */
export async function takeOff(call: Call, uses: readonly Use[]): Promise<void> {
  for (const use of uses) {
    if (use.state === 'used') await tally(call, use)
    await call.tx.deleteFrom('handling.behaviour_use').where('region_id', '=', use.region_id).where('id', '=', use.id).execute()
  }
}
