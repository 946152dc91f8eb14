import * as calendars from '@shouwen/contract/calendars'
import * as clauses from '@shouwen/contract/norms'
import { readPublicPromises } from '@shouwen/contract/public-promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '#platform/testing/test-app'
import { rulebook } from '#server/rulebook'
import { decideClauseSubmissionAction } from './decide-clause-submission.ts'
import { clocksOf } from './index.ts'
import { publishRulebook } from './publish-rulebook.ts'
import { openCase } from './testing/test-case.ts'
import { staffFor } from './testing/test-staff.ts'

let t: TestApp
let people: Awaited<ReturnType<typeof staffFor<'rulebook-editor' | 'rulebook-approver' | 'agent'>>>
beforeAll(async () => {
  t = await startTestApp({ at: '2026-03-02T01:00:00Z' })
  people = await staffFor(t, 'rulebook-editor', 'rulebook-approver', 'agent')
})
afterAll(() => t.stop())

const textOf = async (clauseId: string) => (await t.ok(clauses.getClause, { clauseId }, people.agent)).text
const dueOf = async (facts: Record<string, string>, clauseId: string) => {
  const one = openCase(t, facts)
  await one.tell('ticket.opened')
  const views = (await clocksOf(t.read(), 1, 'ticket', [one.id])).get(one.id)
  return { one, minutes: () => minutesOf(views?.find((view) => view.clauseId === clauseId)) }
}
const minutesOf = (view?: { startedAt: string; dueAt: string | null }) =>
  view && (Date.parse(view.dueAt ?? '') - Date.parse(view.startedAt)) / 60_000

async function published(text: string, clauseId: string, effectiveFrom?: string) {
  const { version } = await t.ok(clauses.draftClause, { clauseId, text }, people['rulebook-editor'])
  const { id } = await t.ok(
    clauses.submitClause,
    { clauseId, version, ...(effectiveFrom ? { effectiveFrom } : {}) },
    people['rulebook-editor']
  )
  return t.ok(clauses.decideClauseSubmission, { submissionId: id, approved: true }, people['rulebook-approver'])
}

describe('The rulebook on the screen', () => {
  test('every clause of the files is in force from its own date on, and found by words, group and catalogue id', async () => {
    const all = await t.ok(clauses.listClauses, { limit: 200 }, people.agent)
    expect(all.items.length).toBe(rulebook().clauses.length)
    expect(all.items.every(({ versionInForce }) => versionInForce === 1)).toBe(true)
    const found = async (input: object) =>
      (await t.ok(clauses.listClauses, input, people.agent)).items.map(({ id }) => id)
    expect(await found({ search: '咨询响应' })).toEqual(['inquiry-response'])
    expect((await found({ norm: 'FS-01' })).sort()).toEqual(['line-restoration', 'pause-approval'])
    expect(await found({ group: 'FS' })).toContain('line-restoration')
  })

  test('a list is paged without gaps or repeats', async () => {
    const seen: string[] = []
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await t.ok(clauses.listClauses, { limit: 7, ...(cursor ? { cursor } : {}) }, people.agent)
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor
    }
    expect(seen).toEqual(
      rulebook()
        .clauses.map(({ id }) => id)
        .sort()
    )
  })

  test('a draft is checked as it is written, each fault with its line, and nothing is kept', async () => {
    const clauseId = 'inquiry-response'
    const editor = people['rulebook-editor']
    const text = await textOf(clauseId)
    const check = (changed: string) => t.ok(clauses.checkClause, { clauseId, text: changed }, editor)
    const sound = await check(text)
    expect(sound).toMatchObject({ faults: [], condition: { en: 'ticket kind is inquiry' } })
    expect(sound.examples.every(({ agrees }) => agrees)).toBe(true)
    const moon = text.replace('calendar: all-hours', 'calendar: moon')
    const line = moon.split('\n').findIndex((each) => each.includes('moon')) + 1
    expect((await check(moon)).faults).toEqual([{ text: 'no calendar is called moon', line }])
    const slower = await check(text.replace('minutes: 30', 'minutes: 31'))
    expect(slower.faults.length).toBe(slower.examples.filter(({ agrees }) => !agrees).length)
    expect(slower.faults[0]?.line).toBe(
      text.split('\n').findIndex((each) => each.includes('name: answered in time')) + 1
    )
    expect((await check('a: [')).examples).toEqual([])
    expect((await t.ok(clauses.getClause, { clauseId }, people.agent)).versions).toHaveLength(1)
    expect((await t.call(clauses.checkClause, { clauseId, text }, people.agent)).problem.code).toBe('not-permitted')
  })

  test('a clause page says in words what its codes mean, and who wrote its versions', async () => {
    const page = await t.ok(clauses.getClause, { clauseId: 'line-restoration' }, people.agent)
    const { facts, events, reasons } = page.vocabulary
    expect(
      facts.find(({ code }) => code === 'line.service')?.values.find(({ code }) => code === 'data-line')?.words.zh
    ).toBe('数据专线')
    expect(events.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['ticket.opened', 'ticket.restored', 'ticket.held'])
    )
    expect(reasons.map(({ code }) => code).sort()).toEqual([
      'customer-power',
      'force-majeure',
      'no-access',
      'waiting-appointment'
    ])
  })

  test('a clause page shows words, condition, trust and examples that agree', async () => {
    const page = await t.ok(clauses.getClause, { clauseId: 'line-restoration' }, people.agent)
    expect(page).toMatchObject({
      versionInForce: 1,
      condition: { en: expect.stringContaining('ticket kind is fault report') },
      content: { source: { trust: 'seed' } }
    })
    expect(page.examples.length).toBeGreaterThan(3)
    expect(page.examples.filter(({ agrees }) => !agrees)).toEqual([])
  })
})

