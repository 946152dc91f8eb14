import { acceptContact, declineContact, takeContact } from '@shouwen/contract/chat-desk'
import { beatPresence, getPresence, listPresence, setPresence } from '@shouwen/contract/presence'
import { listContactQueue } from '@shouwen/contract/contact-lists'
import { readMyConversation } from '@shouwen/contract/portal-chat'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { floorLoop } from '#capabilities/floor'
import { createStaff, issueToken } from '#capabilities/people'
import { writeQueue } from '#capabilities/tickets'
import { type Agent, type ChatDesk, startChatDesk } from './testing/chat-desk.ts'

let d: ChatDesk
beforeEach(async () => {
  d = await startChatDesk({ at: '2026-11-24T02:00:00Z' })
})
afterEach(() => d.t.stop())

const heldBy = async () => {
  const rows = await d.t.db
    .selectFrom('contacts.conversation')
    .select(['assigned_staff_id', 'state'])
    .where('state', 'in', ['offered', 'active'])
    .execute()
  return Map.groupBy(rows, (row) => row.assigned_staff_id as string)
}

describe('Waiting chats are offered', () => {
  test('to many desks by several dispatchers at once: each chat to one desk, no desk beyond its capacity, nobody waits while a place is free', async () => {
    const crowd = await d.t.asSystem(async (call) => {
      const made: Agent[] = []
      for (let n = 0; n < 8; n += 1) {
        const { id } = await createStaff(call.tx, {
          unitId: d.units.team,
          jobNumber: `3${n}`,
          name: `员工${n}`,
          roles: ['online-agent']
        })
        made.push({ id, token: (await issueToken(call.tx, id, { name: 'test', scopes: ['*'] })).token })
      }
      await writeQueue(call, {
        code: 'hn-chat',
        regionId: 1,
        unitId: d.units.hotline,
        nameZh: '在线',
        nameEn: 'Online',
        strategy: 'pull',
        kinds: [],
        categories: [],
        members: made.map((one) => one.id)
      })
      return made
    })
    const capacities = new Map(crowd.map((agent, n) => [agent.id, (n % 3) + 1]))
    await Promise.all(crowd.map((agent) => d.online(agent, capacities.get(agent.id))))
    const visitors = await Promise.all(Array.from({ length: 25 }, () => d.visit()))
    for (let round = 0; round < 4; round += 1) await Promise.all(Array.from({ length: 4 }, () => d.dispatch()))
    const places = [...capacities.values()].reduce((sum, one) => sum + one, 0)
    const held = await heldBy()
    for (const [staffId, rows] of held) expect(rows.length).toBeLessThanOrEqual(capacities.get(staffId) ?? 0)
    expect([...held.values()].flat()).toHaveLength(places)
    expect(
      await d.t.db.selectFrom('contacts.conversation').select('id').where('state', '=', 'waiting').execute()
    ).toHaveLength(visitors.length - places)

    // Everybody accepts, and grabs what else there is: still nobody serves more than they said.
    const offered = await d.t.db
      .selectFrom('contacts.conversation')
      .select(['id', 'assigned_staff_id'])
      .where('state', '=', 'offered')
      .execute()
    await Promise.all(
      offered.map((row) =>
        d.t.ok(
          acceptContact,
          { conversationId: row.id },
          crowd.find((one) => one.id === row.assigned_staff_id)
        )
      )
    )
    const waiting = await d.t.db
      .selectFrom('contacts.conversation')
      .select('id')
      .where('state', '=', 'waiting')
      .execute()
    const grabbed = await Promise.all(
      waiting.flatMap((row) =>
        crowd.slice(0, 3).map((agent) => d.t.call(takeContact, { conversationId: row.id }, agent))
      )
    )
    expect(new Set(grabbed.map((one) => one.problem.code))).toEqual(new Set(['desk-at-capacity']))
    for (const [staffId, rows] of await heldBy()) expect(rows.length).toBeLessThanOrEqual(capacities.get(staffId) ?? 0)
  })

  test('to one winner: of two who accept, and of many who take, one gets the chat', async () => {
    await d.online(d.agents.wang)
    const visitor = await d.visit()
    await d.dispatch()
    const others = await Promise.all(
      [d.agents.li, d.agents.zhao].map((agent) =>
        d.t.call(acceptContact, { conversationId: visitor.conversationId }, agent)
      )
    )
    expect(others.map((one) => one.problem.code)).toEqual(['contact-not-offered', 'contact-not-offered'])
    const free = await d.visit()
    await Promise.all(
      [d.agents.li, d.agents.zhao, d.agents.wang].map((agent) => d.t.ok(setPresence, { state: 'busy' }, agent))
    )
    const takers = await Promise.all(
      [d.agents.li, d.agents.zhao, d.agents.wang].map((agent) =>
        d.t.call(takeContact, { conversationId: free.conversationId }, agent)
      )
    )
    expect(takers.filter((one) => one.status === 200)).toHaveLength(1)
    const winner = [d.agents.li, d.agents.zhao, d.agents.wang][takers.findIndex((one) => one.status === 200)]
    const jobNumber = { [d.agents.li.id]: '1002', [d.agents.zhao.id]: '1003', [d.agents.wang.id]: '1001' }[winner?.id ?? '']
    expect(takers.filter((one) => one.status !== 200).map(({ problem }) => [problem.code, problem.details])).toEqual([
      ['contact-taken-by-another', { jobNumber }],
      ['contact-taken-by-another', { jobNumber }]
    ])
  })

  test('only to members with the skill the queue asks for', async () => {
    await d.online(d.agents.wang)
    const visitor = await d.visit({ category: 'inquiry.billing' })
    expect((await d.kept(visitor.conversationId)).queue_code).toBe('hn-billing')
    expect(await d.dispatch()).toBe(0)
    await d.online(d.agents.li)
    expect(await d.dispatch()).toBe(1)
    expect((await d.kept(visitor.conversationId)).assigned_staff_id).toBe(d.agents.li.id)
  })

  test('never in another region', async () => {
    await d.online(d.agents.stranger)
    await d.visit()
    expect(await d.dispatch()).toBe(0)
  })
})

