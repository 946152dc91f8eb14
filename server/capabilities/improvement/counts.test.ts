import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as contract from '@shouwen/contract/complaint-reports'
import { mergeTickets } from '@shouwen/contract/ticket-links'
import * as work from '@shouwen/contract/ticket-work'
import { openTicket } from '@shouwen/contract/tickets'
import { enqueue } from '#platform/jobs'
import { sweepClocks } from '#capabilities/norms'
import { findTicket } from '#capabilities/tickets'
import { createStaff, issueToken } from '#capabilities/people'
import { type SmallOperator, startSmallOperator } from '../tickets/testing/small-operator.ts'
import { addsOf, factOf, measures } from './complaint-fact.ts'
import { countBases } from './count-bases.ts'
import { countComplaints } from './count-complaints.ts'
import { advance } from '#platform/reactions'

let o: SmallOperator
let analyst: { id: string; token: string }
let phones = 13300000000
beforeAll(async () => {
  o = await startSmallOperator()
  analyst = await o.t.asSystem(async ({ tx }) => {
    const { id } = await createStaff(tx, { unitId: o.units.hn, jobNumber: '8001', name: '分析员', roles: ['analyst'] })
    return { id, token: (await issueToken(tx, id, { name: 'test', scopes: ['*'] })).token }
  })
})
afterAll(() => o.t.stop())

const period = { regionId: 1, from: '2026-11-01', until: '2027-02-28', group: 'category' as const }
const report = (more: object = {}, who = analyst) => o.t.ok(contract.complaintReport, { ...period, ...more }, who)

/** Everything counted again from the tickets themselves. */
async function recount() {
  const ids = await o.t.db.selectFrom('tickets.ticket').select(['region_id', 'id']).where('kind', '=', 'complaint').execute()
  return o.t.asSystem(async (call) => {
    const sums = new Map<string, number>()
    for (const { region_id, id } of ids) {
      const ticket = await findTicket(call.tx, region_id, id)
      const fact = ticket && (await factOf(call, ticket))
      if (!fact) continue
      for (const [name, n] of Object.entries(addsOf(fact))) if (n) sums.set([fact.day, fact.unit_id, fact.category, fact.place, fact.product, name].join('|'), (sums.get([fact.day, fact.unit_id, fact.category, fact.place, fact.product, name].join('|')) ?? 0) + n)
    }
    return sums
  })
}
async function kept() {
  const rows = await o.t.db.selectFrom('improvement.complaint_day').selectAll().execute()
  return new Map(rows.flatMap((row) => measures.flatMap((name) => (row[name] ? [[[row.day, row.unit_id, row.category, row.place, row.product, name].join('|'), row[name]] as const] : []))))
}

