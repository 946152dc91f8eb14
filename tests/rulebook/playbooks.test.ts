import { advance, dryRun, type PlaybookState, playExample, restingState } from '@shouwen/kernels/playbook/index'
import { describe, expect, test } from 'vitest'
import { rulebook } from '../../server/rulebook.ts'
import { createCentre, type Scenario, type Team } from '../../simulator/index.ts'

const { playbooks, roles } = rulebook()
const ladder = playbooks.find((one) => one.id === 'surge-ladder')

describe.each(playbooks)('playbook $id', (playbook) => {
  test.each(playbook.examples)('$name', (example) => expect(playExample(playbook, example)).toEqual([]))
  test('is approved by roles that exist', () => {
    for (const { approve } of playbook.steps) expect(Object.keys(roles.roles)).toEqual(expect.arrayContaining([...approve]))
  })
})

const hour = 3600
const team = (code: string, people: number, queue: string): Team => ({
  code,
  people,
  skills: {},
  queues: [queue],
  capacity: { call: 6 },
  languages: [],
  shifts: [{ fromSeconds: 0, toSeconds: 12 * hour }]
})
/** Forty people, a fault that nearly doubles the calls for two hours, and the pools of the ladder busy elsewhere. */
const centre: Scenario = {
  seed: 11,
  daySeconds: 7 * hour,
  streams: [
    {
      queue: 'hotline',
      channel: 'call',
      weight: 6,
      needs: [{ afterSeconds: 0, skills: {}, queues: ['hotline'] }],
      priority: 0,
      arrivals: { everySeconds: hour, perHour: [640] },
      handle: { kind: 'lognormal', meanSeconds: 200, variation: 0.8 },
      patience: { kind: 'exponential', meanSeconds: 240 }
    }
  ],
  teams: [
    team('agents', 40, 'hotline'),
    team('floating-expert', 5, '-'),
    team('outbound', 6, '-'),
    team('quality', 5, '-'),
    team('back-office', 8, '-')
  ],
  happenings: [{ kind: 'surge', queue: 'hotline', factor: 1.7, fromSeconds: hour, toSeconds: 3 * hour }],
  rules: { interrupts: {} },
  count: { everySeconds: 900, withinSeconds: 15, shortSeconds: 5 }
}

/** Lives the day; with the ladder, what it proposes is done at once. */
function live(withLadder: boolean) {
  const floor = createCentre(centre)
  const moved = new Map<string, string[]>()
  const log: string[] = []
  let state: PlaybookState = restingState
  for (let at = 30; at <= 7 * hour; at += 30) {
    floor.runUntil(at)
    if (!ladder || !withLadder) continue
    const answer = advance(ladder, state, {
      kind: 'observed',
      at: at * 1000,
      values: { waiting: floor.queue('hotline').waiting }
    })
    state = answer.state
    if (!answer.proposal) continue
    const { kind, step } = answer.proposal
    const act = ladder.steps.find((one) => one.id === step)?.act
    if (kind === 'undo') {
      log.push(`undo ${step}`)
      for (const id of moved.get(step) ?? []) floor.change(id, { queues: ['-'] })
      state = advance(ladder, state, { kind: 'undone', at: at * 1000, step }).state
    } else {
      const people = act?.kind === 'move-people' ? floor.peopleOf(act.pool).slice(0, act.at_most) : []
      for (const id of people) floor.change(id, { queues: ['hotline'] })
      moved.set(step, people)
      if (people.length > 0) log.push(`take ${step}`)
      state = advance(ladder, state, {
        kind: people.length > 0 ? 'taken' : 'nobody-free',
        at: at * 1000,
        step,
        people: people.length
      } as const).state
    }
  }
  floor.runUntil(Number.POSITIVE_INFINITY)
  const during = floor.intervals().filter((one) => one.fromSeconds >= hour && one.fromSeconds < 3 * hour)
  return { log, abandoned: during.reduce((sum, one) => sum + one.abandoned, 0), left: state.taken }
}

describe('The surge ladder in a simulated fault', () => {
  const without = live(false)
  const run = live(true)

  test('goes up in order, comes down in reverse, and ends where it began: CC-11, CC-18', () => {
    const stack: string[] = []
    for (const line of run.log) {
      const [kind, step] = line.split(' ')
      if (kind === 'take') stack.push(step as string)
      else expect(stack.pop()).toBe(step)
    }
    expect(run.log.slice(0, 3)).toEqual(['take floating-experts', 'take outbound-seats', 'take quality-staff'])
    expect([stack, run.left]).toEqual([[], []])
  })

  test('and fewer than half as many give up', () => {
    expect(run.abandoned).toBeLessThan(without.abandoned / 2)
  })

  test('is foreseen by the dry run', () => {
    const look = { untilSeconds: 600, everySeconds: 120, watch: 5, target: { servedWithin: 0.85, withinSeconds: 15 } }
    const traffic = { callsPerHour: 900, handleSeconds: 200, patienceSeconds: 240 }
    const now = { waiting: 9, busy: 40, agents: 40 }
    const {
      without: idle,
      with: helped,
      agentsNeeded
    } = dryRun(now, traffic, { people: 8, arriveAfterSeconds: 60 }, look)
    expect(helped.points.at(-1)?.waiting).toBeLessThan((idle.points.at(-1)?.waiting ?? 0) / 2)
    expect(agentsNeeded).toBeGreaterThan(48)
  })
})