describe('An offer nobody takes', () => {
  test('returns after thirty seconds to its place before those who came later, and the desk is away', async () => {
    await d.online(d.agents.wang, 1)
    const first = await d.visit()
    await d.tend()
    d.t.clock.advance(10_000)
    const second = await d.visit()
    d.t.clock.advance(19_000)
    await d.t.ok(beatPresence, {}, d.agents.wang)
    await d.tend()
    expect((await d.kept(first.conversationId)).state).toBe('offered')
    d.t.clock.advance(1_000)
    await d.tend()
    expect(await d.kept(first.conversationId)).toMatchObject({
      state: 'waiting',
      assigned_staff_id: null,
      offer_count: 1,
      queued_at: new Date('2026-11-24T02:00:00Z')
    })
    expect(await d.t.ok(getPresence, {}, d.agents.wang)).toMatchObject({
      state: 'away',
      reason: 'offer-unanswered',
      load: 0
    })
    const queue = await d.t.ok(listContactQueue, {}, d.agents.leader)
    expect(queue.items.map((item) => [item.position, item.id])).toEqual([
      [1, first.conversationId],
      [2, second.conversationId]
    ])
    expect((await d.t.ok(readMyConversation, { conversationId: second.conversationId }, second)).queue?.position).toBe(
      2
    )
    expect((await d.t.call(acceptContact, { conversationId: first.conversationId }, d.agents.wang)).problem.code).toBe(
      'contact-not-offered'
    )

    // Another desk takes the one that waited longest.
    await d.online(d.agents.zhao, 1)
    await d.tend()
    expect((await d.kept(first.conversationId)).assigned_staff_id).toBe(d.agents.zhao.id)
    expect((await d.kept(second.conversationId)).state).toBe('waiting')
  })

  test('may be declined with a reason; the desk then takes no others until it says so', async () => {
    await d.online(d.agents.wang)
    const visitor = await d.visit()
    await d.dispatch()
    await d.t.ok(declineContact, { conversationId: visitor.conversationId, reason: '正在通话' }, d.agents.wang)
    expect(await d.t.ok(getPresence, {}, d.agents.wang)).toMatchObject({ state: 'busy', reason: '正在通话' })
    expect(await d.dispatch()).toBe(0)
    expect((await d.kept(visitor.conversationId)).state).toBe('waiting')
  })
})

describe('A desk', () => {
  test('that falls silent is left: its waiting customers return to the queue, those we answered last stay', async () => {
    const unanswered = await d.serve(d.agents.wang)
    const answered = await d.serve(d.agents.wang)
    await d.answer(d.agents.wang, answered, '请稍等')
    d.t.clock.advance(76_000)
    await d.tend()
    expect(await d.t.ok(getPresence, {}, d.agents.wang)).toMatchObject({ state: 'signed-out', reason: 'silent' })
    expect(await d.kept(unanswered.conversationId)).toMatchObject({
      state: 'waiting',
      known_staff_id: d.agents.wang.id
    })
    expect((await d.kept(answered.conversationId)).state).toBe('active')

    // The other one writes again: nobody is there to see it, so it waits for a person too.
    await d.say(answered, '在吗？')
    expect((await d.kept(answered.conversationId)).state).toBe('waiting')

    // Back at the desk, the customers come back to the person who knows them, although another is free.
    await d.online(d.agents.zhao)
    await d.online(d.agents.wang)
    await d.tend()
    expect((await d.kept(unanswered.conversationId)).assigned_staff_id).toBe(d.agents.wang.id)
  })

  test('does not close with chats open, and takes no more at once than the rulebook allows', async () => {
    const visitor = await d.serve(d.agents.wang)
    expect((await d.t.call(setPresence, { state: 'signed-out' }, d.agents.wang)).problem.code).toBe('presence-chats-open')
    expect((await d.t.call(setPresence, { state: 'available', capacity: 9 }, d.agents.wang)).problem.code).toBe(
      'presence-capacity-too-high'
    )
    const desk = await d.t.ok(listPresence, {}, d.agents.leader)
    expect(desk.items.map((one) => [one.person.jobNumber, one.state, one.load])).toEqual([['1001', 'available', 1]])
    expect(visitor.ticketNumber).not.toBe('')
  })
})

test('the wait is estimated from the pace of the last chats, and not at all before there is one', async () => {
  await d.online(d.agents.wang, 3)
  for (let n = 0; n < 3; n += 1) await d.serve(d.agents.wang)
  const visitor = await d.visit()
  const { queue } = await d.t.ok(readMyConversation, { conversationId: visitor.conversationId }, visitor)
  expect(queue).toEqual({ position: 1, agentsOnline: 1, estimateSeconds: 600 })
})

test("the worker's loop offers a chat as soon as it is there, and takes it back when nobody answers", async () => {
  const stop = new AbortController()
  const running = floorLoop.run(d.t.app, stop.signal)
  await d.online(d.agents.wang)
  const visitor = await d.visit()
  const state = async () => (await d.kept(visitor.conversationId)).state
  await expect.poll(state, { timeout: 3000, interval: 20 }).toBe('offered')
  await d.t.ok(beatPresence, {}, d.agents.wang)
  d.t.clock.advance(30_000)
  await expect.poll(state, { timeout: 3000, interval: 20 }).toBe('waiting')
  stop.abort()
  await running
})
