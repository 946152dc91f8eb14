import type { answerForTicket as forTicketOperation, AnswerView, listMasses as listOperation, MassDetail, MassView, readMass as readOperation } from '@shouwen/contract/improvement-mass'
import type { InputOf, OutputOf, Static } from '@shouwen/contract/operation'
import { type Selectable, sql } from 'kysely'
import { allows, type Permitted, type Placement, permit, scopeFilter } from '#platform/access'
import { type Call, staffId } from '#platform/action'
import { openTimeCursor, pageOf } from '#platform/paging'
import { refuse } from '#platform/refusal'
import type { ImprovementAnswer } from '#platform/schema.gen'
import { clocksOf } from '#capabilities/norms'
import { staffNames } from '#capabilities/people'
import { getTicket, permitTicket } from '#capabilities/tickets'
import type { Mass } from './mass-happened.ts'
import { patternRules } from './rules.ts'

export type Answer = Selectable<ImprovementAnswer>
type View = Static<typeof MassView>
type Recipient = { code: string; by: string | null; at: string | null }

/** A mass complaint concerns a whole region: whoever has the verb anywhere there may use it. */
export const massPlacement = (row: Mass): Placement => ({ regionId: row.region_id, unitId: row.unit_id, staffIds: [row.owner_id] })

/** Locked for a change and permitted; refuses with `not-found`. */
export async function massFor(call: Call, verb: string, { regionId, massId }: { regionId: number; massId: string }): Promise<Permitted<Mass & Placement>> {
  const row = await call.tx.selectFrom('improvement.mass').selectAll().where('region_id', '=', regionId).where('id', '=', massId).forUpdate().executeTakeFirst()
  if (!row) throw refuse('not-found')
  return permit(call, verb, { ...row, ...massPlacement(row) }, 'improvement.read')
}

/** Mass complaints of a region, the newest first. @norm FS-31 */
export async function listMasses(call: Call, input: InputOf<typeof listOperation>): Promise<OutputOf<typeof listOperation>> {
  const limit = input.limit ?? 50
  const after = openTimeCursor(input.cursor)
  const regionId = input.regionId ?? (call.actor.kind === 'staff' ? call.actor.regionId : undefined)
  const rows = await call.tx
    .selectFrom('improvement.mass as m')
    .selectAll('m')
    .where(scopeFilter(call.actor, 'improvement.read', { regionId: 'm.region_id', unitId: 'm.unit_id', staffIds: ['m.owner_id'] }))
    .$if(regionId !== undefined, (query) => query.where('m.region_id', '=', regionId as number))
    .$if(input.active === true, (query) => query.where('m.state', 'in', ['suspected', 'confirmed']))
    .$if(after !== null, (query) => query.where(sql<boolean>`(m.found_at, m.id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`))
    .orderBy('m.found_at', 'desc')
    .orderBy('m.id', 'desc')
    .limit(limit + 1)
    .execute()
  const views = new Map((await massViews(call, rows.slice(0, limit))).map((view) => [view.id, view]))
  return pageOf(rows, limit, (row) => views.get(row.id) as View, (row) => [row.found_at.toISOString(), row.id])
}

/** One mass complaint with its reports and wordings. */
export async function readMass(call: Call, { regionId, massId }: InputOf<typeof readOperation>): Promise<OutputOf<typeof readOperation>> {
  const row = await call.tx.selectFrom('improvement.mass').selectAll().where('region_id', '=', regionId).where('id', '=', massId).executeTakeFirst()
  if (!row) throw refuse('not-found')
  permit(call, 'improvement.read', { ...row, ...massPlacement(row) })
  return massDetail(call, row)
}

export async function massDetail(call: Call, row: Mass): Promise<Static<typeof MassDetail>> {
  const [view] = await massViews(call, [row])
  const reports = await call.tx.selectFrom('improvement.mass_report').selectAll().where('region_id', '=', row.region_id).where('mass_id', '=', row.id).orderBy('sent_at').orderBy('id').execute()
  const answers = await call.tx.selectFrom('improvement.answer').selectAll().where('region_id', '=', row.region_id).where('mass_id', '=', row.id).orderBy('version', 'desc').limit(20).execute()
  const people = await staffNames(call.tx, reports.flatMap((report) => [report.sent_by, ...(report.recipients as Recipient[]).map(({ by }) => by)]))
  const person = (id: string | null) => {
    const found = id === null ? undefined : people.get(id)
    return id !== null && found ? { id, ...found } : null
  }
  const chain = patternRules().reporting
  const sent = new Set(reports.map(({ step }) => step))
  return {
    ...(view as View),
    steps: Object.entries(chain).flatMap(([code, { zh, en }]) => (sent.has(code) ? [] : [{ code, zh, en }])),
    reports: reports.map((report) => ({
      id: report.id,
      step: report.step,
      stepName: wordsOf(chain[report.step], report.step),
      phenomenon: report.phenomenon,
      scope: report.scope,
      handling: report.handling,
      expectedAt: report.expected_at.toISOString(),
      sentBy: person(report.sent_by),
      sentAt: report.sent_at.toISOString(),
      recipients: (report.recipients as Recipient[]).map(({ code, by, at }) => ({ code, name: wordsOf(chain[report.step]?.recipients[code], code), by: person(by), at }))
    })),
    answers: await answerViews(call, answers)
  }
}

const wordsOf = (phrase: { zh: string; en: string } | undefined, code: string) => ({ zh: phrase?.zh ?? code, en: phrase?.en ?? code })

