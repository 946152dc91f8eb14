import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as contract from '@shouwen/contract/improvement-patterns'
import * as work from '@shouwen/contract/ticket-work'
import { openTicket, readTicket } from '@shouwen/contract/tickets'
import { writeQueue } from '#capabilities/tickets'
import { type SmallOperator, startSmallOperator } from '../tickets/testing/small-operator.ts'

let o: SmallOperator
let phones = 13900000000
beforeAll(async () => {
  o = await startSmallOperator()
})
afterAll(() => o.t.stop())

const phone = () => String(++phones)
const open = (more: object = {}, who = o.people.wang) => o.t.ok(openTicket, { ...o.complaint, ...more }, who)
const finish = async (ticketId: string, who = o.people.wang) => {
  await o.t.ok(work.resolveTicket, { ticketId, resolution: '已退费', rootCause: 'system-fault', factCheck: '已核对账单' }, who)
  return o.t.ok(work.confirmWithCustomer, { ticketId, channel: 'phone', solved: true, satisfied: true, compensation: { decision: 'none' }, improvement: '无' }, who)
}

describe('The same matter again', () => {
  test('a complaint that comes back within the days of the rulebook is a repeat: urgent, for another handler, counted for who ended the first @norm TK-31', async () => {
    const { t, people, units } = o
    await t.asSystem((call) => writeQueue(call, { code: 'hn-turns', regionId: 1, unitId: units.hotline, nameZh: '轮派', nameEn: 'Turns', strategy: 'round-robin', kinds: [], categories: [], members: [people.wang.id, people.li.id] }))
    const contactPhone = phone()
    const first = await open({ contactPhone, keep: true })
    await finish(first.id)
    t.clock.advance(9 * 86_400_000)
    // Whose turn it is does not matter.
    for (const nth of [2, 3, 4]) {
      const again = await open({ contactPhone, queueCode: 'hn-turns' }, people.leader)
      const { ticket } = await t.ok(readTicket, { ticketId: again.id }, people.leader)
      expect(ticket.assignee?.id).toBe(people.li.id)
      expect(['P1', 'P2']).toContain(ticket.priority)
      if (nth > 2) continue
      const { item } = await t.ok(contract.readSameMatter, { ticketId: again.id }, people.leader)
      expect(item).toMatchObject({ kind: 'repeat', matchedBy: 'phone', nth, secondsBetween: 9 * 86_400, earlier: { id: first.id }, earlierCloser: { id: people.wang.id }, state: 'open' })
      await t.ok(work.changeStatus, { ticketId: again.id, to: 'cancelled', reason: 'opened-by-mistake' }, people.leader)
    }
  })

  test('it ends only after a second person has looked at how it was handled @norm TK-31', async () => {
    const contactPhone = phone()
    await finish((await open({ contactPhone, keep: true })).id)
    const again = await open({ contactPhone, keep: true }, o.people.li)
    expect((await finish(again.id, o.people.li)).stillMissing).toEqual(['repeat-review'])
    const ask = { ticketId: again.id, finding: '退费依据充分，已补发短信' }
    expect((await o.t.call(contract.reviewRepeat, ask, o.people.li)).problem.code).toBe('not-permitted')
    expect(await o.t.ok(contract.reviewRepeat, ask, o.people.leader)).toMatchObject({ state: 'reviewed', settledBy: { id: o.people.leader.id } })
    expect((await o.t.call(contract.reviewRepeat, ask, o.people.leader)).problem.code).toBe('same-matter-settled')
    expect(await o.t.ok(work.closeTicket, { ticketId: again.id }, o.people.li)).toMatchObject({ status: 'closed' })
  })

  test('after the window, with another cause, or from another customer at the same telephone it is a matter of its own', async () => {
    const contactPhone = phone()
    await finish((await open({ contactPhone, keep: true })).id)
    const other = await open({ contactPhone, category: 'complaint.attitude.hotline', title: '态度差', description: '话务员挂断电话' })
    expect((await o.t.ok(contract.readSameMatter, { ticketId: other.id }, o.people.leader)).item).toBeNull()
    o.t.clock.advance(31 * 86_400_000)
    const late = await open({ contactPhone })
    expect((await o.t.ok(contract.readSameMatter, { ticketId: late.id }, o.people.leader)).item).toBeNull()
  })

  test('who complains by two channels at the same moment has one matter, whichever comes first: twenty at once leave nineteen proposals and no twin unnoticed', async () => {
    const contactPhone = phone()
    const channels = ['phone', 'chat', 'social', 'hall'] as const
    const made = await Promise.all(Array.from({ length: 20 }, (_, at) => open({ contactPhone, channel: channels[at % 4] }, at % 2 ? o.people.wang : o.people.li)))
    const found = await Promise.all(made.map(({ id }) => o.t.ok(contract.readSameMatter, { ticketId: id }, o.people.leader)))
    const items = found.flatMap(({ item }) => item ?? [])
    expect(items).toHaveLength(19)
    expect(new Set(items.map(({ nth }) => nth))).toEqual(new Set(Array.from({ length: 19 }, (_, at) => at + 2)))
    expect(items.every(({ kind, state }) => kind === 'duplicate' && state === 'open')).toBe(true)
  })

  test('merged, only the first one\'s promises go on; kept apart, it says why', async () => {
    const contactPhone = phone()
    const first = await open({ contactPhone, channel: 'phone' })
    const second = await open({ contactPhone, channel: 'portal' }, o.people.li)
    const running = async (id: string) => (await o.t.db.selectFrom('norms.clock').select('id').where('subject_id', '=', id).where('stopped_at', 'is', null).execute()).length
    expect(await running(second.id)).toBeGreaterThan(0)
    expect((await o.t.call(contract.settleSameMatter, { ticketId: second.id, decision: 'merge', reason: '同一投诉' }, o.people.outsider)).status).toBe(403)
    expect(await o.t.ok(contract.settleSameMatter, { ticketId: second.id, decision: 'merge', reason: '同一投诉' }, o.people.leader)).toMatchObject({ state: 'merged', can: { merge: false } })
    expect(await running(second.id)).toBe(0)
    expect(await running(first.id)).toBeGreaterThan(0)
    const third = await open({ contactPhone, channel: 'hall' })
    expect(await o.t.ok(contract.settleSameMatter, { ticketId: third.id, decision: 'apart', reason: '不同账期' }, o.people.leader)).toMatchObject({ state: 'apart', reason: '不同账期' })
    expect((await o.t.call(contract.settleSameMatter, { ticketId: first.id, decision: 'apart', reason: '没有' }, o.people.leader)).problem.code).toBe('same-matter-none')
    expect((await o.t.ok(contract.listSameMatters, { kind: 'duplicate', open: true, limit: 5 }, o.people.leader)).items).toHaveLength(5)
    expect((await o.t.ok(contract.listSameMatters, {}, o.people.outsider)).items).toEqual([])
  })

  test('the telephone of whoever complains stands nowhere in the rows that hold their place', async () => {
    const keys = await o.t.db.selectFrom('improvement.asker').select('key').execute()
    expect(keys.length).toBeGreaterThan(3)
    expect(keys.filter(({ key }) => /139\d{8}/.test(key))).toEqual([])
  })
})
