import { listPlaybookRuns } from '@shouwen/contract/playbooks'
import type { Playbook } from '@shouwen/kernels/playbook/index'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { replay } from '../../server/capabilities/playbooks/books.ts'
import { inputsOf } from '../../server/capabilities/playbooks/runs.ts'
import { type SurgeDesk, startSurgeDesk } from '../../server/capabilities/playbooks/testing/surge-desk.ts'
import { createCentre, type Scenario, type Team } from '../../simulator/index.ts'

const HOUR = 3600
const team = (code: string, people: number, queue: string): Team => ({
  code,
  people,
  skills: {},
  queues: [queue],
  capacity: { call: 6 },
  languages: [],
  shifts: [{ fromSeconds: 0, toSeconds: 12 * HOUR }]
})
const pools = ['floating-expert', 'outbound', 'quality', 'back-office'] as const
/** Four people who are enough for a usual hour, and forty minutes in which two and a half times as many call. */
const centre: Scenario = {
  seed: 5,
  daySeconds: 3 * HOUR,
  streams: [
    {
      queue: 'hotline',
      channel: 'call',
      weight: 6,
      needs: [{ afterSeconds: 0, skills: {}, queues: ['hotline'] }],
      priority: 0,
      arrivals: { everySeconds: HOUR, perHour: [60] },
      handle: { kind: 'lognormal', meanSeconds: 180, variation: 0.6 },
      patience: { kind: 'exponential', meanSeconds: 420 }
    }
  ],
  teams: [team('agents', 4, 'hotline'), team('floating-expert', 3, '-'), team('outbound', 4, '-'), team('quality', 3, '-'), team('back-office', 4, '-')],
  happenings: [{ kind: 'surge', queue: 'hotline', factor: 4.5, fromSeconds: 600, toSeconds: 3600 }],
  rules: { interrupts: {} },
  count: { everySeconds: 900, withinSeconds: 15, shortSeconds: 5 }
}

let d: SurgeDesk
beforeAll(async () => {
  d = await startSurgeDesk()
})
afterAll(() => d.t.stop())

describe('The surge ladder of the running product, fed with a simulated fault', { timeout: 240_000 }, () => {
  test('goes up in order with two or three people a step, comes down in reverse, and everybody is where they were @norm CC-11 CC-12 CC-13 CC-14 CC-15 CC-18', async () => {
    const before = await d.states()
    const floor = createCentre(centre)
    const log: string[] = []
    for (let at = 20; at <= 3 * HOUR; at += 20) {
      floor.runUntil(at)
      await d.queue(floor.queue('hotline').waiting)
      await d.pass(20, 20)
      const proposal = await d.proposal()
      if (proposal) {
        const { people } = await d.execute()
        log.push(`${proposal.kind} ${proposal.step.id} ${people}`)
        // Whoever the product has moved answers calls in the simulated centre too, and nobody else.
        const helping = await d.states()
        for (const pool of pools)
          for (const [n, id] of d.pools[pool].map((one) => one.id).entries()) floor.change(floor.peopleOf(pool)[n] as string, { queues: [helping[id] === 'helping-inbound' ? 'hotline' : '-'] })
      }
      if (at > 5400 && (await d.t.db.selectFrom('playbooks.run').select('id').where('ended_at', 'is', null).executeTakeFirst()) === undefined) break
    }
    const taken = log.filter((line) => line.startsWith('take ')).map((line) => line.split(' '))
    const undone = log.filter((line) => line.startsWith('undo ')).map((line) => line.split(' ')[1])
    expect(taken.slice(0, 3).map(([, step]) => step)).toEqual(['floating-experts', 'outbound-seats', 'quality-staff'])
    for (const [, step, people] of taken) if (pools.some((pool) => step?.startsWith(pool.slice(0, 5)))) expect([2, 3]).toContain(Number(people))
    const stack: string[] = []
    for (const [kind, step] of log.map((line) => line.split(' '))) {
      if (kind === 'take') stack.push(step as string)
      else expect(stack.pop()).toBe(step)
    }
    expect(stack).toEqual([])
    expect(undone.length).toBe(taken.length)
    expect(await d.states()).toEqual(before)
    expect(await d.t.db.selectFrom('floor.loan').select('staff_id').execute()).toEqual([])
  })

  test('leaves evidence from which each run can be computed again, and the effect of every step @norm CC-34', async () => {
    const { items } = await d.t.ok(listPlaybookRuns, { regionId: 1 }, d.boss)
    const deeds = items.flatMap((run) => run.deeds)
    expect(deeds.length).toBeGreaterThanOrEqual(3)
    for (const deed of deeds) expect(deed.effects.map((one) => one.afterMinutes)).toEqual([0, 5, 10])
    const runs = await d.t.db.selectFrom('playbooks.run').selectAll().execute()
    for (const run of runs) expect(replay(run.book as unknown as Playbook, await inputsOf(d.t.db, 1, run.id))).toEqual(run.state)
    const proofs = await d.t.db.selectFrom('platform.evidence').select('kind').execute()
    const count = (kind: string) => proofs.filter((one) => one.kind === kind).length
    expect(count('playbook-effect')).toBe(2 * deeds.length)
    expect(count('playbook-step')).toBe(deeds.length)
    expect(count('playbook-run')).toBe(runs.length)
    expect(count('playbook-proposal')).toBe(items.flatMap((run) => run.proposals).length)
  })
})
