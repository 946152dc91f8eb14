import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listQueues, myQueue, saveQueue } from '@shouwen/contract/queues'
import { answerTicket, changeStatus, offerHandover, takeTicket } from '@shouwen/contract/ticket-work'
import { listChildren, mergeTickets } from '@shouwen/contract/ticket-links'
import { listTasks } from '@shouwen/contract/ticket-tasks'
import { listMentions } from '@shouwen/contract/ticket-attention'
import { listTimeline, openTicket, readTicket } from '@shouwen/contract/tickets'
import { transact } from '#platform/action'
import { customerTicketView } from './customer-ticket-view.ts'
import { confirmWithCustomer } from './confirm-with-customer.ts'
import { openTicket as open } from './open-ticket.ts'
import { writeQueue } from './save-queue.ts'
import { customerWrote, tellCustomer } from './tell-customer.ts'
import { type SmallOperator, startSmallOperator } from './testing/small-operator.ts'

let o: SmallOperator
beforeAll(async () => {
  o = await startSmallOperator({ at: '2026-11-24T02:00:00Z' })
  const queue = {
    regionId: 1,
    unitId: o.units.hotline,
    kinds: ['complaint' as const],
    members: [o.people.wang.id, o.people.li.id]
  }
  await o.t.asSystem(async (call) => {
    await writeQueue(call, {
      ...queue,
      code: 'hn-tariff',
      nameZh: '资费',
      nameEn: 'Tariffs',
      strategy: 'round-robin',
      categories: ['complaint.tariff']
    })
    await writeQueue(call, {
      ...queue,
      code: 'hn-network',
      nameZh: '网络',
      nameEn: 'Network',
      strategy: 'load',
      categories: ['complaint.network']
    })
    await writeQueue(call, {
      ...queue,
      code: 'hn-hard',
      nameZh: '疑难',
      nameEn: 'Hard',
      strategy: 'skill',
      skill: 'complaint',
      categories: ['complaint.privacy']
    })
  })
})
afterAll(() => o.t.stop())

describe('where a ticket goes (TK-05)', () => {
  const assignees = async (category: string, times: number) => {
    const got: (string | null)[] = []
    for (let i = 0; i < times; i++) {
      got.push((await o.t.ok(openTicket, { ...o.complaint, category }, o.people.dispatcher)).assigneeId)
      o.t.clock.advance(1000)
    }
    return got
  }

  test('CC-09 in turns, by load, to the best', async () => {
    const { wang, li } = o.people
    const turns = await assignees('complaint.tariff.refund', 4)
    expect(turns[0]).not.toBe(turns[1])
    expect(turns.slice(2)).toEqual(turns.slice(0, 2))
    await o.t.ok(openTicket, { ...o.inquiry, keep: true }, wang)
    expect(await assignees('complaint.network.slow', 1)).toEqual([li.id])
    expect(await assignees('complaint.privacy.leak', 2)).toEqual([li.id, li.id])
  })

  test('what no queue names waits in the one for all until somebody takes it', async () => {
    const opened = await o.t.ok(openTicket, { ...o.inquiry, title: '等人接' }, o.people.dispatcher)
    expect(opened).toMatchObject({ queueCode: 'hn-all', assigneeId: null })
    const waiting = await o.t.ok(myQueue, { part: 'waiting' }, o.people.wang)
    expect(waiting.items.map((item) => item.id)).toContain(opened.id)
    expect(
      (await o.t.ok(listQueues, {}, o.people.leader)).items.find((queue) => queue.code === 'hn-all')
    ).toMatchObject({ waiting: expect.any(Number), members: [{ name: '王芳' }, { name: '李强' }] })
    await o.t.ok(takeTicket, { ticketId: opened.id }, o.people.wang)
    expect((await o.t.ok(myQueue, { part: 'waiting' }, o.people.wang)).items.map((item) => item.id)).not.toContain(
      opened.id
    )
    const owned = (await o.t.ok(myQueue, { part: 'owned' }, o.people.wang)).items.map((item) => item.id)
    expect(owned).toContain(opened.id)
  })

  test('an offered hand-over stands in the receiver’s list; the list pages by the most pressing promise', async () => {
    const { id: ticketId } = await o.t.ok(openTicket, o.inquiry, o.people.wang)
    await o.t.ok(
      offerHandover,
      { ticketId, staffId: o.people.engineer.id, reason: '转', summary: '…', customerAgreed: true },
      o.people.wang
    )
    expect((await o.t.ok(myQueue, { part: 'offered' }, o.people.engineer)).items.map((item) => item.id)).toEqual([
      ticketId
    ])
    const all = (await o.t.ok(myQueue, { part: 'assigned' }, o.people.li)).items
    const first = await o.t.ok(myQueue, { part: 'assigned', limit: 2 }, o.people.li)
    const second = await o.t.ok(
      myQueue,
      { part: 'assigned', limit: 200, cursor: first.nextCursor as string },
      o.people.li
    )
    expect([...first.items, ...second.items].map((item) => item.id)).toEqual(all.map((item) => item.id))
    const dues = all.map((item) => item.nextDueAt ?? '9')
    expect(dues).toEqual([...dues].sort())
  })

  test('only settings may change queues, and only with people and categories there are', async () => {
    const queue = {
      code: 'hn-new',
      regionId: 1,
      unitId: o.units.hotline,
      nameZh: '新',
      nameEn: 'New',
      strategy: 'pull' as const,
      kinds: [],
      categories: [],
      members: []
    }
    expect((await o.t.call(saveQueue, queue, o.people.leader)).status).toBe(403)
    await expect(o.t.asSystem((call) => writeQueue(call, { ...queue, categories: ['nothing'] }))).rejects.toMatchObject(
      { code: 'ticket-category-unknown' }
    )
    await expect(
      o.t.asSystem((call) => writeQueue(call, { ...queue, members: [o.t.app.newId()] }))
    ).rejects.toMatchObject({ code: 'assignee-unknown' })
  })
})

