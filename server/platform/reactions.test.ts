import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { transact } from './action.ts'
import { record } from './events.ts'
import { drainJobs } from './jobs.ts'
import { advance, drainReactions, prepareReactions, react } from './reactions.ts'
import { settled, startTestApp, type TestApp } from './testing/test-app.ts'

let t: TestApp
beforeAll(async () => {
  t = await startTestApp({ at: new Date().toISOString() })
})
afterAll(() => t.stop())

const happening = (name: string, n = 0) => ({ name, regionId: 1, subjectKind: 'thing', subjectId: '01900000-0000-7000-8000-000000000001', data: { n } })

describe('Reactions', () => {
  test('see every event once and in commit order, also of transactions that commit late', async () => {
    const seen: number[] = []
    const reaction = react({ name: 'test.order', events: ['test.ordered'], handle: async (_call, event) => void seen.push(event.data['n'] as number) })
    await prepareReactions(t.app, [reaction])
    let release = () => {}
    const gate = new Promise<void>((resolve) => (release = resolve))
    let started = () => {}
    const begun = new Promise<void>((resolve) => (started = resolve))
    // Takes its number first, commits last.
    const late = transact(t.app, { kind: 'system', name: 'test' }, async (call) => {
      await record(call, happening('test.ordered', 1))
      started()
      await gate
    })
    await begun
    await t.asSystem((call) => record(call, happening('test.ordered', 2)))
    await drainReactions(t.app, [reaction])
    expect(seen).toEqual([])
    release()
    await late
    await settled(t.db)
    await drainReactions(t.app, [reaction])
    expect(seen.sort()).toEqual([1, 2])
  })

  test('go on behind an event that cannot be handled, which is tried again as a job', async () => {
    const seen: number[] = []
    let broken = true
    const reaction = react({
      name: 'test.poison',
      events: ['test.poisoned'],
      handle: async (_call, event) => {
        if (event.data['n'] === 2 && broken) throw new Error('cannot')
        seen.push(event.data['n'] as number)
      }
    })
    await prepareReactions(t.app, [reaction])
    for (const n of [1, 2, 3]) await t.asSystem((call) => record(call, happening('test.poisoned', n)))
    await settled(t.db)
    await drainReactions(t.app, [reaction])
    // The batch was tried together first, then one by one.
    expect(seen).toEqual([1, 1, 3])
    broken = false
    await drainJobs(t.app)
    expect(seen.at(-1)).toBe(2)
  })

  test('do nothing while another process holds the cursor', async () => {
    const seen: string[] = []
    const reaction = react({ name: 'test.two', events: ['test.twice'], handle: async (_call, event) => void seen.push(event.name) })
    await prepareReactions(t.app, [reaction])
    for (let n = 0; n < 20; n++) await t.asSystem((call) => record(call, happening('test.twice', n)))
    await settled(t.db)
    await Promise.all([advance(t.app, reaction), advance(t.app, reaction), advance(t.app, reaction)])
    await drainReactions(t.app, [reaction])
    expect(seen).toHaveLength(20)
  })
})
