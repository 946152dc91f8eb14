import type { answerOffer as answerOperation, makeOffer as makeOperation, OfferView } from '@shouwen/contract/handling-cards'
import type { InputOf, OutputOf, Static } from '@shouwen/contract/operation'
import type { Selectable } from 'kysely'
import { type Call, staffId } from '#platform/action'
import { prove } from '#platform/evidence'
import { refuse } from '#platform/refusal'
import type { HandlingOffer } from '#platform/schema.gen'
import type { Ticket } from '#capabilities/tickets'
import { caseHappened, caseToWorkOn } from './case-ticket.ts'
import { iso, peopleOf, personOf } from './words.ts'

type Row = Selectable<HandlingOffer>
const LONGEST_DAYS = 366
const MOST = 50

/**
 * What is offered to the customer, as a version of its own with its validity; the open one before is replaced. Refuses with
 * `offer-time-wrong`, `offer-accepted-already` and `too-many-offers`. @norm TK-50
 */
export async function makeOffer(call: Call, { ticketId, terms, validUntil }: InputOf<typeof makeOperation>): Promise<OutputOf<typeof makeOperation>> {
  const ticket = await caseToWorkOn(call, ticketId)
  const until = new Date(validUntil)
  if (until <= call.now || until.getTime() > call.now.getTime() + LONGEST_DAYS * 86_400_000) throw refuse('offer-time-wrong')
  const before = await offersOf(call.tx, ticket)
  if (before.some(({ state }) => state === 'accepted')) throw refuse('offer-accepted-already')
  if (before.length >= MOST) throw refuse('too-many-offers', { most: MOST })
  await call.tx.updateTable('handling.offer').set({ state: 'replaced', answered_at: call.now }).where('region_id', '=', ticket.region_id).where('ticket_id', '=', ticket.id).where('state', '=', 'offered').execute()
  const row = await call.tx
    .insertInto('handling.offer')
    .values({ region_id: ticket.region_id, ticket_id: ticket.id, version: (before[0]?.version ?? 0) + 1, terms, valid_until: until, state: 'offered', made_by: staffId(call.actor), made_at: call.now })
    .returningAll()
    .executeTakeFirstOrThrow()
  return told(call, ticket, row)
}

/**
 * The customer's answer to a version: acceptance needs its proof, and what was accepted can be taken back, which is counted.
 * Refuses with `offer-not-open`, `offer-over` and `proof-missing`. @norm TK-50
 */
export async function answerOffer(call: Call, { ticketId, version, answer, proofKind, proof }: InputOf<typeof answerOperation>): Promise<OutputOf<typeof answerOperation>> {
  const ticket = await caseToWorkOn(call, ticketId)
  const offer = (await offersOf(call.tx, ticket)).find((one) => one.version === version)
  if (!offer) throw refuse('not-found')
  if (offer.state !== (answer === 'taken-back' ? 'accepted' : 'offered')) throw refuse('offer-not-open')
  if (answer === 'accepted' && offer.valid_until <= call.now) throw refuse('offer-over')
  if (answer === 'accepted' && (!proofKind || !proof)) throw refuse('proof-missing')
  const proven = answer === 'accepted' ? { proof_kind: proofKind ?? null, proof: proof ?? null } : {}
  const row = await call.tx
    .updateTable('handling.offer')
    .set({ state: answer, answered_at: call.now, ...proven })
    .where('region_id', '=', ticket.region_id)
    .where('ticket_id', '=', ticket.id)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirstOrThrow()
  return told(call, ticket, row)
}

async function told(call: Call, ticket: Ticket, row: Row): Promise<Static<typeof OfferView>> {
  await caseHappened(call, ticket, 'handling.offered', { version: row.version, state: row.state })
  await prove(call, {
    kind: 'complaint.offer',
    regionId: ticket.region_id,
    subjectKind: 'ticket',
    subjectId: ticket.id,
    payload: { version: row.version, state: row.state, terms: row.terms, validUntil: row.valid_until.toISOString(), proofKind: row.proof_kind, proof: row.proof }
  })
  return (await offerViews(call, [row]))[0] as Static<typeof OfferView>
}

/** The versions, the newest first. */
export async function offersOf(tx: Call['tx'], { region_id, id }: Pick<Ticket, 'region_id' | 'id'>): Promise<Row[]> {
  return tx.selectFrom('handling.offer').selectAll().where('region_id', '=', region_id).where('ticket_id', '=', id).orderBy('version', 'desc').execute()
}

type ProofKind = NonNullable<Static<typeof OfferView>['proof']>['kind']

export async function offerViews(call: Call, rows: readonly Row[]): Promise<Static<typeof OfferView>[]> {
  const people = await peopleOf(call, rows.map((row) => row.made_by))
  return rows.map((row) => ({
    version: row.version,
    terms: row.terms,
    validUntil: row.valid_until.toISOString(),
    state: row.state,
    proof: row.proof_kind && row.proof ? { kind: row.proof_kind as ProofKind, ref: row.proof } : null,
    by: personOf(people, row.made_by),
    at: row.made_at.toISOString(),
    answeredAt: iso(row.answered_at)
  }))
}
