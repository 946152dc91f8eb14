import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { drainJobs, enqueue, every, keepRepeating, work } from './jobs.ts'
import { startTestApp, type TestApp } from './testing/test-app.ts'

let t: TestApp
beforeAll(async () => {
  t = await startTestApp({ at: new Date().toISOString() })
})
afterAll(() => t.stop())

const jobs = (kind: string) => t.db.selectFrom('platform.job').selectAll().where('kind', '=', kind).orderBy('id').execute()

describe('Jobs', () => {
  test('exist only when the transaction that asked for them commits', async () => {
    work({ kind: 'test.kept', run: async () => {} })
    await t.asSystem((call) => enqueue(call, { kind: 'test.kept' }))
    const failing = t.asSystem(async (call) => {
      await enqueue(call, { kind: 'test.kept' })
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await jobs('test.kept')).toHaveLength(1)
  })

  test('are done once in effect by two workers at the same time', async () => {
    const done: string[] = []
    work({ kind: 'test.once', run: async (_call, { n }) => void done.push(String(n)) })
    for (let n = 0; n < 40; n++) await enqueue(t.read(), { kind: 'test.once', payload: { n } })
    await Promise.all([drainJobs(t.app), drainJobs(t.app)])
    expect(done).toHaveLength(40)
    expect(new Set(done).size).toBe(40)
  })

  test('are taken over when their worker died', async () => {
    let runs = 0
    work({ kind: 'test.orphan', run: async () => void runs++ })
    await enqueue(t.read(), { kind: 'test.orphan' })
    const dead = { leased_by: t.app.newId(), leased_until: new Date(t.clock.now().getTime() + 20_000), attempts: 1 }
    await t.db.updateTable('platform.job').set(dead).where('kind', '=', 'test.orphan').execute()
    await drainJobs(t.app)
    expect(runs).toBe(0)
    t.clock.advance(21_000)
    await drainJobs(t.app)
    expect(runs).toBe(1)
  })

  test('are tried again later with growing waits, and stay visible with their error after the last try', async () => {
    work({ kind: 'test.broken', run: async () => Promise.reject(new Error('the far end is down')) })
    await enqueue(t.read(), { kind: 'test.broken', maxAttempts: 2 })
    t.clock.advance(1000)
    await drainJobs(t.app)
    expect((await jobs('test.broken'))[0]).toMatchObject({ attempts: 1, finished_at: null })
    t.clock.advance(3000)
    await drainJobs(t.app)
    expect((await jobs('test.broken'))[0]).toMatchObject({ attempts: 2, last_error: 'the far end is down' })
    expect((await jobs('test.broken'))[0]?.finished_at).not.toBeNull()
  })

  test('with one key exist once while unfinished, at the earlier time', async () => {
    work({ kind: 'test.keyed', run: async () => {} })
    const soon = new Date(t.clock.now().getTime() + 1000)
    await enqueue(t.read(), { kind: 'test.keyed', key: 'a', dueAt: new Date(t.clock.now().getTime() + 9000) })
    await enqueue(t.read(), { kind: 'test.keyed', key: 'a', dueAt: soon })
    expect((await jobs('test.keyed')).map((job) => job.due_at.getTime())).toEqual([soon.getTime()])
  })

  test('that repeat come again after their period, once over all workers', async () => {
    let runs = 0
    const repeating = [every(60, 'test.repeat', async () => void runs++)]
    for (let minute = 0; minute < 3; minute++) {
      await Promise.all([keepRepeating(t.app, repeating), keepRepeating(t.app, repeating)])
      await drainJobs(t.app)
      await keepRepeating(t.app, repeating)
      await drainJobs(t.app)
      t.clock.advance(61_000)
    }
    expect(runs).toBe(3)
  })
})
