import type { InputOf } from '@shouwen/contract/operation'
import { arrangeViews, countViews, editView, listViews, removeView, saveView } from '@shouwen/contract/ticket-views'
import { openTicket } from '@shouwen/contract/tickets'
import { takeTicket } from '@shouwen/contract/ticket-work'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Colleague, type SmallOperator, startSmallOperator } from './testing/small-operator.ts'

let o: SmallOperator
beforeAll(async () => {
  o = await startSmallOperator()
})
afterAll(() => o.t.stop())

const faults: InputOf<typeof saveView> = {
  name: '故障',
  filter: { kinds: ['fault'], statuses: ['acknowledged'] },
  sort: 'due',
  columns: ['customer'],
  sharing: 'me'
}
const keys = async (as: Colleague) => (await o.t.ok(listViews, {}, as)).items.map((view) => view.key)
const counts = async (as: Colleague) =>
  Object.fromEntries((await o.t.ok(countViews, {}, as)).items.map((view) => [view.key, view.count]))

describe('Views', () => {
  test('come with the product in both languages', async () => {
    const { items } = await o.t.ok(listViews, {}, o.people.wang)
    expect(items.map((view) => view.key)).toEqual([
      'my-open',
      'i-answer-for',
      'unassigned-in-my-queues',
      'all-open',
      'at-risk',
      'broken',
      'waiting-on-customer',
      'followed',
      'recently-closed'
    ])
    expect(items[0]).toMatchObject({
      builtIn: true,
      editable: false,
      name: { zh: '我处理中的', en: 'My open tickets' }
    })
  })

  test('of one’s own are seen by nobody else', async () => {
    const view = await o.t.ok(saveView, faults, o.people.wang)
    expect(await keys(o.people.wang)).toContain(view.key)
    expect(await keys(o.people.li)).not.toContain(view.key)
    expect(
      (await o.t.call(editView, { ...faults, viewId: view.key, version: 1, name: '别人的' }, o.people.leader)).status
    ).toBe(404)
    await o.t.ok(removeView, { viewId: view.key }, o.people.wang)
    expect(await keys(o.people.wang)).not.toContain(view.key)
  })

  test('are shared only by those who may, with a unit and all below it or the whole region', async () => {
    expect((await o.t.call(saveView, { ...faults, sharing: 'unit' }, o.people.wang)).problem.code).toBe('not-permitted')
    expect((await o.t.call(saveView, { ...faults, sharing: 'region' }, o.people.leader)).problem.code).toBe(
      'not-permitted'
    )
    const view = await o.t.ok(saveView, { ...faults, sharing: 'unit' }, o.people.leader)
    expect(await keys(o.people.wang)).toContain(view.key)
    expect(await keys(o.people.engineer)).not.toContain(view.key)
    const seen = (await o.t.ok(listViews, {}, o.people.wang)).items.find((one) => one.key === view.key)
    expect(seen).toMatchObject({ mine: false, editable: false, owner: { name: '陈静' } })
    const edited = await o.t.ok(
      editView,
      { ...faults, viewId: view.key, version: 1, sharing: 'unit', name: '宽带故障' },
      o.people.leader
    )
    expect(edited).toMatchObject({ version: 2, name: { zh: '宽带故障' } })
    expect(
      (await o.t.call(editView, { ...faults, viewId: view.key, version: 1, sharing: 'unit' }, o.people.leader)).problem
        .code
    ).toBe('changed-meanwhile')
    expect((await o.t.call(removeView, { viewId: view.key }, o.people.wang)).problem.code).toBe('not-permitted')
  })

  test('stand as each reader has arranged them', async () => {
    await o.t.ok(
      arrangeViews,
      {
        order: [
          { key: 'broken', hidden: false },
          { key: 'my-open', hidden: true }
        ]
      },
      o.people.li
    )
    const { items } = await o.t.ok(listViews, {}, o.people.li)
    expect(items.slice(0, 3).map((view) => [view.key, view.hidden])).toEqual([
      ['broken', false],
      ['my-open', true],
      ['i-answer-for', false]
    ])
    expect((await keys(o.people.wang))[0]).toBe('my-open')
    expect(Object.keys(await counts(o.people.li))).not.toContain('my-open')
  })

  test('say how many tickets they hold, each reader’s own, and hear of changes within a second', async () => {
    expect(await counts(o.people.wang)).toMatchObject({ 'my-open': 0, 'unassigned-in-my-queues': 0 })
    const opened = await o.t.ok(openTicket, o.fault, o.people.wang)
    await o.t.ok(openTicket, o.inquiry, o.people.wang)
    await o.t.ok(takeTicket, { ticketId: opened.id }, o.people.wang)
    await new Promise((resolve) => setTimeout(resolve, 1_050))
    expect(await counts(o.people.wang)).toMatchObject({
      'my-open': 1,
      'unassigned-in-my-queues': 1,
      broken: 0,
      'recently-closed': 0
    })
    expect(await counts(o.people.outsider)).toMatchObject({ 'my-open': 0, 'unassigned-in-my-queues': 0 })
  })
})
