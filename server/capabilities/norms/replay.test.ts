import * as clauses from '@shouwen/contract/norms'
import * as replays from '@shouwen/contract/replays'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '#platform/testing/test-app'
import { openCase } from './testing/test-case.ts'
import { staffFor } from './testing/test-staff.ts'

let t: TestApp
let people: Awaited<ReturnType<typeof staffFor<'rulebook-editor' | 'analyst'>>>
beforeAll(async () => {
  t = await startTestApp({ at: '2026-03-02T01:00:00Z' })
  people = await staffFor(t, 'rulebook-editor', 'analyst')
})
afterAll(() => t.stop())

test('a draft is run over past cases: kept and broken before and after, with the cases that change', async () => {
  const at = (minute: number) => new Date(Date.UTC(2026, 1, 2, 1, minute)).toISOString()
  for (const minutes of [5, 15, 25, 29, 45]) {
    const one = openCase(t, { kind: 'inquiry', channel: 'email' })
    await one.tell('ticket.opened', undefined, at(0))
    await one.tell('ticket.answered', undefined, at(minutes))
  }
  const complaint = openCase(t, { kind: 'complaint', channel: 'phone' })
  await complaint.tell('ticket.opened', undefined, at(0))
  const cancelled = openCase(t, { kind: 'inquiry', channel: 'email' })
  await cancelled.tell('ticket.opened', undefined, at(0))
  await cancelled.tell('ticket.cancelled', undefined, at(10))

  const { text } = await t.ok(clauses.getClause, { clauseId: 'inquiry-response' }, people.analyst)
  const draft = text.replace(/^limit:\n {2}minutes: 30/m, 'limit:\n  minutes: 20').replace(/examples:[\s\S]*$/, 'examples:\n  - name: none\n    given: { kind: inquiry, channel: email }\n    expect: { applies: true }\n')
  const { version } = await t.ok(clauses.draftClause, { clauseId: 'inquiry-response', text: draft }, people['rulebook-editor'])
  const period = { from: '2026-02-01T00:00:00Z', to: '2026-03-01T00:00:00Z' }
  const replay = await t.ok(replays.replayClause, { clauseId: 'inquiry-response', version, ...period }, people['rulebook-editor'])
  expect(replay).toMatchObject({
    state: 'done',
    done: 7,
    total: 7,
    before: { kept: 4, broken: 1, cancelled: 1, open: 0, none: 1 },
    after: { kept: 2, broken: 3, cancelled: 1, open: 0, none: 1 },
    changed: 2
  })
  const { items } = await t.ok(replays.listReplayCases, { replayId: replay.id }, people['rulebook-editor'])
  expect(items.map(({ before, after, afterDueAt }) => [before, after, afterDueAt])).toEqual([
    ['kept', 'broken', '2026-02-02T01:20:00.000Z'],
    ['kept', 'broken', '2026-02-02T01:20:00.000Z']
  ])
  expect((await t.call(replays.getReplay, { replayId: replay.id }, people.analyst)).status).toBe(404)
  expect((await t.call(replays.replayClause, { clauseId: 'inquiry-response', version, from: period.to, to: period.from }, people['rulebook-editor'])).problem.code).toBe('replay-period-empty')
})

test('many cases are replayed in the background, and a second run of the job changes nothing', async () => {
  await t.db
    .insertInto('norms.clock')
    .columns(['region_id', 'id', 'clause_id', 'clause_version_id', 'calendar_version_id', 'promise', 'subject_kind', 'subject_id', 'owner_kind', 'started_at', 'started_by_event', 'facts', 'time_limit', 'state', 'stopped_at', 'created_at'])
    .expression((eb) =>
      eb
        .selectFrom('norms.clause_version as v')
        .innerJoin('norms.calendar_version as d', (join) => join.on('d.calendar_id', '=', 'all-hours'))
        .crossJoin(eb.fn<{ n: number }>('generate_series', [eb.lit(1), eb.lit(2100)]).as('n'))
        .select((s) => [s.lit(1).as('r'), s.fn<string>('gen_random_uuid').as('i'), 'v.clause_id', 'v.id', 'd.id as c', s.val('respond').as('p'), s.val('ticket').as('k'), s.fn<string>('gen_random_uuid').as('s'),
          s.val('unit').as('o'), s.val(new Date('2026-01-05T00:00:00Z')).as('a'), s.val('ticket.opened').as('e'), s.cast<string>(s.val('{"kind":"inquiry","channel":"email"}'), 'jsonb').as('f'), s.cast<string>(s.val('{"unit":"minutes","amount":30}'), 'jsonb').as('l'), s.val('cancelled').as('t'), s.val(new Date('2026-01-05T00:00:00Z')).as('x'), s.val(new Date('2026-01-05T00:00:00Z')).as('w')] as never)
        .where('v.clause_id', '=', 'inquiry-response')
        .where('v.version', '=', 1) as never
    )
    .execute()
  const given = await t.ok(replays.replayClause, { clauseId: 'inquiry-response', version: 1, from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' }, people['rulebook-editor'])
  expect(given).toMatchObject({ state: 'running', total: 2100, done: 0 })
  await t.drain()
  expect(await t.ok(replays.getReplay, { replayId: given.id }, people['rulebook-editor'])).toMatchObject({ state: 'done', done: 2100, changed: 0, before: { none: 2100 }, after: { none: 2100 } })
})
