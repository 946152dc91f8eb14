import { afterAll, beforeAll, expect, test } from 'vitest'
import { listAudit } from '@shouwen/contract/audit'
import { updateUnit } from '@shouwen/contract/units'
import { audited } from '#platform/audit'
import { startTestApp, type TestApp } from '#platform/testing/test-app'
import { personWithToken, smallOperator, type SmallOperator } from './testing.ts'

let t: TestApp
let units: SmallOperator
let auditor: { id: string; token: string }
let officer: { id: string; token: string }
let agent: { id: string; token: string }

beforeAll(async () => {
  t = await startTestApp({ at: '2026-11-24T02:00:00Z' })
  units = await smallOperator(t)
  auditor = await personWithToken(t, {
    unitId: units.group.id,
    regionId: 1,
    jobNumber: 'AUD',
    name: '孙正',
    roles: ['auditor']
  })
  officer = await personWithToken(t, {
    unitId: units.gd.id,
    jobNumber: 'SEC',
    name: '李强',
    roles: ['security-officer']
  })
  agent = await personWithToken(t, { unitId: units.hnTeam1.id, jobNumber: 'AG1', name: '王芳', roles: ['agent'] })
  for (let index = 0; index < 12; index += 1) {
    if (index % 3 === 0) t.clock.advance(1000)
    await t.asSystem((call) =>
      audited(
        { ...call, purpose: '核对身份' },
        {
          verb: index % 2 ? 'customer.unmask' : 'ticket.export',
          regionId: 1 + (index % 2),
          subjectKind: 'customer',
          subjectId: units.hn.id,
          fields: ['phone']
        }
      )
    )
  }
})
afterAll(() => t.stop())

test('the audit is read newest first over regions, page by page, without repeating or leaving out', async () => {
  const seen: string[] = []
  let cursor: string | undefined
  let last = '9999'
  do {
    const page = await t.ok(listAudit, { limit: 5, cursor, subjectId: units.hn.id }, auditor)
    for (const line of page.items) {
      expect(line.at <= last).toBe(true)
      last = line.at
      seen.push(line.id)
    }
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  expect([seen.length, new Set(seen).size]).toEqual([12, 12])
})

test('lines say who, what, of whom, why and when, and are found by each', async () => {
  const { items } = await t.ok(
    listAudit,
    { verb: 'customer.*', from: '2026-11-24T00:00:00Z', to: '2026-11-25T00:00:00Z', outcome: 'done' },
    auditor
  )
  expect(items).toHaveLength(6)
  expect(items[0]).toMatchObject({
    verb: 'customer.unmask',
    fields: ['phone'],
    purpose: '核对身份',
    subjectId: units.hn.id,
    regionId: 2,
    actorKind: 'system'
  })
  expect((await t.ok(listAudit, { regionId: 1, verb: 'customer.unmask' }, auditor)).items).toEqual([])
})

test('a regional officer sees only their region; others nothing', async () => {
  const { items } = await t.ok(listAudit, { limit: 200 }, officer)
  expect([...new Set(items.map((line) => line.regionId))]).toEqual([2])
  expect((await t.ok(listAudit, { regionId: 1 }, officer)).items).toEqual([])
  expect((await t.call(listAudit, {}, agent)).problem.code).toBe('not-permitted')
})

test('reading the audit is audited, and a refused verb too', async () => {
  await t.ok(listAudit, { actorId: agent.id }, auditor)
  const [line] = (await t.ok(listAudit, { actorId: auditor.id, verb: 'audit.read', limit: 1 }, auditor)).items
  expect(line).toMatchObject({ verb: 'audit.read', actorName: '孙正', actorJobNumber: 'AUD', fields: ['actorId'] })
  await t.call(updateUnit, { unitId: units.hnTeam1.id, version: 1, nameZh: '我的班' }, agent)
  const denied = await t.ok(listAudit, { actorId: agent.id, outcome: 'denied' }, auditor)
  expect(denied.items.map((one) => one.verb)).toEqual(['people.write', 'audit.read'])
})
