import { sql } from 'kysely'
import { stepsOf, numberOf, type LinkedCase } from './linked-case.ts'
import { legalRules, worded } from './legal-rules.ts'
import { storedFiles } from './pack-readers.ts'
import { addToPack, type PackMoment, type PackReader } from './pack-sections.ts'
import type { CaseKind } from '#server/rulebook-legal'
import { findTicket } from '#capabilities/tickets'

const iso = (date: Date) => date.toISOString()

/** Appeals and lawsuits with their steps and documents. */
const linkedCases: PackReader = async ({ call, ticket }) => {
  const rows: LinkedCase[] = await call.tx
    .selectFrom('legal.linked_case')
    .selectAll()
    .where('region_id', '=', ticket.region_id)
    .where('ticket_id', '=', ticket.id)
    .orderBy('no')
    .limit(100)
    .execute()
  if (rows.length === 0) return null
  const ids = rows.map(({ id }) => id)
  const steps = await stepsOf(call, ticket.region_id, ids)
  const moments = steps.map((step): PackMoment => {
    const row = rows.find(({ id }) => id === step.case_id) as LinkedCase
    const { zh, en } = worded(legalRules().steps[row.kind as CaseKind], step.step)
    return { at: iso(step.at), zh: `${numberOf(row)} ${zh}`, en: `${numberOf(row)} ${en}`, body: step.note }
  })
  return {
    title: { zh: '申诉与诉讼', en: 'Appeals and lawsuits' },
    data: { cases: rows, steps },
    moments,
    files: await storedFiles(call, ticket.region_id, ids, ['linked-case'], 'files'),
    subjects: ids.map((id) => ({ kind: 'linked-case', id }))
  }
}

/** What was put before counsel, decided, labelled, stated in writing and held. */
const decisions: PackReader = async ({ call, ticket }) => {
  const of = { regionId: ticket.region_id, ticketId: ticket.id }
  const referrals = await call.tx
    .selectFrom('legal.referral')
    .selectAll()
    .where('region_id', '=', of.regionId)
    .where('ticket_id', '=', of.ticketId)
    .orderBy('referred_at')
    .limit(100)
    .execute()
  const labels = await call.tx
    .selectFrom('legal.label')
    .selectAll()
    .where('region_id', '=', of.regionId)
    .where('ticket_id', '=', of.ticketId)
    .orderBy('set_at')
    .limit(100)
    .execute()
  const statements = await call.tx
    .selectFrom('legal.statement')
    .selectAll()
    .where('region_id', '=', of.regionId)
    .where('ticket_id', '=', of.ticketId)
    .orderBy('drafted_at')
    .limit(100)
    .execute()
  const holds = await call.tx
    .selectFrom('legal.hold')
    .selectAll()
    .where('region_id', '=', of.regionId)
    .where(sql<boolean>`subject_id in (${of.ticketId}::uuid, ${ticket.customer_id}::uuid)`)
    .orderBy('placed_at')
    .limit(100)
    .execute()
  if (referrals.length + labels.length + statements.length + holds.length === 0) return null
  const moments: PackMoment[] = [
    ...referrals.flatMap((row) => [
      { at: iso(row.referred_at), zh: '移交法务', en: 'put before counsel', body: row.reason, internal: true },
      ...(row.decided_at
        ? [
            {
              at: iso(row.decided_at),
              zh: `法务意见：${row.decision ? worded(legalRules().decisions, row.decision).zh : '撤回'}`,
              en: `counsel: ${row.decision ? worded(legalRules().decisions, row.decision).en : 'withdrawn'}`,
              body: row.decision_note,
              internal: true
            }
          ]
        : [])
    ]),
    ...statements.flatMap((row) =>
      row.state === 'approved' && row.decided_at
        ? [{ at: iso(row.decided_at), zh: '书面说明', en: 'written statement', body: row.body }]
        : []
    )
  ]
  return {
    title: { zh: '法务意见、认定、书面说明与保留', en: 'Decisions of counsel, labels, statements and holds' },
    data: {
      referrals: referrals.map((row) => ({
        ...row,
        internal: true,
        body: [row.reason, row.decision_note].filter(Boolean).join('\n'),
        reason: undefined,
        decision_note: undefined
      })),
      labels,
      statements: statements.map((row) => ({ ...row, sha256: (row.sha256 as Buffer).toString('hex') })),
      holds
    },
    moments,
    subjects: [
      ...referrals.map(({ id }) => ({ kind: 'referral', id })),
      ...holds.map(({ id }) => ({ kind: 'hold', id }))
    ]
  }
}

/** Tickets merged into this one: their numbers, so that nothing that was said elsewhere is overlooked. */
const merged: PackReader = async ({ call, ticket }) => {
  const { rows } = await sql<{
    from_id: string
  }>`select from_id from tickets.link where region_id = ${ticket.region_id} and to_id = ${ticket.id} and kind = 'merged' limit 100`.execute(
    call.tx
  )
  if (rows.length === 0) return null
  const tickets = (await Promise.all(rows.map(({ from_id }) => findTicket(call.tx, ticket.region_id, from_id)))).filter(
    (row) => row !== null
  )
  return {
    title: { zh: '并入的工单', en: 'Tickets merged into it' },
    data: tickets,
    subjects: tickets.map(({ id }) => ({ kind: 'ticket', id }))
  }
}

export function registerOwnParts(): void {
  addToPack('merged', merged)
  addToPack('linked-cases', linkedCases)
  addToPack('decisions', decisions)
}