describe('What is promised in public', () => {
  const open = async (on?: string) => t.ok(readPublicPromises, on ? { on } : {})

  test('SP-09, SP-26: the pledge and the hours of the channels are open to everybody, and agree with the rulebook', async () => {
    const { pledge, hours } = await open()
    expect(pledge).toEqual(rulebook().clauses.find(({ id }) => id === 'service-pledge')?.words)
    expect(hours.map(({ channel }) => channel).sort()).toEqual(['halls', 'hotline', 'online', 'portal'])
    const halls = hours.find(({ channel }) => channel === 'halls')
    expect(halls).toMatchObject({ days: Array.from({ length: 7 }, () => ['08:30-18:00']), holidays: ['09:00-17:00'] })
  })

  test('SP-29: the text of a past date stays as it was when the promise changes, and what is not public is not shown', async () => {
    const before = await open('2026-03-01')
    expect(before.promises.map(({ clauseId }) => clauseId)).toContain('major-fault-closed-loop')
    expect(before.promises.map(({ clauseId }) => clauseId)).not.toContain('hand-over-acceptance')
    const text = (await textOf('major-fault-closed-loop')).replace('重大故障 24 小时内解决，', '重大故障二十四小时内解决，')
    await published(text, 'major-fault-closed-loop')
    const of = ({ promises }: Awaited<ReturnType<typeof open>>) => promises.find((each) => each.clauseId === 'major-fault-closed-loop')
    expect(of(await open())).toMatchObject({ version: 2, words: { zh: expect.stringContaining('二十四') } })
    expect(await open('2026-03-01')).toEqual(before)
    expect((await open('1990-01-01')).promises).toEqual([])
  })
})

