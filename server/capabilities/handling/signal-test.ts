import type { recordSignalTest as contract, SignalTestView } from '@shouwen/contract/handling-verify'
import type { InputOf, OutputOf, Static } from '@shouwen/contract/operation'
import type { Selectable } from 'kysely'
import { type Call, staffId } from '#platform/action'
import { refuse } from '#platform/refusal'
import type { HandlingSignalTest } from '#platform/schema.gen'
import { caseHappened, caseToWorkOn } from './case-ticket.ts'
import { judgeReading, type Verdict, worstOf } from './judge-reading.ts'
import { coded, entry, handlingBook, peopleOf, personOf } from './words.ts'

type Row = Selectable<HandlingSignalTest>
type Reading = { code: string; value: number; verdict: Verdict }

/**
 * A measurement at the customer's place, judged at once by the thresholds of the rulebook; the verdict stays when thresholds change.
 * Refuses with `reading-unknown`, `reading-not-possible` and `test-time-wrong`. @norm TK-15 TK-09
 */
export async function recordSignalTest(call: Call, input: InputOf<typeof contract>): Promise<OutputOf<typeof contract>> {
  const ticket = await caseToWorkOn(call, input.ticketId)
  const { indicators, technologies } = handlingBook().diagnosis
  if (!entry(technologies, input.technology)) throw refuse('reading-unknown', { technology: input.technology })
  const testedAt = input.testedAt ? new Date(input.testedAt) : call.now
  if (testedAt > call.now) throw refuse('test-time-wrong')
  const readings = input.readings.map(({ code, value }): Reading => {
    const indicator = entry(indicators, code)
    if (!indicator) throw refuse('reading-unknown', { code })
    if (value < indicator.min || value > indicator.max) throw refuse('reading-not-possible', { code, min: indicator.min, max: indicator.max })
    return { code, value, verdict: judgeReading(indicator, value) }
  })
  if (new Set(readings.map(({ code }) => code)).size !== readings.length) throw refuse('reading-unknown', { twice: true })
  const row = await call.tx
    .insertInto('handling.signal_test')
    .values({
      region_id: ticket.region_id,
      id: call.app.newId(),
      ticket_id: ticket.id,
      place: input.place,
      latitude: input.latitude ?? null,
      longitude: input.longitude ?? null,
      indoor: input.indoor,
      technology: input.technology,
      readings: JSON.stringify(readings),
      verdict: worstOf(readings.map(({ verdict }) => verdict)),
      note: input.note ?? null,
      tested_at: testedAt,
      made_by: staffId(call.actor),
      made_at: call.now
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await caseHappened(call, ticket, 'handling.tested', { testId: row.id, verdict: row.verdict })
  return (await testViews(call, [row]))[0] as OutputOf<typeof contract>
}

/** Tests of a complaint, the newest first. */
export async function testsOf(call: Call, regionId: number, ticketId: string): Promise<Static<typeof SignalTestView>[]> {
  const rows = await call.tx.selectFrom('handling.signal_test').selectAll().where('region_id', '=', regionId).where('ticket_id', '=', ticketId).orderBy('tested_at', 'desc').limit(100).execute()
  return testViews(call, rows)
}

async function testViews(call: Call, rows: readonly Row[]): Promise<Static<typeof SignalTestView>[]> {
  const { indicators, technologies } = handlingBook().diagnosis
  const people = await peopleOf(call, rows.map((row) => row.made_by))
  return rows.map((row) => ({
    id: row.id,
    place: row.place,
    latitude: row.latitude,
    longitude: row.longitude,
    indoor: row.indoor,
    technology: coded(technologies, row.technology),
    readings: (row.readings as Reading[]).map(({ code, value, verdict }) => ({ ...coded(indicators, code), unit: entry(indicators, code)?.unit ?? '', value, verdict })),
    verdict: row.verdict,
    note: row.note,
    testedAt: row.tested_at.toISOString(),
    by: personOf(people, row.made_by)
  }))
}
