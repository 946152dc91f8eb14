import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as links from '@shouwen/contract/ticket-links'
import { confirmWithCustomer, resolveTicket, takeTicket } from '@shouwen/contract/ticket-work'
import { followTicket } from '@shouwen/contract/ticket-attention'
import { findDuplicates, openTicket, readTicket } from '@shouwen/contract/tickets'
import { type SmallOperator, startSmallOperator } from './testing/small-operator.ts'

let o: SmallOperator
beforeAll(async () => {
  o = await startSmallOperator({ at: '2026-11-24T02:00:00Z' })
})
afterAll(() => o.t.stop())

const opened = async (matter: 'inquiry' | 'complaint' | 'fault' = 'fault') =>
  o.t.ok(openTicket, o[matter], o.people.wang)
const page = (ticketId: string) => o.t.ok(readTicket, { ticketId }, o.people.leader)

describe('before a ticket is opened', () => {
  test('the likest tickets of the same customer or telephone are shown (IQ-07)', async () => {
    const first = await opened('inquiry')
    const found = await o.t.ok(
      findDuplicates,
      { title: '想改套餐', description: '59 元套餐改成 39 元', contactPhone: '13812345678' },
      o.people.li
    )
    expect(found.items.find((item) => item.id === first.id)).toMatchObject({
      number: first.number,
      sameCustomer: false
    })
    expect(
      (await o.t.ok(findDuplicates, { title: '想改套餐', contactPhone: '13700000000' }, o.people.li)).items
    ).toEqual([])
    o.t.clock.advance(31 * 86_400_000)
    expect(
      (await o.t.ok(findDuplicates, { title: '想改套餐', contactPhone: '13812345678' }, o.people.li)).items
    ).toEqual([])
  })
})

describe('merging', () => {
  test('the first ends and points to the second; followers and history stay reachable', async () => {
    const one = await opened()
    const other = await opened()
    await o.t.ok(followTicket, { ticketId: one.id }, o.people.li)
    const into = await o.t.ok(
      links.mergeTickets,
      { ticketId: one.id, intoId: other.id, reason: '同一故障' },
      o.people.leader
    )
    expect(into.id).toBe(other.id)
    expect((await page(one.id)).ticket).toMatchObject({
      status: 'cancelled',
      statusReason: 'merged',
      mergedIntoId: other.id,
      nextDueAt: null
    })
    const seen = await page(other.id)
    expect(seen.followerCount).toBe(1)
    expect(seen.links).toMatchObject([{ kind: 'merged', direction: 'to-this', ticketId: one.id }])
    expect(seen.timeline.items.some((item) => item.body?.includes(one.number))).toBe(true)
    expect(
      (await o.t.call(links.mergeTickets, { ticketId: one.id, intoId: other.id, reason: 'x' }, o.people.leader)).problem
        .code
    ).toBe('ticket-already-merged')
    expect(
      (await o.t.call(links.mergeTickets, { ticketId: other.id, intoId: other.id, reason: 'x' }, o.people.leader))
        .problem.code
    ).toBe('ticket-parent-loop')
  })

  test('two people merging a pair crosswise: one wins, the other hears why', async () => {
    const one = await opened()
    const other = await opened()
    const answers = await Promise.all([
      o.t.call(links.mergeTickets, { ticketId: one.id, intoId: other.id, reason: 'a' }, o.people.leader),
      o.t.call(links.mergeTickets, { ticketId: other.id, intoId: one.id, reason: 'b' }, o.people.dispatcher)
    ])
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409])
  })
})

test('splitting makes a ticket of its own that says where it came from', async () => {
  const one = await opened('complaint')
  const part = await o.t.ok(
    links.splitTicket,
    { ticketId: one.id, title: '另有网速问题', description: '晚间网速慢', reason: '两件事' },
    o.people.leader
  )
  const seen = await page(part.id)
  expect(seen.ticket).toMatchObject({
    kind: 'complaint',
    contact: { phone: '138****5678' },
    firstOwner: { id: o.people.wang.id },
    missing: ['demand', 'scene']
  })
  expect(seen.links).toMatchObject([{ kind: 'split', direction: 'from-this', ticketId: one.id }])
})

test('links are made both ways visible and taken back', async () => {
  const [one, other] = [await opened(), await opened()]
  await o.t.ok(links.linkTickets, { ticketId: one.id, otherId: other.id, kind: 'caused-by' }, o.people.wang)
  expect((await page(other.id)).links).toMatchObject([{ kind: 'caused-by', direction: 'to-this', ticketId: one.id }])
  await o.t.ok(links.unlinkTickets, { ticketId: one.id, otherId: other.id }, o.people.wang)
  expect((await page(one.id)).links).toEqual([])
})

describe('one outage, many tickets', () => {
  test('children are solved with their parent, each told and proven for itself; complaints are still asked', async () => {
    const parent = await opened('fault')
    const faults = await Promise.all(Array.from({ length: 30 }, () => opened('fault')))
    const complaint = await opened('complaint')
    const children = [...faults, complaint].map((child) => child.id)
    for (const ticketId of children) await o.t.ok(links.setParent, { ticketId, parentId: parent.id }, o.people.leader)
    expect((await page(parent.id)).ticket.childCount).toBe(31)
    expect(
      (await o.t.call(links.setParent, { ticketId: parent.id, parentId: children[0] as string }, o.people.leader))
        .problem.code
    ).toBe('ticket-parent-loop')

    await o.t.ok(takeTicket, { ticketId: parent.id }, o.people.wang)
    await o.t.ok(
      resolveTicket,
      { ticketId: parent.id, resolution: '光缆已接续', rootCause: 'system-fault', withChildren: true },
      o.people.leader
    )
    await o.t.drain()
    const listed = await o.t.ok(links.listChildren, { ticketId: parent.id, limit: 100 }, o.people.leader)
    expect(new Set(listed.items.map((child) => child.status))).toEqual(new Set(['resolved']))
    const proofs = await o.t.db
      .selectFrom('platform.evidence')
      .select('subject_id')
      .where('kind', '=', 'ticket.resolved-with-parent')
      .execute()
    expect(proofs.map((proof) => proof.subject_id).sort()).toEqual([...children].sort())
    expect((await page(children[0] as string)).ticket.confirmation?.notice).not.toBeNull()

    await o.t.ok(confirmWithCustomer, { ticketId: parent.id, channel: 'phone', solved: true }, o.people.wang)
    await o.t.drain()
    const after = await o.t.ok(links.listChildren, { ticketId: parent.id, limit: 100 }, o.people.leader)
    const statusOf = (id: string) => after.items.find((child) => child.id === id)?.status
    expect(faults.map((fault) => statusOf(fault.id))).toEqual(faults.map(() => 'closed'))
    expect(statusOf(complaint.id)).toBe('resolved')
  })
})