describe('the customer’s side', () => {
  const asCustomer = <T>(run: Parameters<typeof transact<T>>[2]) =>
    transact(o.t.app, { kind: 'customer', id: o.customerId, regionId: 1, sessionId: 's' }, run)
  const fromCustomer = () =>
    asCustomer((call) =>
      open(
        call,
        {
          kind: 'fault',
          title: '断网',
          description: '晚上断网',
          channel: 'portal',
          customerId: o.customerId,
          lineId: o.lineId
        },
        { byMachine: true }
      )
    )

  test('a customer opens, is told honestly, answers what was asked and confirms', async () => {
    const opened = await fromCustomer()
    const ref = { regionId: 1, id: opened.id }
    const view = () => asCustomer((call) => customerTicketView(call, ref))
    expect(await view()).toMatchObject({ step: 'received', ownerJobNumber: null, needed: null })
    await o.t.asSystem((call) => tellCustomer(call, ref, { body: '已收到', channel: 'portal' }))
    expect((await o.t.ok(readTicket, { ticketId: opened.id }, o.people.leader)).ticket.firstAnsweredAt).toBeNull()

    await o.t.ok(answerTicket, { ticketId: opened.id, body: '请问光猫灯是什么颜色？' }, o.people.wang)
    await o.t.ok(changeStatus, { ticketId: opened.id, to: 'pending', reason: 'waiting-information' }, o.people.wang)
    expect(await view()).toMatchObject({
      step: 'waiting-for-you',
      needed: 'waiting-information',
      ownerJobNumber: '1001'
    })
    expect(await asCustomer((call) => customerWrote(call, ref, { body: '红灯', channel: 'portal' }))).toMatchObject({
      resumed: true
    })
    const seen = await view()
    expect(seen.step).toBe('in-hand')
    expect(seen.words.map((word) => `${word.from} ${word.body}`)).toEqual([
      'system 已收到',
      'us 请问光猫灯是什么颜色？',
      'you 红灯'
    ])
    expect(seen.nextPromise).toMatchObject({ overdue: false })
    o.t.clock.advance(3 * 3_600_000)
    expect((await view()).nextPromise).toMatchObject({ overdue: true })
  })

  test('words for a merged ticket reach the one that goes on', async () => {
    const [one, other] = [await fromCustomer(), await fromCustomer()]
    await o.t.ok(mergeTickets, { ticketId: one.id, intoId: other.id, reason: '重复' }, o.people.leader)
    const wrote = await asCustomer((call) =>
      customerWrote(call, { regionId: 1, id: one.id }, { body: '还没好', channel: 'portal' })
    )
    expect(wrote.ticketId).toBe(other.id)
    const seen = await asCustomer((call) => customerTicketView(call, { regionId: 1, id: other.id }))
    expect(seen.words.map((word) => word.body)).toEqual(['还没好'])
    expect((await o.t.ok(readTicket, { ticketId: other.id }, o.people.leader)).ticket.customerWroteAt).not.toBeNull()
  })

  test('nobody else’s ticket is there for them, and staff verbs are not theirs', async () => {
    const opened = await o.t.ok(openTicket, o.inquiry, o.people.wang)
    await expect(asCustomer((call) => customerTicketView(call, { regionId: 1, id: opened.id }))).rejects.toMatchObject({
      code: 'not-found'
    })
    const own = await fromCustomer()
    await expect(
      asCustomer((call) => confirmWithCustomer(call, { regionId: 1, id: own.id }, { channel: 'portal', solved: true }))
    ).rejects.toMatchObject({ code: 'ticket-status-not-possible' })
    await expect(asCustomer((call) => open(call, { ...o.inquiry, customerId: o.t.app.newId() }))).rejects.toMatchObject(
      { code: 'not-permitted' }
    )
  })
})

test('a cursor that is not ours is refused, wherever it is given', async () => {
  const cursor = Buffer.from(JSON.stringify(['yesterday', 'somewhere'])).toString('base64url')
  const { id: ticketId } = await o.t.ok(openTicket, o.inquiry, o.people.wang)
  const answers = [
    await o.t.call(myQueue, { part: 'owned', cursor }, o.people.wang),
    await o.t.call(listTimeline, { ticketId, cursor }, o.people.wang),
    await o.t.call(listMentions, { cursor }, o.people.wang),
    await o.t.call(listTasks, { cursor }, o.people.wang),
    await o.t.call(listChildren, { ticketId, cursor }, o.people.wang)
  ]
  expect(answers.map((answer) => answer.problem.code)).toEqual(answers.map(() => 'invalid-input'))
})
