import type { TicketSort } from '@shouwen/contract/ticket-lists'
import { type RawBuilder, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createStaff, createUnit, issueToken } from '#capabilities/people'
import { callOf, type Call } from '#platform/action'
import { generateTickets } from '../../../bench/generate-tickets.ts'
import { resolveFilter, settleOrder } from './list-filter.ts'
import { rowColumns } from './list-row.ts'
import { countQuery, pageQuery } from './list-streams.ts'
import { listTickets } from './list-tickets.ts'
import { ticketColumns } from './load-ticket.ts'
import { writeQueue } from './save-queue.ts'
import { searchColumnsOf } from './search-columns.ts'
import { startSmallOperator, type SmallOperator } from './testing/small-operator.ts'
import { defaultViews } from './view-defaults.ts'

const TICKETS = Number(process.env['PLAN_TICKETS'] ?? 60_000)
const PAGE = 51

let o: SmallOperator
const readers = new Map<string, Call>()
beforeAll(async () => {
  o = await startSmallOperator()
  for (let i = 1; i <= 8; i++)
    await o.t.asSystem(async (call) => {
      const { id: unitId } = await createUnit(call.tx, {
        parentId: o.units.hotline,
        level: 'team',
        code: `t${i}`,
        nameZh: `${i} 班`,
        nameEn: `Team ${i}`
      })
      const members: string[] = []
      for (let n = 0; n < 10; n++)
        members.push(
          (await createStaff(call.tx, { unitId, jobNumber: `5${i}${n}0`, name: `员工${i}${n}`, roles: ['agent'] })).id
        )
      await writeQueue(call, {
        code: `q${i}`,
        regionId: 1,
        unitId,
        nameZh: `队列 ${i}`,
        nameEn: `Queue ${i}`,
        strategy: 'pull',
        kinds: [],
        categories: [],
        members
      })
    })
  await generateTickets(o.t.app, o.t.databaseUrl, { regionId: 1, count: TICKETS })
  const agent = await o.t.db
    .selectFrom('people.staff')
    .select('id')
    .where('job_number', '=', '5110')
    .executeTakeFirstOrThrow()
  const technician = await o.t.asSystem(({ tx }) =>
    createStaff(tx, { unitId: o.units.network, jobNumber: '6001', name: '技术', roles: ['technician'] })
  )
  for (const [name, staffId] of [
    ['an agent', agent.id],
    ['a shift leader', o.people.leader.id],
    ['a dispatcher', o.people.dispatcher.id],
    ['a technician', technician.id],
    ['an inspector', o.people.inspector.id]
  ] as const)
    readers.set(name, await callAs(staffId))
}, 300_000)
afterAll(() => o.t.stop())

async function callAs(staffId: string): Promise<Call> {
  const { token } = await o.t.asSystem(({ tx }) => issueToken(tx, staffId, { name: 'plans', scopes: ['*'] }))
  const actor = await o.t.app.identify({ headers: { authorization: `Bearer ${token}` }, cookies: {} } as never)
  return callOf(o.t.app, o.t.db, actor)
}

type Node = {
  'Node Type': string
  'Relation Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Rows Removed by Index Recheck'?: number
  Plans?: Node[]
}

/** Every node of the plan as it was run, and how many rows of tickets were touched. */
async function explained(query: RawBuilder<unknown>) {
  const { rows } = await sql<{
    'QUERY PLAN': { Plan: Node; 'Execution Time': number }[]
  }>`explain (analyze, format json) ${query}`.execute(o.t.db)
  const plan = rows[0]?.['QUERY PLAN'][0]
  const nodes: Node[] = []
  const walk = (node: Node) => {
    nodes.push(node)
    node.Plans?.forEach(walk)
  }
  if (plan) walk(plan.Plan)
  const touched = nodes
    .filter((node) => node['Relation Name'] === 'ticket')
    .reduce(
      (sum, node) =>
        sum +
        (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)) *
          node['Actual Loops'],
      0
    )
  return {
    touched,
    scans: nodes.filter(
      (node) => node['Node Type'] === 'Seq Scan' && ['ticket', 'clock'].includes(node['Relation Name'] ?? '')
    ).length
  }
}

describe(`Among ${TICKETS} tickets`, () => {
  test('each has the search columns the product would give it, and its deadline is that of its strictest promise', async () => {
    const rows = await o.t.db
      .selectFrom('tickets.ticket')
      .select([...ticketColumns, 'search_text', 'grams'])
      .where('region_id', '=', 1)
      .orderBy('opened_at', 'desc')
      .limit(300)
      .execute()
    for (const row of rows) {
      const wanted = searchColumnsOf(row)
      expect(row.search_text).toBe(wanted.search_text)
      expect(new Set(row.grams)).toEqual(new Set(wanted.grams))
    }
    const listed = await listTickets(callOf(o.t.app, o.t.db, { kind: 'system', name: 'test' }), {
      regionId: 1,
      sort: 'due',
      statuses: ['acknowledged', 'inProgress'],
      limit: 50
    })
    for (const item of listed.items) expect(item.promise?.dueAt).toBe(item.nextDueAt)
  })

  const names = ['an agent', 'a shift leader', 'a dispatcher', 'a technician', 'an inspector']
  const cases = names.flatMap((name) => defaultViews().map((view) => [name, view.key] as const))

  test.each(cases)('%s opens the view %s by an index, reading no more rows than a few pages', async (name, key) => {
    const call = readers.get(name) as Call
    const view = defaultViews().find((one) => one.key === key)
    const { filter, sort } = settleOrder(view?.filter ?? {}, view?.sort)
    const resolved = await resolveFilter(call, 1, filter)
    const page = await explained(pageQuery(call, 1, resolved, { sort, limit: PAGE }, rowColumns))
    expect(page.scans).toBe(0)
    expect(page.touched).toBeLessThan(PAGE * 40)
    const count = await explained(sql`select ${countQuery(call, 1, resolved, sort, 1_000)}`)
    expect(count.scans).toBe(0)
    expect(count.touched).toBeLessThan(16_000)
  })

  const sorts: TicketSort[] = ['due', 'newest', 'oldest', 'stale', 'priority', 'closed']
  test.each(names.flatMap((name) => sorts.map((sort) => [name, sort] as const)))(
    '%s lists everything by %s without reading the table',
    async (name, given) => {
      const call = readers.get(name) as Call
      const { filter, sort } = settleOrder({}, given)
      const page = await explained(pageQuery(call, 1, filter as never, { sort, limit: PAGE }, rowColumns))
      expect(page.scans).toBe(0)
      expect(page.touched).toBeLessThan(10_000)
    }
  )
})
