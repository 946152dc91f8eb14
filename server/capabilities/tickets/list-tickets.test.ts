import { countTickets, listTickets, readMyWork } from '@shouwen/contract/ticket-lists'
import { assignTicket, changeStatus, noteTicket, offerHandover, takeTicket } from '@shouwen/contract/ticket-work'
import { assignTask } from '@shouwen/contract/ticket-tasks'
import { followTicket } from '@shouwen/contract/ticket-attention'
import { openTicket } from '@shouwen/contract/tickets'
import type { InputOf } from '@shouwen/contract/operation'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Colleague, type SmallOperator, startSmallOperator } from './testing/small-operator.ts'

let o: SmallOperator
const ids: string[] = []
beforeAll(async () => {
  o = await startSmallOperator({ at: '2026-11-24T02:00:00Z' })
  for (let i = 0; i < 7; i++) {
    const given = [o.inquiry, o.complaint, o.fault][i % 3] as typeof o.inquiry
    ids.push(
      (
        await o.t.ok(
          openTicket,
          { ...given, title: `${given.title} ${i}`, tags: i % 2 ? ['odd'] : ['even', 'all'] },
          o.people.wang
        )
      ).id
    )
    o.t.clock.advance(60_000)
  }
})
afterAll(() => o.t.stop())

const list = (input: InputOf<typeof listTickets>, as: Colleague = o.people.wang) => o.t.ok(listTickets, input, as)
const at = (index: number) => ids[index] as string

describe('A list of tickets', () => {
  test('shows the customer, the owner and the strictest promise of each', async () => {
    const { items } = await list({ sort: 'newest' })
    expect(items.map((item) => item.id)).toEqual([...ids].reverse())
    const fault = items.find((item) => item.id === at(2))
    expect(fault).toMatchObject({
      kind: 'fault',
      customer: { name: '张三丰', grade: 'AA' },
      owner: { name: '王芳' },
      assignee: null,
      status: 'acknowledged'
    })
    expect(fault?.promise?.dueAt).toBe(fault?.nextDueAt)
    expect(fault?.promiseCount).toBeGreaterThan(1)
  })

  test.each(['due', 'newest', 'oldest', 'stale', 'priority'] as const)(
    'by %s gives every ticket once, however it is cut into pages',
    async (sort) => {
      const whole = (await list({ sort })).items.map((item) => item.id)
      expect(new Set(whole)).toEqual(new Set(ids))
      const paged: string[] = []
      let cursor: string | undefined
      do {
        const page = await list({ sort, limit: 2, cursor })
        paged.push(...page.items.map((item) => item.id))
        cursor = page.nextCursor ?? undefined
      } while (cursor)
      expect(paged).toEqual(whole)
    }
  )

  test('by time to breach begins with the nearest deadline and ends with what has none', async () => {
    const ticket = at(0)
    await o.t.ok(takeTicket, { ticketId: ticket }, o.people.wang)
    await o.t.db
      .updateTable('tickets.ticket')
      .set({ next_due_at: null, at_risk_at: null })
      .where('region_id', '=', 1)
      .where('id', '=', ticket)
      .execute()
    const due = (await list({ sort: 'due' })).items.map((item) => item.nextDueAt)
    const dated = due.filter((one) => one !== null)
    expect(dated).toEqual([...dated].sort())
    expect(due.at(-1)).toBeNull()
    const first = await list({ sort: 'due', limit: 6 })
    expect(
      (await list({ sort: 'due', limit: 6, cursor: first.nextCursor ?? undefined })).items.map((item) => item.id)
    ).toEqual([ticket])
  })

  test('is narrowed by kind, tags, category, queue, assignee, customer and promise', async () => {
    const count = async (input: InputOf<typeof listTickets>) => (await list(input)).items.length
    expect(await count({ kinds: ['fault', 'complaint'] })).toBe(4)
    expect(await count({ tags: ['even', 'all'] })).toBe(4)
    expect(await count({ category: 'complaint.tariff' })).toBe(2)
    expect(await count({ category: 'complaint.tar' })).toBe(0)
    expect(await count({ queueCodes: ['hn-all'], assignee: 'none' })).toBe(6)
    expect(await count({ myQueues: true, assignee: 'none', statuses: ['acknowledged'] })).toBe(6)
    expect(await count({ assignee: 'me' })).toBe(1)
    expect(await count({ owner: 'me', statuses: ['inProgress'] })).toBe(1)
    expect(await count({ customerId: o.customerId })).toBe(2)
    expect(await count({ promise: 'none' })).toBe(1)
    expect(await count({ promise: 'on-track' })).toBe(6)
    expect(await count({ openedFrom: '2026-11-24T02:02:00Z', openedBefore: '2026-11-24T02:04:00Z' })).toBe(2)
    expect(await o.t.ok(countTickets, { filter: { kinds: ['inquiry'] } }, o.people.wang)).toEqual({
      count: 3,
      more: false
    })
  })

  test('holds what one follows', async () => {
    await o.t.ok(followTicket, { ticketId: at(1) }, o.people.li)
    expect((await list({ followedByMe: true }, o.people.li)).items.map((item) => item.id)).toEqual([at(1)])
  })

  test('holds only what its reader may read', async () => {
    expect((await list({}, o.people.outsider)).items).toEqual([])
    expect((await list({ regionId: 1 }, o.people.outsider)).items).toEqual([])
    expect((await list({}, o.people.inspector)).items).toHaveLength(7)
    expect((await list({}, o.people.engineer)).items).toEqual([])
    await o.t.ok(assignTicket, { ticketId: at(3), unitId: o.units.network, reason: '请网络部处理' }, o.people.leader)
    expect((await list({}, o.people.engineer)).items.map((item) => item.id)).toEqual([at(3)])
    expect(
      (await list({ statuses: ['acknowledged', 'inProgress'] }, o.people.wang)).items.map((item) => item.id)
    ).toContain(at(3))
    expect(
      (await list({ statuses: ['acknowledged', 'inProgress'] }, o.people.li)).items.map((item) => item.id)
    ).not.toContain(at(3))
  })

  test('masks names for those who may not see them', async () => {
    const { items } = await list({ customerId: o.customerId }, o.people.inspector)
    expect(items.map((item) => item.customer?.name)).toEqual(['张**', '张**'])
  })

  test('refuses cursors that are not its own', async () => {
    const { nextCursor } = await list({ sort: 'newest', limit: 1 })
    const code = async (input: InputOf<typeof listTickets>) =>
      (await o.t.call(listTickets, input, o.people.wang)).problem.code
    expect(await code({ sort: 'due', cursor: nextCursor ?? '' })).toBe('invalid-input')
    const forged = (values: unknown[]) => Buffer.from(JSON.stringify(values)).toString('base64url')
    expect(await code({ sort: 'newest', cursor: forged(['newest', 'yesterday', 'x']) })).toBe('invalid-input')
    expect(await code({ sort: 'newest', cursor: forged(['newest', '2026-13-41 00:00:00+00', at(0)]) })).toBe(
      'invalid-input'
    )
    expect(await code({ sort: 'newest', cursor: forged(['newest', null, at(0)]) })).toBe('invalid-input')
  })
})