async function massViews(call: Call, rows: readonly Mass[]): Promise<View[]> {
  if (rows.length === 0) return []
  const people = await staffNames(call.tx, rows.map((row) => row.decided_by))
  const promises = new Map<string, View['promises']>()
  for (const [regionId, group] of Map.groupBy(rows, (row) => row.region_id))
    for (const [id, clocks] of await clocksOf(call, regionId, 'mass', group.map((row) => row.id))) promises.set(id, clocks)
  return rows.map((row) => {
    const decided = row.decided_by === null ? undefined : people.get(row.decided_by)
    const parts = row.parts as Record<string, string | undefined>
    const active = row.state === 'suspected' || row.state === 'confirmed'
    return {
      regionId: row.region_id,
      id: row.id,
      dimension: wordsOf(patternRules().surge.dimensions[row.dimension], row.dimension),
      parts: { leaf: parts['leaf'] ?? null, branch: parts['branch'] ?? null, place: parts['place'] ?? null, product: parts['product'] ?? null },
      state: row.state as View['state'],
      beganAt: row.began_at.toISOString(),
      foundAt: row.found_at.toISOString(),
      usualPerDay: Math.round(row.usual_per_day * 100) / 100,
      caseCount: row.case_count,
      lastCaseAt: row.last_case_at.toISOString(),
      parent: { id: row.parent_id, number: row.parent_number },
      unitId: row.unit_id,
      phenomenon: row.phenomenon,
      scope: row.scope,
      handling: row.handling,
      expectedAt: row.expected_at?.toISOString() ?? null,
      decidedBy: row.decided_by !== null && decided ? { id: row.decided_by, ...decided } : null,
      decidedAt: row.decided_at?.toISOString() ?? null,
      reason: row.reason,
      endedAt: row.ended_at?.toISOString() ?? null,
      promises: promises.get(row.id) ?? [],
      can: {
        decide: active && allows(call.actor, 'improvement.decide', massPlacement(row)),
        report: active && allows(call.actor, 'improvement.write', massPlacement(row)),
        answer: active && allows(call.actor, 'improvement.write', massPlacement(row))
      }
    }
  })
}

/** Wordings as pages show them. */
export async function answerViews(call: Call, rows: readonly Answer[]): Promise<Static<typeof AnswerView>[]> {
  const people = await staffNames(call.tx, rows.flatMap((row) => [row.written_by, row.approved_by]))
  const person = (id: string | null) => {
    const found = id === null ? undefined : people.get(id)
    return id !== null && found ? { id, ...found } : null
  }
  return rows.map((row) => ({
    id: row.id,
    massId: row.mass_id,
    category: row.category,
    version: row.version,
    zh: row.zh,
    en: row.en,
    partner: row.partner,
    dataSource: row.data_source,
    state: row.state as 'draft',
    writtenBy: person(row.written_by),
    writtenAt: row.written_at.toISOString(),
    approvedBy: person(row.approved_by),
    approvedAt: row.approved_at?.toISOString() ?? null,
    validUntil: row.valid_until.toISOString(),
    toldCount: row.told_count,
    canApprove: row.state === 'draft' && row.written_by !== staffId(call.actor) && allows(call.actor, 'improvement.decide', { regionId: row.region_id })
  }))
}

/** The approved wording for a ticket: of the mass complaint it belongs to, else of its category or the branch above. @norm GV-24 TK-46 */
export async function unifiedAnswerFor(call: Call, ticket: { region_id: number; id: string; parent_id: string | null; category: string | null }): Promise<{ answer: Answer | null; mass: Mass | null }> {
  const parents = [ticket.parent_id, ticket.id].filter((id): id is string => id !== null)
  const mass = (await call.tx.selectFrom('improvement.mass').selectAll().where('region_id', '=', ticket.region_id).where('parent_id', 'in', parents).where('state', 'in', ['suspected', 'confirmed', 'over']).orderBy('found_at', 'desc').limit(1).executeTakeFirst()) ?? null
  const steps = ticket.category?.split('.') ?? []
  const categories = steps.map((_, at) => steps.slice(0, steps.length - at).join('.')).filter((code) => code.includes('.'))
  const rows = await call.tx
    .selectFrom('improvement.answer')
    .selectAll()
    .where('region_id', '=', ticket.region_id)
    .where('state', '=', 'approved')
    .where('valid_until', '>', call.now)
    .where(({ or, eb }) => or([...(mass ? [eb('mass_id', '=', mass.id)] : []), ...(categories.length > 0 ? [eb('category', 'in', categories)] : []), sql<boolean>`false`]))
    .execute()
  const answer = rows.find((row) => mass !== null && row.mass_id === mass.id) ?? categories.map((code) => rows.find((row) => row.category === code)).find((row) => row !== undefined) ?? null
  return { answer, mass }
}

/** What every channel says about this ticket. @norm GV-24 */
export async function answerForTicket(call: Call, { ticketId }: InputOf<typeof forTicketOperation>): Promise<OutputOf<typeof forTicketOperation>> {
  const ticket = permitTicket(call, 'ticket.read', await getTicket(call, ticketId))
  const { answer, mass } = await unifiedAnswerFor(call, ticket)
  const [view] = answer ? await answerViews(call, [answer]) : []
  return { answer: view ?? null, mass: mass ? { id: mass.id, parentNumber: mass.parent_number, state: mass.state as View['state'], caseCount: mass.case_count, expectedAt: mass.expected_at?.toISOString() ?? null } : null }
}
