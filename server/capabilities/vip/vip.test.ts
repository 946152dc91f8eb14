import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setPresence } from '@shouwen/contract/presence'
import { acceptTask } from '@shouwen/contract/ticket-tasks'
import { acceptHandover, answerTicket } from '@shouwen/contract/ticket-work'
import { openTicket, readTicket } from '@shouwen/contract/tickets'
import * as contract from '@shouwen/contract/vip'
import { createCustomer } from '#capabilities/customers'
import { startFloorDesk, type Worker } from '../floor/testing/floor-desk.ts'

type Desk = Awaited<ReturnType<typeof startFloorDesk>>
let d: Desk
let vip: Worker
let other: Worker
let leader: Worker
let manager: Worker
let customers: { zhao: string; company: string; ordinary: string }

beforeAll(async () => {
  d = await startFloorDesk()
  vip = await d.person('vip-agent', { vip: 4 })
  other = await d.person('vip-agent', { vip: 3 })
  leader = await d.person('shift-leader', {}, d.units.hotline)
  manager = await d.person('key-account-manager')
  customers = await d.t.asSystem(async ({ tx, now }) => {
    const make = (more: object) => createCustomer(tx, { regionId: 1, kind: 'person', name: '赵敏', unitId: d.units.hotline, at: now, ...more })
    return { zhao: await make({ vip: true }), company: await make({ kind: 'organisation', name: '湘江电力', grade: 'AAA' }), ordinary: await make({ name: '钱多' }) }
  })
  await d.t.db.updateTable('customers.customer').set({ manager_id: manager.id }).where('region_id', '=', 1).where('id', '=', customers.zhao).execute()
})
afterAll(() => d.t.stop())
beforeEach(() => d.t.clock.advance(1000))

const ticketOf = async (customerId: string, as = vip) => (await d.t.ok(openTicket, { kind: 'inquiry', title: '国际漫游套餐', description: '下月去欧洲两周', channel: 'phone', keep: true, customerId }, as)).id

describe('The VIP desk', () => {
  test('greets by the title of the customer and tells a job number, never a name of ours @norm CC-28 CC-27', async () => {
    const at = { regionId: 1, customerId: customers.zhao }
    expect((await d.t.ok(contract.getVipCustomer, at, vip)).greeting.zh).toMatch(/^尊敬的客户，您好！贵宾台 /)
    await d.t.ok(contract.saveVipProfile, { ...at, titleZh: '赵女士', titleEn: 'Ms Zhao', care: '喜欢短信确认' }, vip)
    const known = await d.t.ok(contract.getVipCustomer, at, vip)
    expect(known).toMatchObject({ isVip: true, title: { en: 'Ms Zhao' }, care: '喜欢短信确认', manager: { id: manager.id } })
    const { job_number, name } = await d.t.db.selectFrom('people.staff').select(['job_number', 'name']).where('id', '=', vip.id).executeTakeFirstOrThrow()
    expect(known.greeting.zh).toBe(`赵女士，您好！贵宾台 ${job_number} 号很高兴为您服务，请问有什么可以帮您？`)
    expect(known.greeting.zh).not.toContain(name)
    expect((await d.t.call(contract.saveVipProfile, { ...at, customerId: customers.ordinary, titleZh: '钱先生', titleEn: 'Mr Qian', care: '' }, vip)).problem.code).toBe('customer-not-vip')
  })

  test('VIP and AAA customers come to the people of the desk first, others do not @norm CC-28', async () => {
    await d.queue('hn-calls', [vip], 'billing')
    await d.queue('hn-vip', [vip, other], 'vip')
    await d.online(vip)
    await d.online(other)
    const rules = async (customerId: string) => {
      const id = await d.arrive({ customerId, queueCode: 'hn-calls' })
      return (await d.t.db.selectFrom('floor.contact').select('rule_id').where('id', '=', id).executeTakeFirstOrThrow()).rule_id
    }
    expect([await rules(customers.zhao), await rules(customers.company), await rules(customers.ordinary)]).toEqual(['vip-desk', 'vip-desk-aaa', 'calls'])
  })

  test('its service level is counted apart from all others @norm CC-28', async () => {
    const from = new Date(d.t.clock.now().getTime() - 3_600_000)
    const passage = (rule: string, wait: number | null) => ({
      region_id: 1, id: d.t.app.newId(), kind: 'call', contact_id: d.t.app.newId(), channel: 'phone', queue_code: 'hn-vip', facts: '{}', rule_id: rule, head_start_seconds: 0, avoid_staff_ids: [],
      placed_at: from, entered_at: from, answered_at: wait === null ? null : new Date(from.getTime() + wait * 1000), ended_at: new Date(from.getTime() + 60_000), outcome: wait === null ? ('abandoned' as const) : ('answered' as const)
    })
    await d.t.db.insertInto('floor.passage').values([passage('vip-desk', 4), passage('vip-desk-aaa', 9), passage('vip-desk', 20), passage('vip-desk', null), passage('calls', 50)]).execute()
    const period = { from: new Date(from.getTime() - 1000).toISOString(), to: d.t.clock.now().toISOString() }
    expect(await d.t.ok(contract.vipServiceLevel, period, vip)).toEqual({
      withinSeconds: 10,
      target: 0.95,
      vip: { offered: 4, answered: 3, answeredWithin: 2, abandoned: 1, averageWaitSeconds: 11, share: 0.5 },
      others: { offered: 1, answered: 1, answeredWithin: 0, abandoned: 0, averageWaitSeconds: 50, share: 0 }
    })
    expect((await d.t.call(contract.vipServiceLevel, { from: period.to, to: period.from }, vip)).problem.code).toBe('vip-period-too-long')
  })
})

