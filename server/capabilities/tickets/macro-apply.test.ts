import type { InputOf } from '@shouwen/contract/operation'
import {
  applyMacro,
  editMacro,
  listMacros,
  previewMacro,
  removeMacro,
  saveMacro
} from '@shouwen/contract/ticket-macros'
import { openTicket, readTicket } from '@shouwen/contract/tickets'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type SmallOperator, startSmallOperator } from './testing/small-operator.ts'

let o: SmallOperator
beforeAll(async () => {
  o = await startSmallOperator()
})
afterAll(() => o.t.stop())

const polite: InputOf<typeof saveMacro> = {
  name: '请客户补充信息',
  sharing: 'me',
  steps: [
    {
      do: 'reply',
      body: '{{ customer.name }}您好，工单 {{ticket.number}} 还需要您的身份证号。工号 {{agent.jobNumber}}'
    },
    { do: 'tags', add: ['待补充'] },
    { do: 'priority', priority: 'P2', reason: '客户着急' },
    { do: 'status', to: 'pending', reason: 'waiting-information' }
  ]
}
const openFault = async () => (await o.t.ok(openTicket, { ...o.fault, keep: true }, o.people.wang)).id

describe('A macro', () => {
  test('shows beforehand what it will do and leaves nothing behind', async () => {
    const macro = await o.t.ok(
      saveMacro,
      { ...polite, steps: polite.steps.filter((step) => step.do !== 'priority') },
      o.people.wang
    )
    const ticketId = await openFault()
    const before = await o.t.ok(readTicket, { ticketId }, o.people.wang)
    const preview = await o.t.ok(previewMacro, { ticketId, macroId: macro.id }, o.people.wang)
    expect(preview).toMatchObject({ possible: true, missing: [] })
    expect(preview.steps[0]?.text).toBe(`张三丰您好，工单 ${before.ticket.number} 还需要您的身份证号。工号 1001`)
    expect(preview.steps[1]?.changes).toEqual([{ field: 'tags', from: '', to: '待补充' }])
    expect(preview.steps[2]?.changes).toContainEqual({ field: 'status', from: 'inProgress', to: 'pending' })
    const after = await o.t.ok(readTicket, { ticketId }, o.people.wang)
    expect({ ...after, promises: [] }).toEqual({ ...before, promises: [] })
  })

  test('takes every step by its own verb, with its promises, history and permission', async () => {
    const macro = await o.t.ok(saveMacro, polite, o.people.leader)
    const ticketId = await openFault()
    const state = await o.t.ok(applyMacro, { ticketId, macroId: macro.id }, o.people.leader)
    expect(state).toMatchObject({ status: 'pending', priority: 'P2' })
    const page = await o.t.ok(readTicket, { ticketId }, o.people.wang)
    expect(page.ticket).toMatchObject({ tags: ['待补充'], statusReason: 'waiting-information' })
    expect(page.ticket.firstAnsweredAt).not.toBeNull()
    expect(page.promises.map((promise) => promise.state)).toContain('kept')
    expect(page.timeline.items.map((item) => item.body)).toContain(
      `张三丰您好，工单 ${page.ticket.number} 还需要您的身份证号。工号 1003`
    )
  })

  test('does all or nothing', async () => {
    const macro = await o.t.ok(
      saveMacro,
      {
        ...polite,
        steps: [
          { do: 'note', body: '先记一笔' },
          { do: 'assign', staffId: o.units.hotline, reason: '没有这个人' }
        ]
      },
      o.people.leader
    )
    const ticketId = await openFault()
    expect((await o.t.call(applyMacro, { ticketId, macroId: macro.id }, o.people.leader)).problem.code).toBe(
      'assignee-unknown'
    )
    const page = await o.t.ok(readTicket, { ticketId }, o.people.wang)
    expect(page.timeline.items.filter((item) => item.type === 'note')).toEqual([])
    const preview = await o.t.ok(previewMacro, { ticketId, macroId: macro.id }, o.people.leader)
    expect(preview.steps.map((step) => step.refusal)).toEqual([null, 'assignee-unknown'])
  })

  test('refuses texts with unknown variables when saved, with missing facts when applied', async () => {
    const saying = (body: string): InputOf<typeof saveMacro> => ({ ...polite, steps: [{ do: 'reply', body }] })
    expect((await o.t.call(saveMacro, saying('{{customer.idNumber}}'), o.people.wang)).problem.code).toBe(
      'macro-variable-unknown'
    )
    const macro = await o.t.ok(saveMacro, saying('{{customer.name}}您好'), o.people.wang)
    const ticketId = (await o.t.ok(openTicket, { ...o.inquiry, keep: true }, o.people.wang)).id
    expect((await o.t.ok(previewMacro, { ticketId, macroId: macro.id }, o.people.wang)).missing).toEqual([
      'customer.name'
    ])
    const refused = await o.t.call(applyMacro, { ticketId, macroId: macro.id }, o.people.wang)
    expect(refused.problem).toMatchObject({ code: 'macro-variable-missing', details: { missing: ['customer.name'] } })
  })

  test('gives nobody a right they do not have', async () => {
    const macro = await o.t.ok(
      saveMacro,
      { ...polite, steps: [{ do: 'priority', priority: 'P1', reason: '急' }] },
      o.people.li
    )
    const ticketId = await openFault()
    expect((await o.t.call(applyMacro, { ticketId, macroId: macro.id }, o.people.li)).problem.code).toBe(
      'not-permitted'
    )
    expect((await o.t.ok(previewMacro, { ticketId, macroId: macro.id }, o.people.li)).steps[0]?.refusal).toBe(
      'not-permitted'
    )
    expect((await o.t.call(applyMacro, { ticketId, macroId: macro.id }, o.people.wang)).status).toBe(404)
  })

  test('is shared by those who may, and changed by who made it', async () => {
    expect((await o.t.call(saveMacro, { ...polite, sharing: 'unit' }, o.people.wang)).problem.code).toBe(
      'not-permitted'
    )
    const shared = await o.t.ok(saveMacro, { ...polite, name: '共享', sharing: 'unit' }, o.people.leader)
    const names = async () => (await o.t.ok(listMacros, {}, o.people.wang)).items.map((one) => one.name)
    expect(await names()).toContain('共享')
    expect((await o.t.call(removeMacro, { macroId: shared.id }, o.people.wang)).problem.code).toBe('not-permitted')
    await o.t.ok(
      editMacro,
      { ...polite, macroId: shared.id, version: 1, name: '改名', sharing: 'unit' },
      o.people.leader
    )
    expect(await names()).toContain('改名')
    expect(
      (await o.t.call(editMacro, { ...polite, macroId: shared.id, version: 1 }, o.people.leader)).problem.code
    ).toBe('changed-meanwhile')
    await o.t.ok(removeMacro, { macroId: shared.id }, o.people.leader)
    expect(await names()).not.toContain('改名')
  })
})
