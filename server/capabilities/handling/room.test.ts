import { closeRoom, giveOpinion, joinRoom, listRoomMessages, openRoom, readCoordination, readRoom, saveCoordination, sayInRoom } from '@shouwen/contract/handling-room'
import { recuseFromTicket } from '@shouwen/contract/ticket-recusal'
import { acceptTask, finishTask } from '@shouwen/contract/ticket-tasks'
import { answerTicket } from '@shouwen/contract/ticket-work'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ComplaintDesk, startComplaintDesk } from './testing/complaint-desk.ts'

let d: ComplaintDesk
beforeAll(async () => {
  d = await startComplaintDesk()
})
afterAll(() => d.t.stop())

const members = () => [
  { unitId: d.units.network, duty: '核查基站与覆盖' },
  { unitId: d.units.finance, duty: '核对账单' }
]
const opened = async () => {
  const ticketId = await d.open()
  return { ticketId, room: await d.t.ok(openRoom, { ticketId, purpose: '信号与账单一并核查', units: members() }, d.people.wang) }
}

describe('departments work together on a complaint (TK-16)', () => {
  test('each has its duty as a task, and the customer is owed regular news which nobody can skip unseen', async () => {
    const { ticketId, room } = await opened()
    expect(room.room?.units.map(({ duty, task }) => [duty, task?.status])).toEqual([['核查基站与覆盖', 'assigned'], ['核对账单', 'assigned']])
    expect(room.progress).toMatchObject([{ promise: 'progress', state: 'running' }])
    d.t.clock.advance(25 * 3_600_000)
    await d.t.asSystem(async ({ app }) => (await import('#capabilities/norms')).sweepClocks(app))
    const late = await d.t.ok(readRoom, { ticketId }, d.people.wang)
    expect(late.progress.some(({ state }) => state === 'broken')).toBe(true)
    await d.t.ok(answerTicket, { ticketId, body: '正在测试' }, d.people.wang)
    expect((await d.t.ok(readRoom, { ticketId }, d.people.wang)).progress.some(({ state }) => state === 'running')).toBe(true)
  })

  test('a department sees and speaks in the room of a ticket it could not read otherwise; others neither', async () => {
    const { ticketId } = await opened()
    await d.t.ok(sayInRoom, { ticketId, body: '基站正常，疑似室内盲区' }, d.people.engineer)
    await d.t.ok(sayInRoom, { ticketId, body: '收到' }, d.people.wang)
    const { items } = await d.t.ok(listRoomMessages, { ticketId, limit: 1 }, d.people.accountant)
    expect(items).toMatchObject([{ body: '收到', author: { id: d.people.wang.id } }])
    const rest = await d.t.ok(listRoomMessages, { ticketId, limit: 1, cursor: (await d.t.ok(listRoomMessages, { ticketId, limit: 1 }, d.people.wang)).nextCursor ?? '' }, d.people.wang)
    expect(rest.items).toMatchObject([{ body: '基站正常，疑似室内盲区' }])
    for (const stranger of [d.people.outsider]) expect((await d.t.call(readRoom, { ticketId }, stranger)).status).toBe(404)
    expect(await d.code(sayInRoom, { ticketId, body: '旁听' }, d.people.inspector)).toBe('not-permitted')
  })

  test('who must stay away says nothing there (TK-26)', async () => {
    const { ticketId } = await opened()
    await d.t.ok(recuseFromTicket, { ticketId, staffIds: [d.people.li.id], cause: 'conflict', reason: '亲属' }, d.people.leader)
    expect(await d.code(sayInRoom, { ticketId, body: '我来说' }, d.people.li)).toBe('ticket-avoids-person')
    expect(await d.code(openRoom, { ticketId, purpose: 'x', units: members() }, d.people.li)).toBe('ticket-avoids-person')
  })

  test('it closes when every department is done, and may take in one more before', async () => {
    const { ticketId, room } = await opened()
    expect(await d.code(openRoom, { ticketId, purpose: '又一个', units: members() }, d.people.wang)).toBe('room-already-open')
    expect(await d.code(closeRoom, { ticketId }, d.people.wang)).toBe('room-tasks-open')
    expect(await d.code(joinRoom, { ticketId, unitId: d.units.network, duty: '再查' }, d.people.wang)).toBe('unit-already-there')
    await d.t.ok(joinRoom, { ticketId, unitId: d.units.law, duty: '出具意见' }, d.people.wang)
    const who = { [d.units.network]: d.people.engineer, [d.units.finance]: d.people.accountant, [d.units.law]: d.people.counsel }
    const all = (await d.t.ok(readRoom, { ticketId }, d.people.wang)).room?.units ?? []
    for (const { unit, task } of all) {
      await d.t.ok(acceptTask, { ticketId, taskId: task?.id ?? '' }, who[unit.id])
      await d.t.ok(finishTask, { ticketId, taskId: task?.id ?? '', result: '已核' }, who[unit.id])
    }
    expect((await d.t.ok(closeRoom, { ticketId }, d.people.wang)).room?.closedAt).not.toBeNull()
    expect(await d.code(sayInRoom, { ticketId, body: '还在吗' }, d.people.wang)).toBe('room-not-open')
    expect(room.canLead).toBe(true)
  })

  test('bad input is refused', async () => {
    const ticketId = await d.open()
    expect(await d.code(openRoom, { ticketId, purpose: 'x', units: [] }, d.people.wang)).toBe('invalid-input')
    expect(await d.code(openRoom, { ticketId, purpose: 'x', units: [members()[0], members()[0]] as never }, d.people.wang)).toBe('unit-already-there')
    expect(await d.code(openRoom, { ticketId, purpose: 'x', units: [{ unitId: d.customerId, duty: 'x' }] }, d.people.wang)).toBe('assignee-unknown')
    expect((await d.t.ok(readRoom, { ticketId }, d.people.wang)).room).toBeNull()
    expect(await d.code(sayInRoom, { ticketId, body: 'x' }, d.people.wang)).toBe('room-not-open')
  })
})

