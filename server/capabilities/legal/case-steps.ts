import type { changeLinkedCase as changeOperation, openLinkedCase as openOperation, recordCaseStep as stepOperation } from '@shouwen/contract/legal-cases'
import type { legalEvents } from '@shouwen/contract/legal'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { sql } from 'kysely'
import { type Call, staffId } from '#platform/action'
import { record } from '#platform/events'
import { refuse } from '#platform/refusal'
import { applyToClocks, reassignClocks } from '#capabilities/norms'
import { staffInRegion, unitOfStaff } from '#capabilities/people'
import type { Ticket } from '#capabilities/tickets'
import type { CaseKind } from '#server/rulebook-legal'
import { complaintUnder, counselFor, legalHappened, rowById, ticketUnder } from './ground.ts'
import { checkLegalWord, legalRules, stepsAfter } from './legal-rules.ts'
import { caseView, type LinkedCase, numberOf, stepsOf } from './linked-case.ts'

/** The clock skew allowed to whoever tells us when something happened. */
const SKEW_MS = 60_000

/**
 * Records an appeal or a lawsuit beside a complaint: its own number, owner in legal, steps and clocks. The complaint and its clocks are not
 * touched: the authority's time runs beside ours, never instead of it. @norm TK-41
 */
export async function openLinkedCase(
  call: Call,
  input: InputOf<typeof openOperation>
): Promise<OutputOf<typeof openOperation>> {
  const ticket = await complaintUnder(call, 'legal.case', input.ticketId)
  checkLegalWord(legalRules().authorities[input.kind], input.authority)
  if (!stepsAfter(input.kind, '').some(([code]) => code === input.step))
    throw refuse('case-step-not-possible', { possible: stepsAfter(input.kind, '').map(([code]) => code) })
  const owner = input.ownerId
    ? await staffInRegion(call.tx, ticket.region_id, input.ownerId)
    : await counselFor(call, ticket)
  if (input.ownerId && (!owner || ticket.avoid_staff_ids.includes(input.ownerId))) throw refuse('assignee-unknown')
  await refuseKnownNumber(call, ticket.region_id, input.authority, input.authorityNumber, null)
  const { rows } = await sql<{
    no: number
  }>`select coalesce(max(no), 0)::int + 1 as no from legal.linked_case where region_id = ${ticket.region_id} and ticket_id = ${ticket.id}`.execute(
    call.tx
  )
  const row = await call.tx
    .insertInto('legal.linked_case')
    .values({
      region_id: ticket.region_id,
      id: call.app.newId(),
      ticket_id: ticket.id,
      ticket_number: ticket.number,
      no: rows[0]?.no ?? 1,
      kind: input.kind,
      authority: input.authority,
      authority_number: input.authorityNumber ?? null,
      dispute: input.dispute,
      happened_on: input.happenedOn ?? null,
      state: input.step,
      claim_fen: input.claimFen ?? null,
      unit_id: ticket.unit_id,
      owner_id: owner?.id ?? null,
      recorded_by: staffId(call.actor),
      recorded_at: call.now
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await legalHappened(call, ticket, row.region_id, {
    name: 'legal.case-opened',
    subjectKind: 'linked-case',
    subjectId: row.id,
    data: { kind: row.kind, ownerId: row.owner_id }
  })
  return caseView(
    call,
    await takeStep(call, ticket, row, {
      step: input.step,
      at: timeOf(call, input.at, null),
      note: input.note ?? null,
      fileIds: []
    })
  )
}

/** What happened next in an appeal or a lawsuit; the clocks of the case hear of it at the time it happened. @norm TK-41 */
export async function recordCaseStep(
  call: Call,
  input: InputOf<typeof stepOperation>
): Promise<OutputOf<typeof stepOperation>> {
  const { row, ticket } = await caseUnder(call, 'legal.case', input.caseId)
  const possible = row.ended_at ? [] : stepsAfter(row.kind as CaseKind, row.state).map(([code]) => code)
  if (!possible.includes(input.step)) throw refuse('case-step-not-possible', { from: row.state, possible })
  const before = (await stepsOf(call, row.region_id, [row.id])).at(-1)
  const fileIds = [...new Set(input.fileIds ?? [])]
  if (fileIds.length > 0) await checkFiles(call, row, fileIds)
  return caseView(
    call,
    await takeStep(call, ticket, row, {
      step: input.step,
      at: timeOf(call, input.at, before?.at ?? null),
      note: input.note ?? null,
      fileIds
    })
  )
}

type Taken = { step: string; at: Date; note: string | null; fileIds: string[] }

async function takeStep(
  call: Call,
  ticket: Ticket,
  row: LinkedCase,
  { step, at, note, fileIds }: Taken
): Promise<LinkedCase> {
  const rule = legalRules().steps[row.kind as CaseKind][step]
  if (!rule) throw refuse('case-step-not-possible')
  const event = rule.event as keyof typeof legalEvents
  await call.tx
    .insertInto('legal.case_step')
    .values({
      region_id: row.region_id,
      case_id: row.id,
      at,
      id: call.app.newId(),
      step,
      note,
      file_ids: fileIds,
      recorded_by: staffId(call.actor),
      recorded_at: call.now
    })
    .execute()
  const { nextDueAt, atRiskAt } = await applyToClocks(call, {
    event,
    at,
    subject: await subjectOf(call, ticket, row),
    facts: { kind: 'complaint', channel: ticket.channel, priority: ticket.priority as 'P1' }
  })
  const after = await call.tx
    .updateTable('legal.linked_case')
    .set({
      state: step,
      ended_at: rule.ends ? at : null,
      next_due_at: nextDueAt,
      at_risk_at: atRiskAt,
      version: row.version + (row.state === step && row.version === 1 ? 0 : 1)
    })
    .where('region_id', '=', row.region_id)
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  const data = { caseId: row.id, ticketId: row.ticket_id, kind: row.kind, step }
  await record(call, {
    name: event,
    regionId: row.region_id,
    subjectKind: 'linked-case',
    subjectId: row.id,
    data,
    occurredAt: at
  })
  await legalHappened(call, ticket, row.region_id, {
    name: 'legal.case-step',
    subjectKind: 'ticket',
    subjectId: ticket.id,
    data,
    told: `【${row.kind === 'appeal' ? '申诉' : '诉讼'} ${numberOf(row)}】${rule.zh}${note ? `：${note.slice(0, 500)}` : ''}`,
    proof: {
      ...data,
      number: numberOf(row),
      authority: row.authority,
      authorityNumber: row.authority_number,
      happenedAt: at.toISOString(),
      fileIds
    }
  })
  return after
}

async function subjectOf(call: Call, ticket: Ticket, row: LinkedCase) {
  const unitId = (row.owner_id && (await unitOfStaff(call.tx, row.owner_id))) || ticket.unit_id
  return {
    kind: 'linked-case',
    id: row.id,
    regionId: row.region_id,
    unitId,
    ownerId: row.owner_id,
    customerId: ticket.customer_id
  }
}

/** Changes what is known of a case; nothing is overwritten that somebody else changed meanwhile. */
export async function changeLinkedCase(
  call: Call,
  input: InputOf<typeof changeOperation>
): Promise<OutputOf<typeof changeOperation>> {
  const { row, ticket } = await caseUnder(call, 'legal.case', input.caseId)
  if (row.version !== input.version) throw refuse('case-changed-meanwhile')
  if (
    input.ownerId &&
    (!(await staffInRegion(call.tx, row.region_id, input.ownerId)) || ticket.avoid_staff_ids.includes(input.ownerId))
  )
    throw refuse('assignee-unknown')
  await refuseKnownNumber(call, row.region_id, row.authority, input.authorityNumber, row.id)
  const after = await call.tx
    .updateTable('legal.linked_case')
    .set({
      ...(input.authorityNumber === undefined ? {} : { authority_number: input.authorityNumber }),
      ...(input.happenedOn === undefined ? {} : { happened_on: input.happenedOn }),
      ...(input.dispute === undefined ? {} : { dispute: input.dispute }),
      ...(input.claimFen === undefined ? {} : { claim_fen: input.claimFen }),
      ...(input.ownerId === undefined ? {} : { owner_id: input.ownerId }),
      version: row.version + 1
    })
    .where('region_id', '=', row.region_id)
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  if (after.owner_id !== row.owner_id) await reassignClocks(call, await subjectOf(call, ticket, after))
  const fields = (['authorityNumber', 'happenedOn', 'dispute', 'claimFen', 'ownerId'] as const).filter(
    (name) => input[name] !== undefined
  )
  await legalHappened(call, ticket, row.region_id, {
    name: 'legal.case-changed',
    subjectKind: 'ticket',
    subjectId: ticket.id,
    data: { caseId: row.id, fields }
  })
  return caseView(call, after)
}

/** A case, locked, whose complaint the verb is permitted on. */
export async function caseUnder(call: Call, verb: string, caseId: string): Promise<{ row: LinkedCase; ticket: Ticket }> {
  const row = await rowById(call, 'legal.linked_case', caseId, true)
  return { row, ticket: await ticketUnder(call, verb, { regionId: row.region_id, id: row.ticket_id }) }
}

async function refuseKnownNumber(
  call: Call,
  regionId: number,
  authority: string,
  number: string | undefined,
  except: string | null
): Promise<void> {
  if (number === undefined) return
  const same = await call.tx
    .selectFrom('legal.linked_case')
    .select('id')
    .where('region_id', '=', regionId)
    .where('authority', '=', authority)
    .where('authority_number', '=', number)
    .executeTakeFirst()
  if (same && same.id !== except) throw refuse('case-number-known')
}

async function checkFiles(call: Call, row: LinkedCase, fileIds: string[]): Promise<void> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from platform.file
    where region_id = ${row.region_id} and subject_id = ${row.id} and id = any(${fileIds}::uuid[]) and deleted_at is null`.execute(
    call.tx
  )
  if (rows[0]?.n !== fileIds.length) throw refuse('file-missing')
}

/** Never in the future, never before the step before. */
function timeOf(call: Call, given: string | undefined, before: Date | null): Date {
  if (given === undefined) return call.now
  const at = new Date(given)
  const earliest = before ?? new Date(call.now.getTime() - 20 * 365 * 86_400_000)
  if (Number.isNaN(at.getTime()) || at.getTime() > call.now.getTime() + SKEW_MS || at < earliest)
    throw refuse('case-time-not-possible')
  return at
}