describe('The counts of complaints', () => {
  test('are what a recount of all tickets gives, whatever happened to them and in whatever order @norm KP-04 @norm KP-05', async () => {
    const categories = ['complaint.tariff.unknown-charge', 'complaint.network.slow', 'complaint.vas.subscribed'] as const
    const act = fc.record({ at: fc.nat(11), what: fc.constantFrom('open', 'resolve', 'confirm', 'reopen', 'repeat', 'merge', 'reject', 'late', 'day' as const), pick: fc.nat(2) })
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 6, maxLength: 24 }), async (acts) => {
        const made: { id: string; phone: string }[] = []
        for (const { at, what, pick } of acts) {
          const one = made[at % Math.max(1, made.length)]
          if (what === 'open' || !one) {
            const phone = String(++phones)
            made.push({ id: (await o.t.ok(openTicket, { ...o.complaint, keep: true, contactPhone: phone, category: categories[pick], ...(pick === 0 ? { source: 'regulator-12300' as const } : {}) }, o.people.wang)).id, phone })
          } else if (what === 'resolve') await o.t.call(work.resolveTicket, { ticketId: one.id, resolution: '已退费', rootCause: 'system-fault', factCheck: '已核对' }, o.people.wang)
          else if (what === 'confirm') await o.t.call(work.confirmWithCustomer, { ticketId: one.id, channel: 'phone', solved: pick > 0, satisfied: true, compensation: { decision: 'none' }, improvement: '无' }, o.people.wang)
          else if (what === 'reopen') await o.t.call(work.reopenTicket, { ticketId: one.id, reason: '不认可' }, o.people.wang)
          else if (what === 'repeat') made.push({ id: (await o.t.ok(openTicket, { ...o.complaint, keep: true, contactPhone: one.phone }, o.people.li)).id, phone: one.phone })
          else if (what === 'merge' && made[0] && made[0].id !== one.id) await o.t.call(mergeTickets, { ticketId: one.id, intoId: made[0].id, reason: '同一件' }, o.people.leader)
          else if (what === 'reject') await o.t.call(work.changeStatus, { ticketId: one.id, to: 'rejected', reason: '误报' }, o.people.leader)
          else if (what === 'late') {
            o.t.clock.advance(3 * 86_400_000)
            await sweepClocks(o.t.app)
          } else o.t.clock.advance(86_400_000)
        }
        await o.t.drain()
        expect(await kept()).toEqual(await recount())
      }),
      { numRuns: 5 }
    )
    // An event given twice changes nothing.
    await sql`update platform.cursor set xid = '0'::xid8, seq = 0 where name = ${countComplaints.name}`.execute(o.t.db)
    const before = await kept()
    while ((await advance(o.t.app, countComplaints)) > 0);
    expect(await kept()).toEqual(before)
  }, 120_000)

  test('make a report whose totals are those of its days and of its groups, with bases, formulas and the days that may still change @norm KP-04 @norm TK-08', async () => {
    await o.t.asSystem((call) => enqueue(call, { kind: countBases.kind, key: 'test' }))
    await o.t.drain()
    for (const group of ['branch', 'category', 'unit', 'place', 'product'] as const) {
      const found = await report({ group, until: '2027-10-31' })
      for (const name of ['opened', 'ended', 'firstTime', 'inTime', 'timed', 'repeats', 'appeals'] as const) {
        expect(found.series.reduce((sum, day) => sum + day[name], 0), `${group} ${name}`).toBe(found.totals[name])
        expect(found.groups.reduce((sum, one) => sum + one[name], 0)).toBe(found.totals[name])
      }
      expect(found.totals.opened).toBeGreaterThan(0)
      expect(found.base.users).toBe(1)
      expect(found.base.served).toBeGreaterThanOrEqual(found.totals.opened)
      expect(found.figures.every(({ formula }) => formula.zh !== '' && formula.en !== '')).toBe(true)
      expect(found.provisionalFrom < '2027-12-31').toBe(true)
    }
  })

  test('a rise that is no chance is hot, with its interval and p; a wobble is not', async () => {
    const day = async (n: number, category: string) => {
      for (let i = 0; i < n; i += 1) await o.t.ok(openTicket, { ...o.complaint, contactPhone: String(++phones), category }, o.people.wang)
    }
    o.t.clock.set('2028-03-01T02:00:00Z')
    await day(5, 'complaint.terminal')
    await day(5, 'complaint.portability')
    o.t.clock.set('2028-03-02T02:00:00Z')
    await day(25, 'complaint.terminal')
    await day(6, 'complaint.portability')
    await o.t.drain()
    const found = await report({ from: '2028-03-02', until: '2028-03-02' })
    expect(found.groups.find(({ key }) => key === 'complaint.terminal')).toMatchObject({ opened: 25, openedBefore: 5, hot: true, change: { ratio: 5, stands: true } })
    expect(found.groups.find(({ key }) => key === 'complaint.portability')).toMatchObject({ opened: 6, openedBefore: 5, hot: false })
    const { items } = await o.t.ok(contract.listReportComplaints, { regionId: 1, from: '2028-03-02', until: '2028-03-02', group: 'category', key: 'complaint.terminal', limit: 20 }, analyst)
    expect(items).toHaveLength(20)
  })

  test('one sees the units one answers for, and only whoever may export has a file, which is audited', async () => {
    expect((await report({ from: '2028-03-01', until: '2028-03-02' }, o.people.leader)).totals.opened).toBe(41)
    expect((await o.t.call(contract.complaintReport, period, o.people.wang)).problem.code).toBe('not-permitted')
    expect((await o.t.call(contract.complaintReport, { ...period, until: '2026-10-01' }, analyst)).problem.code).toBe('report-period-wrong')
    expect((await o.t.call(contract.complaintReport, { ...period, from: '2020-01-01' }, analyst)).problem.code).toBe('report-period-wrong')
    expect((await o.t.call(contract.complaintReport, { ...period, group: 'person' as never }, analyst)).problem.code).toBe('invalid-input')
    const file = { regionId: 1, from: '2028-03-01', until: '2028-03-02', group: 'category' as const, table: 'groups' as const, format: 'csv' as const, language: 'zh-CN' as const }
    expect((await o.t.call(contract.exportComplaintReport, file, o.people.inspector)).problem.code).toBe('not-permitted')
    const answer = await o.t.call(contract.exportComplaintReport, file, analyst)
    expect(answer.status).toBe(200)
    expect(String(answer.body)).toContain('一次解决率')
    expect((await o.t.db.selectFrom('platform.audit').select('verb').where('verb', '=', 'improvement.export').where('outcome', '=', 'done').execute()).length).toBe(1)
  })
})
