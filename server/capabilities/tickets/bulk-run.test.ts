import {
  listBulkItems,
  previewBulkChange,
  readBulkChange,
  startBulkChange,
  undoBulkChange
} from '@shouwen/contract/ticket-bulk'
import { listTickets } from '@shouwen/contract/ticket-lists'
import { editTicket, openTicket, readTicket } from '@shouwen/contract/tickets'
import { issueToken } from '#capabilities/people'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTicket as open } from './open-ticket.ts'
import { type Colleague, type SmallOperator, startSmallOperator } from './testing/small-operator.ts'

let o: SmallOperator
beforeAll(async () => {
  o = await startSmallOperator()
})
afterAll(() => o.t.stop())

async function opened(count: number): Promise<string[]> {
  const ids: string[] = []
  for (let i = 0; i < count; i++)
    ids.push((await o.t.ok(openTicket, { ...o.fault, keep: true, tags: ['原有'] }, o.people.wang)).id)
  return ids
}
const ticket = async (ticketId: string) => (await o.t.ok(readTicket, { ticketId }, o.people.leader)).ticket
const outcomes = async (bulkId: string, as: Colleague = o.people.leader) =>
  (await o.t.ok(listBulkItems, { bulkId, limit: 200 }, as)).items

describe('A bulk change', () => {
  test('counts beforehand who may, then changes each ticket by itself and says what became of it', async () => {
    const ids = await opened(3)
    const [, second] = ids
    await o.t.db
      .updateTable('tickets.ticket')
      .set({ unit_id: o.units.network, owner_id: null, assignee_id: null, first_owner_id: null })
      .where('region_id', '=', 1)
      .where('id', '=', second as string)
      .execute()
    const order = {
      ids,
      steps: [
        { do: 'tags' as const, add: ['台风'] },
        { do: 'assign' as const, staffId: o.people.li.id, reason: '台风专班' }
      ]
    }
    expect(await o.t.ok(previewBulkChange, order, o.people.dispatcher)).toEqual({
      total: 3,
      possible: 3,
      notPermitted: 0,
      statusNotPossible: 0
    })
    expect(await o.t.ok(previewBulkChange, order, o.people.leader)).toMatchObject({ total: 2 })
    const bulk = await o.t.ok(startBulkChange, order, o.people.dispatcher)
    expect(bulk).toMatchObject({ state: 'running', total: 3, outcomes: { waiting: 3 } })
    await o.t.drain()
    expect(await o.t.ok(readBulkChange, { bulkId: bulk.id }, o.people.dispatcher)).toMatchObject({
      state: 'done',
      outcomes: { waiting: 0, done: 3 }
    })
    for (const id of ids)
      expect((await o.t.ok(readTicket, { ticketId: id }, o.people.dispatcher)).ticket).toMatchObject({
        tags: ['原有', '台风'],
        assignee: { name: '李强' }
      })
    expect((await o.t.call(readBulkChange, { bulkId: bulk.id }, o.people.leader)).status).toBe(404)
  })

  test('refuses single tickets with a reason and goes on with the others', async () => {
    const ids = await opened(2)
    await o.t.ok(
      startBulkChange,
      { ids: [ids[0] as string], steps: [{ do: 'status', to: 'cancelled', reason: '重复' }] },
      o.people.leader
    )
    await o.t.drain()
    const order = { ids, steps: [{ do: 'status' as const, to: 'pending' as const, reason: 'waiting-information' }] }
    expect(await o.t.ok(previewBulkChange, order, o.people.leader)).toEqual({
      total: 2,
      possible: 1,
      notPermitted: 0,
      statusNotPossible: 1
    })
    const bulk = await o.t.ok(startBulkChange, order, o.people.leader)
    await o.t.drain()
    expect((await outcomes(bulk.id)).map((item) => [item.outcome, item.refusal])).toEqual([
      ['refused', 'ticket-status-not-possible'],
      ['done', null]
    ])
  })

  test('is undone where nobody changed anything since, and says what was left', async () => {
    const [first, second, third] = (await opened(3)) as [string, string, string]
    const bulk = await o.t.ok(
      startBulkChange,
      {
        ids: [first, second, third],
        steps: [
          { do: 'tags', add: ['误操作'] },
          { do: 'priority', priority: 'P1', reason: '误操作' },
          { do: 'assign', staffId: o.people.li.id, reason: '误操作' },
          { do: 'status', to: 'pending', reason: 'waiting-information' }
        ]
      },
      o.people.leader
    )
    await o.t.drain()
    const changed = await ticket(second)
    expect(changed).toMatchObject({ priority: 'P1', status: 'pending', assignee: { name: '李强' } })
    await o.t.ok(editTicket, { ticketId: second, version: changed.version, tags: ['后来改的'] }, o.people.leader)
    await o.t.ok(undoBulkChange, { bulkId: bulk.id }, o.people.leader)
    await o.t.drain()
    expect(await ticket(first)).toMatchObject({
      tags: ['原有'],
      priority: 'P2',
      priorityOverridden: false,
      status: 'inProgress',
      assignee: { name: '王芳' }
    })
    expect(await ticket(second)).toMatchObject({
      tags: ['后来改的'],
      priority: 'P2',
      status: 'inProgress',
      assignee: { name: '王芳' }
    })
    expect((await outcomes(bulk.id)).map((item) => [item.outcome, item.kept])).toEqual([
      ['undone', []],
      ['partly', ['tags']],
      ['undone', []]
    ])
    expect((await o.t.call(undoBulkChange, { bulkId: bulk.id }, o.people.leader)).problem.code).toBe(
      'bulk-undo-not-possible'
    )
  })

  test('what was said stays said, and after its time nothing is undone', async () => {
    const ids = await opened(1)
    const bulk = await o.t.ok(
      startBulkChange,
      { ids, steps: [{ do: 'reply', body: '{{customer.name}}您好' }] },
      o.people.leader
    )
    await o.t.drain()
    await o.t.ok(undoBulkChange, { bulkId: bulk.id }, o.people.leader)
    await o.t.drain()
    expect(await outcomes(bulk.id)).toMatchObject([{ outcome: 'kept', kept: ['reply'] }])
    const late = await o.t.ok(startBulkChange, { ids, steps: [{ do: 'tags', add: ['晚'] }] }, o.people.leader)
    await o.t.drain()
    o.t.clock.advance(31 * 60_000)
    expect((await o.t.call(undoBulkChange, { bulkId: late.id }, o.people.leader)).problem.code).toBe(
      'bulk-undo-not-possible'
    )
  })

  test('takes the tickets of a filter or a view as they are at that moment', async () => {
    await o.t.asSystem(async (call) => {
      for (let i = 0; i < 120; i++)
        await open(
          call,
          { ...o.inquiry, regionId: 1, queueCode: 'hn-all', title: `批量 ${i}`, tags: ['批'] },
          { byMachine: true }
        )
    })
    const bulk = await o.t.ok(
      startBulkChange,
      { filter: { tags: ['批'] }, steps: [{ do: 'tags', remove: ['批'], add: ['已批'] }] },
      o.people.leader
    )
    expect(bulk.total).toBe(120)
    await o.t.drain()
    expect((await o.t.ok(listTickets, { tags: ['已批'], limit: 200 }, o.people.leader)).items).toHaveLength(120)
    const none = await o.t.ok(
      startBulkChange,
      { viewKey: 'broken', steps: [{ do: 'tags', add: ['x'] }] },
      o.people.leader
    )
    expect(none.total).toBe(0)
    await o.t.drain()
  })

  test('needs one selection and one order, and the verb', async () => {
    const steps = [{ do: 'tags' as const, add: ['x'] }]
    const code = async (input: Parameters<typeof o.t.call<typeof startBulkChange>>[1]) =>
      (await o.t.call(startBulkChange, input, o.people.leader)).problem.code
    expect(await code({ steps })).toBe('bulk-selection-unclear')
    expect(await code({ filter: {}, viewKey: 'broken', steps })).toBe('bulk-selection-unclear')
    expect(await code({ filter: {} })).toBe('bulk-selection-unclear')
    expect((await o.t.call(startBulkChange, { filter: {}, steps }, o.people.wang)).problem.code).toBe('not-permitted')
  })

  test('does later no more than its order could do: a token keeps its scopes', async () => {
    const ids = await opened(1)
    const { token } = await o.t.asSystem(({ tx }) =>
      issueToken(tx, o.people.leader.id, { name: 'narrow', scopes: ['ticket.bulk', 'ticket.read'] })
    )
    const bulk = await o.t.ok(startBulkChange, { ids, steps: [{ do: 'tags', add: ['越权'] }] }, { token })
    await o.t.drain()
    expect(await outcomes(bulk.id)).toMatchObject([{ outcome: 'refused', refusal: 'not-permitted' }])
  })
})
