import type { InputOf, OutputOf, Static } from '@shouwen/contract/operation'
import type { DiagnosisView, diagnose as contract } from '@shouwen/contract/handling-verify'
import type { RootCause } from '@shouwen/contract/ticket-words'
import type { Selectable } from 'kysely'
import { allows } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { prove } from '#platform/evidence'
import { refuse } from '#platform/refusal'
import type { HandlingDiagnosis } from '#platform/schema.gen'
import { staffInRegion } from '#capabilities/people'
import { type ResolveHook, type Ticket, ticketPlacement } from '#capabilities/tickets'
import { caseHappened, caseToWorkOn } from './case-ticket.ts'
import { coded, entry, handlingBook, peopleOf, personOf } from './words.ts'

type Row = Selectable<HandlingDiagnosis>
type Evidence = { kind: string; ref?: string; note: string }

/**
 * What a verification found: whether the complaint is true, where the root lies, and what proves it. A later one replaces it and leaves it
 * in the history. Refuses with `cause-unknown`, `diagnosis-contradicts-itself`, `evidence-unknown` and `person-not-of-this-cause`.
 * @norm TK-15 TK-49
 */
export async function diagnose(call: Call, input: InputOf<typeof contract>): Promise<OutputOf<typeof contract>> {
  const ticket = await caseToWorkOn(call, input.ticketId)
  const book = handlingBook().diagnosis
  if (!entry(book.causes[input.rootCause] ?? {}, input.cause)) throw refuse('cause-unknown', { rootCause: input.rootCause })
  if ((input.trueToFact === 'not') !== (input.rootCause === 'unfounded')) throw refuse('diagnosis-contradicts-itself')
  await checkEvidence(call, ticket, input.evidence)
  const person = input.staffId ? await staffInRegion(call.tx, ticket.region_id, input.staffId) : null
  if (input.staffId && !book.staff_causes.includes(input.cause)) throw refuse('person-not-of-this-cause')
  if (input.staffId && !person) throw refuse('assignee-unknown')
  const row = await insertDiagnosis(call, ticket, {
    true_to_fact: input.trueToFact,
    root_cause: input.rootCause,
    cause: input.cause,
    summary: input.summary,
    evidence: input.evidence,
    staff_id: input.staffId ?? null
  })
  const [view] = await diagnosisViews(call, ticket, [row])
  return view as OutputOf<typeof contract>
}

type Found = Pick<Row, 'true_to_fact' | 'root_cause' | 'cause' | 'summary' | 'staff_id'> & { evidence: Evidence[] }

async function insertDiagnosis(call: Call, ticket: Ticket, { evidence, ...found }: Found): Promise<Row> {
  const row = await call.tx
    .insertInto('handling.diagnosis')
    .values({ ...found, evidence: JSON.stringify(evidence), region_id: ticket.region_id, id: call.app.newId(), ticket_id: ticket.id, unit_id: ticket.unit_id, made_by: staffId(call.actor), made_at: call.now })
    .returningAll()
    .executeTakeFirstOrThrow()
  const { root_cause: rootCause, cause, true_to_fact: trueToFact } = row
  await caseHappened(call, ticket, 'handling.diagnosed', { diagnosisId: row.id, rootCause, cause, trueToFact })
  await prove(call, { kind: 'complaint.diagnosed', regionId: ticket.region_id, subjectKind: 'ticket', subjectId: ticket.id, payload: { diagnosisId: row.id, rootCause, cause, trueToFact, summary: row.summary, evidence } })
  return row
}

/** Evidence is of a known kind; a signal test is one of this complaint. */
async function checkEvidence(call: Call, ticket: Ticket, evidence: readonly Evidence[]): Promise<void> {
  const strange = evidence.filter(({ kind }) => !entry(handlingBook().diagnosis.evidence_kinds, kind))
  if (strange.length > 0) throw refuse('evidence-unknown', { kinds: strange.map(({ kind }) => kind) })
  const tests = evidence.flatMap(({ kind, ref }) => (kind === 'signal-test' && ref ? [ref] : []))
  if (tests.length === 0) return
  const known = await call.tx.selectFrom('handling.signal_test').select('id').where('region_id', '=', ticket.region_id).where('ticket_id', '=', ticket.id).execute()
  const ids = new Set(known.map(({ id }) => id))
  if (tests.some((ref) => !ids.has(ref))) throw refuse('evidence-unknown', { kinds: ['signal-test'] })
}

/** Who may see whose mistake it was: leaders, for coaching. @norm TK-49 */
export const seesPerson = (call: Call, ticket: Ticket): boolean => allows(call.actor, 'handling.lead', { ...ticketPlacement(ticket), staffIds: [] })

export async function diagnosisViews(call: Call, ticket: Ticket, rows: readonly Row[]): Promise<Static<typeof DiagnosisView>[]> {
  const { causes, evidence_kinds } = handlingBook().diagnosis
  const people = await peopleOf(call, rows.flatMap((row) => [row.staff_id, row.made_by]))
  const maySee = seesPerson(call, ticket)
  return rows.map((row) => ({
    id: row.id,
    trueToFact: row.true_to_fact,
    rootCause: row.root_cause as RootCause,
    cause: row.cause === null ? null : coded(causes[row.root_cause] ?? {}, row.cause),
    summary: row.summary,
    evidence: (row.evidence as Evidence[]).map(({ kind, ref, note }) => ({ kind: coded(evidence_kinds, kind), ref: ref ?? null, note })),
    person: maySee ? personOf(people, row.staff_id) : null,
    by: personOf(people, row.made_by),
    at: row.made_at.toISOString()
  }))
}

/** The diagnoses of a complaint, the one that counts first. */
export async function diagnosesOf(tx: Call['tx'], regionId: number, ticketId: string): Promise<Row[]> {
  return tx.selectFrom('handling.diagnosis').selectAll().where('region_id', '=', regionId).where('ticket_id', '=', ticketId).orderBy('made_at', 'desc').orderBy('id', 'desc').limit(50).execute()
}

export type Diagnosis = { trueToFact: 'true' | 'partly' | 'not'; rootCause: RootCause; cause: string | null; summary: string; at: Date }

/** What holds of a complaint now; null when nobody has verified it. */
export async function diagnosisOf(tx: Call['tx'], regionId: number, ticketId: string): Promise<Diagnosis | null> {
  const [row] = await diagnosesOf(tx, regionId, ticketId)
  return row ? { trueToFact: row.true_to_fact, rootCause: row.root_cause as RootCause, cause: row.cause, summary: row.summary, at: row.made_at } : null
}

/**
 * No complaint is concluded by a person before its facts were checked: on the desk, or in words with the conclusion. Refuses with
 * `fact-check-missing`. @norm TK-21 TK-15
 */
export const checkFacts: ResolveHook = async (call, ticket, { rootCause, factCheck }) => {
  const known = await diagnosisOf(call.tx, ticket.region_id, ticket.id)
  if (known) return { rootCause: known.rootCause }
  const concluded = rootCause ?? ticket.root_cause
  // Without a root cause nothing is concluded, and that is refused first.
  if (call.actor.kind !== 'staff' || call.imported || !concluded) return {}
  if (!factCheck?.trim()) throw refuse('fact-check-missing')
  await insertDiagnosis(call, ticket, {
    true_to_fact: concluded === 'unfounded' ? 'not' : 'true',
    root_cause: concluded,
    cause: null,
    summary: factCheck,
    staff_id: null,
    evidence: [{ kind: 'other', note: factCheck.slice(0, 300) }]
  })
  return {}
}
