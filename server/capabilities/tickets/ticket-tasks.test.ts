import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as tasks from '@shouwen/contract/ticket-tasks'
import { resolveTicket, takeTicket } from '@shouwen/contract/ticket-work'
import { openTicket, readTicket } from '@shouwen/contract/tickets'
import { type SmallOperator, startSmallOperator } from './testing/small-operator.ts'

let o: SmallOperator
beforeAll(async () => {
  o = await startSmallOperator({ at: '2026-11-24T02:00:00Z' })
})
afterAll(() => o.t.stop())

async function withTask() {
  const { id: ticketId } = await o.t.ok(openTicket, o.complaint, o.people.wang)
  await o.t.ok(takeTicket, { ticketId }, o.people.wang)
  const task = await o.t.ok(
    tasks.assignTask,
    { ticketId, title: '核查计费', detail: '请核对十月话单', unitId: o.units.network },
    o.people.wang
  )
  return { ticketId, taskId: task.id, task }
}

const promiseOf = async (id: string, clause: string) =>
  (
    await o.t.db
      .selectFrom('norms.clock')
      .select('state')
      .where('subject_id', '=', id)
      .where('clause_id', '=', clause)
      .execute()
  ).map((row) => row.state)

describe('the window asks another department (SP-16, TK-16)', () => {
  test('the task has its own promises, is accepted, done and rated by the window', async () => {
    const { ticketId, taskId, task } = await withTask()
    expect(task).toMatchObject({
      status: 'assigned',
      unitId: o.units.network,
      ticketNumber: expect.stringMatching(/^HN-/)
    })
    expect(task.nextDueAt).not.toBeNull()
    expect(
      (await o.t.ok(tasks.listTasks, { whose: 'reachable' }, o.people.engineer)).items.map((one) => one.id)
    ).toContain(taskId)
    expect((await o.t.call(tasks.acceptTask, { ticketId, taskId }, o.people.li)).problem.code).toBe('not-permitted')
    await o.t.ok(tasks.acceptTask, { ticketId, taskId }, o.people.engineer)
    expect(await promiseOf(taskId, 'task-acceptance')).toEqual(['kept'])
    expect((await o.t.ok(tasks.listTasks, {}, o.people.engineer)).items.map((one) => one.id)).toContain(taskId)
    expect((await o.t.call(tasks.rateTask, { ticketId, taskId, rating: 5 }, o.people.wang)).problem.code).toBe(
      'task-status-not-possible'
    )
    const done = await o.t.ok(tasks.finishTask, { ticketId, taskId, result: '话单重复计费，已冲正' }, o.people.engineer)
    expect(done).toMatchObject({ status: 'done', nextDueAt: null })
    expect(await promiseOf(taskId, 'task-completion')).toEqual(['kept'])
    expect((await o.t.ok(tasks.rateTask, { ticketId, taskId, rating: 4 }, o.people.wang)).rating).toBe(4)
    expect((await o.t.call(tasks.rateTask, { ticketId, taskId, rating: 1 }, o.people.wang)).problem.code).toBe(
      'task-already-rated'
    )
    const seen = await o.t.ok(readTicket, { ticketId }, o.people.wang)
    expect(seen.tasks).toMatchObject([{ id: taskId, rating: 4 }])
    expect(seen.timeline.items.some((item) => item.body === '话单重复计费，已冲正')).toBe(true)
    expect(seen.promises.find((promise) => promise.clauseId === 'progress-told')?.state).toBe('running')
  })

  test('its department may read the ticket it belongs to, others may not', async () => {
    const { ticketId } = await withTask()
    expect((await o.t.call(readTicket, { ticketId }, o.people.engineer)).status).toBe(200)
    expect((await o.t.call(readTicket, { ticketId }, o.people.outsider)).status).toBe(404)
  })

  test('declined with a reason, the window sees it', async () => {
    const { ticketId, taskId } = await withTask()
    expect(await o.t.ok(tasks.declineTask, { ticketId, taskId, reason: '归账务室' }, o.people.engineer)).toMatchObject({
      status: 'declined',
      declineReason: '归账务室'
    })
    expect((await o.t.call(tasks.acceptTask, { ticketId, taskId }, o.people.engineer)).problem.code).toBe(
      'task-status-not-possible'
    )
    const seen = await o.t.ok(readTicket, { ticketId }, o.people.wang)
    expect(seen.timeline.items.find((item) => item.type === 'task')).toMatchObject({
      what: 'declined',
      by: { id: o.people.wang.id },
      answer: { by: { id: o.people.engineer.id }, reason: '归账务室' }
    })
  })

  test('when the matter is solved otherwise the open task is taken back and owes nothing', async () => {
    const { ticketId, taskId } = await withTask()
    await o.t.ok(resolveTicket, { ticketId, resolution: '已退费', rootCause: 'operating-error', factCheck: '核对账单' }, o.people.wang)
    const seen = await o.t.ok(readTicket, { ticketId }, o.people.wang)
    expect(seen.tasks).toMatchObject([{ id: taskId, status: 'cancelled', nextDueAt: null }])
    expect(await promiseOf(taskId, 'task-completion')).toEqual(['cancelled'])
    expect(
      seen.promises.find((promise) => promise.clauseId === 'close-loop' || promise.promise === 'close-loop')?.state
    ).toBe('running')
  })
})