describe('My work', () => {
  test('shows what is urgent and counts what waits', async () => {
    const ticketId = at(4)
    await o.t.ok(assignTicket, { ticketId, staffId: o.people.li.id, reason: '熟悉这类问题' }, o.people.leader)
    await o.t.ok(noteTicket, { ticketId: at(5), body: '请看一下', mentions: [o.people.li.id] }, o.people.wang)
    await o.t.ok(takeTicket, { ticketId: at(6) }, o.people.wang)
    await o.t.ok(
      offerHandover,
      { ticketId: at(6), staffId: o.people.li.id, reason: '下班', summary: '客户等回电', customerAgreed: true },
      o.people.wang
    )
    await o.t.ok(
      assignTask,
      { ticketId: at(6), title: '核对账单', detail: '十月', unitId: o.units.network },
      o.people.wang
    )
    const work = await o.t.ok(readMyWork, {}, o.people.li)
    expect(work.counts).toMatchObject({ assigned: 1, handovers: 1, mentions: 1, myTasks: 0, broken: 0 })
    expect(work.mentions).toMatchObject([{ ticketId: at(5) }])
    expect(work.handovers).toMatchObject([{ ticketId: at(6), toMe: true, from: { name: '王芳' } }])
    expect((await o.t.ok(readMyWork, {}, o.people.engineer)).tasks).toMatchObject([{ title: '核对账单', mine: false }])
    o.t.clock.advance(30 * 86_400_000)
    const later = await o.t.ok(readMyWork, {}, o.people.li)
    expect(later.counts.broken).toBe(1)
    expect(later.urgent.map((row) => row.id)).toEqual([ticketId])
    expect(later.urgent[0]?.promise?.state).toBe('broken')
  })

  test('a ticket that waits for the customer is listed as such', async () => {
    await o.t.ok(changeStatus, { ticketId: at(6), to: 'pending', reason: 'waiting-information' }, o.people.wang)
    expect((await list({ statuses: ['pending'] })).items.map((item) => item.id)).toEqual([at(6)])
  })
})