describe('Needs and matters that go further', () => {
  test('a need in detail becomes a task of the account manager with a clock @norm CC-29', async () => {
    const ticketId = await ticketOf(customers.zhao)
    const need = await d.t.ok(contract.recordVipNeed, { ticketId, kind: 'plan', detail: '一家四口，想要合并套餐并含 50 GB 漫游', reachAt: '工作日下午' }, vip)
    expect(need).toMatchObject({ to: { id: manager.id }, status: 'assigned', customerName: '赵敏' })
    expect(need.promises.find(({ clauseId }) => clauseId === 'vip-need-accepted')).toMatchObject({ state: 'running', dueAt: expect.any(String), ownerId: manager.id })
    const [task] = (await d.t.ok(readTicket, { ticketId }, vip)).tasks
    expect(task).toMatchObject({ title: '贵宾需求：套餐规划', detail: expect.stringContaining('方便联系：工作日下午') })
    // Passed on, it stays in the sight of the desk until it is done.
    expect((await d.t.ok(contract.listVipPromises, {}, vip)).items.filter((one) => one.ticketId === ticketId).map((one) => one.promise.clauseId)).toContain('vip-need-accepted')
    await d.t.ok(acceptTask, { ticketId, taskId: task?.id as string }, manager)
    const [seen] = (await d.t.ok(contract.listVipNeeds, { mine: true }, manager)).items
    expect(seen).toMatchObject({ id: need.id, status: 'accepted' })
    expect(seen?.promises.find(({ clauseId }) => clauseId === 'vip-need-accepted')?.state).toBe('kept')
  })

  test('without an account manager it goes to the key-account people of the region; other customers have no such desk', async () => {
    const need = await d.t.ok(contract.recordVipNeed, { ticketId: await ticketOf(customers.company), kind: 'network', detail: '厂区信号' }, vip)
    expect(need).toMatchObject({ to: null, toUnitId: expect.any(String) })
    expect((await d.t.call(contract.recordVipNeed, { ticketId: await ticketOf(customers.ordinary), kind: 'plan', detail: '改套餐' }, vip)).problem.code).toBe('customer-not-vip')
    expect((await d.t.call(contract.recordVipNeed, { ticketId: await ticketOf(customers.zhao), kind: 'yacht', detail: '改套餐' }, vip)).problem.code).toBe('vip-need-unknown')
  })

  test('what cannot be solved goes to the shift leader with one press, and the first-asked person answers until they accept @norm CC-29', async () => {
    const ticketId = await ticketOf(customers.zhao)
    await d.t.ok(setPresence, { state: 'busy' }, leader)
    const { leader: asked, atSeat } = await d.t.ok(contract.escalateToLeader, { ticketId, reason: '需要特批资费' }, vip)
    expect([asked.id, atSeat]).toEqual([leader.id, true])
    const page = await d.t.ok(readTicket, { ticketId }, vip)
    expect(page.ticket.owner?.id).toBe(vip.id)
    expect(page.handover).toMatchObject({ reason: '提交值班长：需要特批资费' })
    expect((await d.t.call(contract.escalateToLeader, { ticketId, reason: '再次' }, vip)).problem.code).toBe('handover-already-offered')
    await d.t.ok(acceptHandover, { ticketId, handoverId: page.handover?.id as string }, leader)
    expect((await d.t.ok(readTicket, { ticketId }, leader)).ticket.owner?.id).toBe(leader.id)
  })
})

describe('Between two shifts', () => {
  test('the list shows what is open for VIP and AAA customers with due times, is kept as it stood, and is signed by whoever takes over @norm CC-29', async () => {
    const ticketId = await ticketOf(customers.company)
    const { items } = await d.t.ok(contract.listVipPromises, {}, vip)
    const mine = items.filter((one) => one.ticketId === ticketId)
    expect(mine.length).toBeGreaterThan(0)
    expect(mine[0]).toMatchObject({ ticketNumber: expect.any(String), customer: { grade: 'AAA' }, owner: { id: vip.id }, promise: { dueAt: expect.any(String) } })
    expect(items.map(({ customer }) => customer?.id)).not.toContain(customers.ordinary)
    const dues = items.flatMap(({ promise }) => promise.dueAt ?? [])
    expect(dues).toEqual(dues.toSorted())

    const given = await d.t.ok(contract.handOverVipDesk, { note: '湘江电力下午三点前要回话' }, vip)
    expect(given.promises).toHaveLength(items.length)
    await d.t.ok(answerTicket, { ticketId, body: '您好，已为您查询。' }, vip)
    expect((await d.t.ok(contract.listVipHandovers, {}, other)).items[0]?.promises).toEqual(given.promises)
    expect((await d.t.call(contract.takeOverVipDesk, { handoverId: given.id }, vip)).problem.code).toBe('vip-handover-own')
    expect(await d.t.ok(contract.takeOverVipDesk, { handoverId: given.id }, other)).toMatchObject({ takenBy: { id: other.id } })
    expect((await d.t.call(contract.takeOverVipDesk, { handoverId: given.id }, leader)).problem.code).toBe('vip-handover-taken')
  })
})
