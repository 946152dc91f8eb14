import type {
  decideReferral as decideOperation,
  listReferrals as listOperation,
  ReferralView,
  referToLegal as referOperation,
  withdrawReferral as withdrawOperation
} from '@shouwen/contract/legal-referrals'
import type { InputOf, OutputOf, Static } from '@shouwen/contract/operation'
import { type Selectable, sql } from 'kysely'
import { allows, scopeFilter } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { openTimeCursor, pageOf } from '#platform/paging'
import { refuse } from '#platform/refusal'
import type { LegalReferral } from '#platform/schema.gen'
import { applyToClocks, clocksOf } from '#capabilities/norms'
import { unitOfStaff } from '#capabilities/people'
import type { Ticket } from '#capabilities/tickets'
import { rulebook } from '#server/rulebook'
import { complaintUnder, counselFor, iso, legalHappened, people, rowById, ticketUnder } from './ground.ts'
import { checkLegalWord, legalRules, worded } from './legal-rules.ts'

export type Referral = Selectable<LegalReferral>
type View = Static<typeof ReferralView>
type Cited = View['citations'][number]

/** Puts a complaint before counsel, with why; the complaint's own clocks go on. @norm TK-20 TK-53 */
export async function referToLegal(
  call: Call,
  input: InputOf<typeof referOperation>
): Promise<OutputOf<typeof referOperation>> {
  const ticket = await complaintUnder(call, 'legal.refer', input.ticketId)
  for (const ground of input.grounds) checkLegalWord(legalRules().grounds, ground)
  const open = await call.tx
    .selectFrom('legal.referral')
    .select('id')
    .where('region_id', '=', ticket.region_id)
    .where('ticket_id', '=', ticket.id)
    .where('state', '=', 'open')
    .executeTakeFirst()
  if (open) throw refuse('referral-already-open')
  const counsel = await counselFor(call, ticket)
  const row = await call.tx
    .insertInto('legal.referral')
    .values({
      region_id: ticket.region_id,
      id: call.app.newId(),
      ticket_id: ticket.id,
      ticket_number: ticket.number,
      grounds: input.grounds,
      reason: input.reason,
      state: 'open',
      unit_id: ticket.unit_id,
      owner_id: counsel?.id ?? null,
      referred_by: staffId(call.actor),
      referred_at: call.now
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  const words = input.grounds.map((code) => worded(legalRules().grounds, code).zh).join('、')
  return referralView(
    call,
    await referralHappened(
      call,
      ticket,
      row,
      'legal.referred',
      {},
      `【移交法务】${words}：${input.reason.slice(0, 1000)}`
    )
  )
}

/** What counsel decides, and on which clauses and articles it rests. @norm TK-20 */
export async function decideReferral(
  call: Call,
  input: InputOf<typeof decideOperation>
): Promise<OutputOf<typeof decideOperation>> {
  const { row, ticket } = await openReferral(call, 'legal.decide', input.referralId)
  checkLegalWord(legalRules().decisions, input.decision)
  const citations = (input.citations ?? []).map(({ clauseId, source, words }) => {
    if (clauseId === undefined) return { source, ...(words ? { words } : {}) }
    const clause = rulebook().clauses.find(({ id }) => id === clauseId)
    if (!clause) throw refuse('clause-unknown', { clauseId })
    return {
      source,
      clauseId,
      clauseHash: clause.hash,
      clauseTitle: { zh: clause.title.zh, en: clause.title.en },
      ...(words ? { words } : {})
    }
  })
  const decision = legalRules().decisions[input.decision]
  if (decision?.citation && citations.length === 0) throw refuse('citation-missing')
  const change = {
    state: 'decided' as const,
    decision: input.decision,
    decision_note: input.note,
    citations: JSON.stringify(citations),
    decided_by: staffId(call.actor),
    decided_at: call.now
  }
  return referralView(
    call,
    await referralHappened(
      call,
      ticket,
      row,
      'legal.decided',
      change,
      `【法务意见】${decision?.zh}：${input.note.slice(0, 1500)}`
    )
  )
}

/** Taken back by whoever may put a matter before counsel. */
export async function withdrawReferral(
  call: Call,
  input: InputOf<typeof withdrawOperation>
): Promise<OutputOf<typeof withdrawOperation>> {
  const { row, ticket } = await openReferral(call, 'legal.refer', input.referralId)
  const change = {
    state: 'withdrawn' as const,
    decision_note: input.reason,
    decided_by: staffId(call.actor),
    decided_at: call.now
  }
  return referralView(
    call,
    await referralHappened(call, ticket, row, 'legal.referral-withdrawn', change, `【移交撤回】${input.reason}`)
  )
}

/** Matters before counsel, the newest first: those of a complaint, or all one may see. */
export async function listReferrals(
  call: Call,
  input: InputOf<typeof listOperation>
): Promise<OutputOf<typeof listOperation>> {
  const limit = input.limit ?? 50
  const after = openTimeCursor(input.cursor)
  const ticket = input.ticketId ? await ticketUnder(call, 'ticket.read', input.ticketId) : null
  const regionId = ticket?.region_id ?? input.regionId
  const rows = await call.tx
    .selectFrom('legal.referral as r')
    .selectAll('r')
    .$if(ticket === null, (query) =>
      query.where(
        scopeFilter(call.actor, 'legal.read', {
          regionId: 'r.region_id',
          unitId: 'r.unit_id',
          staffIds: ['r.owner_id', 'r.referred_by']
        })
      )
    )
    .$if(ticket !== null, (query) => query.where('r.ticket_id', '=', ticket?.id as string))
    .$if(regionId !== undefined, (query) => query.where('r.region_id', '=', regionId as number))
    .$if(input.state !== undefined, (query) => query.where('r.state', '=', input.state as 'open'))
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(r.referred_at, r.id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`)
    )
    .orderBy('r.referred_at', 'desc')
    .orderBy('r.id', 'desc')
    .limit(limit + 1)
    .execute()
  const views = new Map((await referralViews(call, rows.slice(0, limit))).map((view) => [view.id, view]))
  return pageOf(
    rows,
    limit,
    (row: Referral) => views.get(row.id) as View,
    (row) => [row.referred_at.toISOString(), row.id]
  )
}

async function openReferral(call: Call, verb: string, id: string): Promise<{ row: Referral; ticket: Ticket }> {
  const row = await rowById(call, 'legal.referral', id, true)
  const ticket = await ticketUnder(call, verb, { regionId: row.region_id, id: row.ticket_id })
  if (row.state !== 'open') throw refuse('referral-settled')
  return { row, ticket }
}

type Change = Partial<Omit<Referral, 'citations'>> & { citations?: string }

async function referralHappened(
  call: Call,
  ticket: Ticket,
  row: Referral,
  name: 'legal.referred' | 'legal.decided' | 'legal.referral-withdrawn',
  change: Change,
  told: string
): Promise<Referral> {
  const unitId = (row.owner_id && (await unitOfStaff(call.tx, row.owner_id))) || ticket.unit_id
  const { nextDueAt, atRiskAt } = await applyToClocks(call, {
    event: name,
    at: call.now,
    subject: {
      kind: 'referral',
      id: row.id,
      regionId: row.region_id,
      unitId,
      ownerId: row.owner_id,
      customerId: ticket.customer_id
    },
    facts: { kind: 'complaint', channel: ticket.channel, priority: ticket.priority as 'P1' }
  })
  const after = await call.tx
    .updateTable('legal.referral')
    .set({ ...change, next_due_at: nextDueAt, at_risk_at: atRiskAt })
    .where('region_id', '=', row.region_id)
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  const { grounds, reason, decision, decision_note, citations } = after
  await legalHappened(call, ticket, row.region_id, {
    name,
    subjectKind: 'referral',
    subjectId: row.id,
    data: { ownerId: row.owner_id, grounds },
    told,
    proof: { referralId: row.id, grounds, reason, decision, note: decision_note, citations }
  })
  return after
}

async function referralViews(call: Call, rows: readonly Referral[]): Promise<View[]> {
  const person = await people(
    call,
    rows.flatMap((row) => [row.owner_id, row.referred_by, row.decided_by])
  )
  const promises = new Map<string, View['promises']>()
  for (const [regionId, group] of Map.groupBy(rows, (row) => row.region_id))
    for (const [id, clocks] of await clocksOf(
      call,
      regionId,
      'referral',
      group.map((row) => row.id)
    ))
      promises.set(id, clocks)
  const { grounds, decisions } = legalRules()
  return rows.map((row) => {
    const at = { regionId: row.region_id, unitId: row.unit_id, staffIds: [row.owner_id, row.referred_by] }
    return {
      regionId: row.region_id,
      id: row.id,
      ticketId: row.ticket_id,
      ticketNumber: row.ticket_number,
      grounds: row.grounds.map((code) => worded(grounds, code)),
      reason: row.reason,
      publicMatter: row.grounds.some((code) => grounds[code]?.public === true),
      state: row.state as View['state'],
      owner: person(row.owner_id),
      referredBy: person(row.referred_by),
      referredAt: row.referred_at.toISOString(),
      decision: row.decision === null ? null : worded(decisions, row.decision),
      decisionNote: row.decision_note,
      citations: (row.citations as (Cited & { clauseHash?: string })[]).map(({ clauseHash: _hash, ...cited }) => cited),
      decidedBy: person(row.decided_by),
      decidedAt: iso(row.decided_at),
      promises: promises.get(row.id) ?? [],
      can: {
        decide: row.state === 'open' && allows(call.actor, 'legal.decide', at),
        withdraw: row.state === 'open' && allows(call.actor, 'legal.refer', at)
      }
    }
  })
}

async function referralView(call: Call, row: Referral): Promise<View> {
  const [view] = await referralViews(call, [row])
  return view as View
}