describe('Changing the law takes two people', () => {
  test('a draft with faults is refused with every one of them', async () => {
    const text = (await textOf('inquiry-response'))
      .replace('kind == "inquiry"', 'kind == "riddle"')
      .replace('minutes: 30', 'minutes: 20')
    const answer = await t.call(clauses.draftClause, { clauseId: 'inquiry-response', text }, people['rulebook-editor'])
    expect(answer.status).toBe(422)
    expect(answer.problem.code).toBe('clause-faulty')
    expect(answer.problem.details?.['faults']).toEqual([expect.stringContaining('riddle')])
  })

  test('a draft that contradicts its own examples is refused', async () => {
    const text = (await textOf('inquiry-response')).replace('minutes: 30', 'minutes: 20')
    const answer = await t.call(clauses.draftClause, { clauseId: 'inquiry-response', text }, people['rulebook-editor'])
    expect(String(answer.problem.details?.['faults'])).toContain('example')
  })

  test('it counts for new tickets from its effective date on, and a clock that runs keeps the old one', async () => {
    const old = await dueOf({ kind: 'complaint', channel: 'phone' }, 'complaint-reply')
    const text = (await textOf('complaint-reply'))
      .replace(/^limit:\n {2}days: 15/m, 'limit:\n  days: 10')
      .replace(
        /examples:[\s\S]*$/,
        'examples:\n  - name: none\n    given: { kind: complaint, channel: phone }\n    expect: { applies: true }\n'
      )
    const decided = await published(text, 'complaint-reply', '2026-03-10T00:00:00Z')
    expect(decided).toMatchObject({ decision: 'approved', effectiveFrom: '2026-03-10T00:00:00.000Z' })
    const before = await dueOf({ kind: 'complaint', channel: 'phone' }, 'complaint-reply')
    t.clock.set('2026-03-10T01:00:00Z')
    const after = await dueOf({ kind: 'complaint', channel: 'phone' }, 'complaint-reply')
    expect((before.minutes() ?? 0) - (after.minutes() ?? 0)).toBe(5 * 1440)
    const kept = (await clocksOf(t.read(), 1, 'ticket', [old.one.id]))
      .get(old.one.id)
      ?.find(({ clauseId }) => clauseId === 'complaint-reply')
    expect(kept).toMatchObject({ clauseVersion: 1 })
    expect(minutesOf(kept)).toBe(old.minutes())
    expect(
      (
        await t.ok(clauses.diffClauseVersions, { clauseId: 'complaint-reply', from: 1, to: 2 }, people.agent)
      ).changes.map(({ path }) => path)
    ).toContain('/limit/days')
  })

  test('nobody approves their own draft, and nothing is decided twice', async () => {
    const text = (await textOf('fault-arrival')).replace('zh: 故障到场', 'zh: 故障到达现场')
    const { version } = await t.ok(clauses.draftClause, { clauseId: 'fault-arrival', text }, people['rulebook-editor'])
    const { id } = await t.ok(clauses.submitClause, { clauseId: 'fault-arrival', version }, people['rulebook-editor'])
    expect(
      (await t.call(clauses.submitClause, { clauseId: 'fault-arrival', version }, people['rulebook-editor'])).problem
        .code
    ).toBe('version-already-submitted')
    expect(
      (await t.call(clauses.decideClauseSubmission, { submissionId: id, approved: true }, people['rulebook-editor']))
        .problem.code
    ).toBe('not-permitted')
    const grants = [{ verb: '*', scope: 'all' as const, regionId: 1, unitIds: [] }]
    const me = {
      kind: 'staff' as const,
      id: people['rulebook-editor'].id,
      regionId: 1,
      unitId: people.unitId,
      jobNumber: 'N0',
      grants,
      sees: [],
      sessionId: null,
      tokenScopes: null
    }
    await expect(
      t.asSystem((call) => decideClauseSubmissionAction({ ...call, actor: me }, { submissionId: id, approved: true }))
    ).rejects.toMatchObject({ code: 'approver-is-author' })
    await t.ok(
      clauses.decideClauseSubmission,
      { submissionId: id, approved: false, note: '先征求意见' },
      people['rulebook-approver']
    )
    expect(
      (await t.call(clauses.decideClauseSubmission, { submissionId: id, approved: true }, people['rulebook-approver']))
        .problem.code
    ).toBe('submission-already-decided')
    expect(await t.ok(clauses.getClause, { clauseId: 'fault-arrival' }, people.agent)).toMatchObject({
      versionInForce: 1
    })
  })

  test('a withdrawn clause starts nothing any more', async () => {
    const { id } = await t.ok(
      clauses.withdrawClause,
      { clauseId: 'ticket-acceptance', reason: '改由排班保证' },
      people['rulebook-editor']
    )
    await t.ok(clauses.decideClauseSubmission, { submissionId: id, approved: true }, people['rulebook-approver'])
    expect((await dueOf({ kind: 'inquiry', channel: 'email' }, 'ticket-acceptance')).minutes()).toBeUndefined()
    expect(
      (
        await t.call(
          clauses.withdrawClause,
          { clauseId: 'ticket-acceptance', reason: '再来一次' },
          people['rulebook-editor']
        )
      ).problem.code
    ).toBe('clause-not-in-force')
  })

  test('a release that changes a clause waits for approval', async () => {
    const changed = rulebook().clauses.map((clause) =>
      clause.id === 'hand-over-acceptance'
        ? { ...clause, title: { zh: '转派接收', en: 'Acceptance' }, hash: 'f'.repeat(64) }
        : clause
    )
    expect(await publishRulebook(t.app, { ...rulebook(), clauses: changed })).toEqual({ published: 0, waiting: 1 })
    expect(await publishRulebook(t.app, { ...rulebook(), clauses: changed })).toEqual({ published: 0, waiting: 0 })
    const waiting = await t.ok(clauses.listClauseSubmissions, { decision: 'waiting' }, people.agent)
    expect(waiting.items).toMatchObject([
      { clauseId: 'hand-over-acceptance', version: 2, submittedBy: null, author: null }
    ])
    await t.ok(
      clauses.decideClauseSubmission,
      { submissionId: waiting.items[0]?.id ?? '', approved: true },
      people['rulebook-approver']
    )
    expect(
      (await t.ok(clauses.getClause, { clauseId: 'hand-over-acceptance' }, people.agent)).content['title']
    ).toEqual({ zh: '转派接收', en: 'Acceptance' })
  })
})

describe('Calendars', () => {
  test('a year whose holidays are not known is said, with the clauses that count by it', async () => {
    const { items } = await t.ok(calendars.listCalendars, {}, people.agent)
    expect(items.find(({ id }) => id === 'china-working-days')).toMatchObject({
      missingYears: [2027],
      clauses: expect.arrayContaining([expect.objectContaining({ id: 'market-regulator-complaint' })])
    })
    const year = await t.ok(calendars.getCalendar, { calendarId: 'china-working-days', year: 2026 }, people.agent)
    expect(year.days).toHaveLength(365)
    expect(year.days.find(({ date }) => date === '2026-01-01')).toMatchObject({
      kind: 'holiday',
      name: { zh: '元旦' },
      hours: []
    })
  })
})