describe('the coordination form (TK-29, KA-12)', () => {
  test('is filled from the ticket and its room until it is begun, and keeps versions apart', async () => {
    const { ticketId } = await opened()
    const blank = await d.t.ok(readCoordination, { ticketId }, d.people.wang)
    expect(blank).toMatchObject({ version: 0, begunAt: null, fields: { departments: 'hn-network：核查基站与覆盖\nhn-finance：核对账单' } })
    expect(blank.fields.summary).toContain('室内没有信号')
    expect(blank.fields.account).toContain('张')
    const saved = await d.t.ok(saveCoordination, { ticketId, fields: { ...blank.fields, solution: '加装室分' }, version: 0 }, d.people.wang)
    expect(saved.version).toBe(1)
    expect(await d.code(saveCoordination, { ticketId, fields: {}, version: 0 }, d.people.li)).toBe('changed-meanwhile')
  })

  test('the manager gives an opinion, never who began the form; a change needs it anew', async () => {
    const { ticketId } = await opened()
    expect(await d.code(giveOpinion, { ticketId, words: '同意' }, d.people.leader)).toBe('coordination-not-begun')
    await d.t.ok(saveCoordination, { ticketId, fields: { solution: '加装室分' }, version: 0 }, d.people.leader)
    expect(await d.code(giveOpinion, { ticketId, words: '同意' }, d.people.leader)).toBe('own-form')
    expect(await d.code(giveOpinion, { ticketId, words: '同意' }, d.people.wang)).toBe('not-permitted')
    const other = await d.person('floor-supervisor', d.units.hotline)
    expect((await d.t.ok(giveOpinion, { ticketId, words: '同意' }, other)).opinion).toMatchObject({ words: '同意', by: { id: other.id } })
    expect((await d.t.ok(saveCoordination, { ticketId, fields: { solution: '改为微基站' }, version: 1 }, d.people.wang)).opinion).toBeNull()
  })
})
