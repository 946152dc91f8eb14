import { advance, type Playbook, type PlaybookState, restingState } from '@shouwen/kernels/playbook/index'
import { type Centre, createCentre } from './centre.ts'
import type { Scenario, Team } from './scenario.ts'

/** A day that is not: callers of one queue, whoever serves it, and who could be called in. */
export type StaffingTrial = {
  seed: number
  /** Callers in each hour; their number is the length of the trial. */
  perHour: readonly number[]
  /** Minutes since the start in which so many times as many come. */
  surge?: { factor: number; fromMinute: number; toMinute: number }
  handleSeconds: number
  patienceSeconds: number
  withinSeconds: number
  intervalMinutes: number
  people: number
  /** Called in by the playbook, busy elsewhere until then. */
  pools: readonly { pool: string; people: number }[]
  /** What it proposes is done at once; null: nobody steps in. */
  playbook: Playbook | null
}

export type TrialInterval = {
  fromMinute: number
  came: number
  answered: number
  /** Answered within the asked seconds. */
  inTime: number
  gaveUp: number
  meanWaitSeconds: number
  /** Most who waited at one instant, looked at every half minute. */
  longestQueue: number
  /** People at work on the queue when it ended. */
  people: number
}
export type TrialStep = { minute: number; kind: 'taken' | 'undone' | 'nobody-free'; step: string; people: number }
export type TrialResult = {
  intervals: TrialInterval[]
  steps: TrialStep[]
  total: { came: number; answered: number; inTime: number; gaveUp: number; longestWaitSeconds: number; occupancy: number }
}

const QUEUE = 'queue'
const ELSEWHERE = '-'
const OBSERVE_SECONDS = 30

/** Lives the trial to its end and tells it by interval. The same seed, the same callers, whoever serves them: two sides differ by what was changed alone. */
export function tryStaffing(trial: StaffingTrial): TrialResult {
  const centre = createCentre(scenarioOf(trial))
  const end = trial.perHour.length * 3600
  const ladder = trial.playbook ? climb(trial.playbook, centre) : null
  const longest = new Map<number, number>()
  const people = new Map<number, number>()
  for (let at = OBSERVE_SECONDS; at <= end; at += OBSERVE_SECONDS) {
    centre.runUntil(at)
    const { waiting, longestWaitSeconds } = centre.queue(QUEUE)
    ladder?.observe(at, { waiting, 'longest-wait-seconds': longestWaitSeconds })
    const slot = Math.floor((at - OBSERVE_SECONDS) / 60 / trial.intervalMinutes) * trial.intervalMinutes
    longest.set(slot, Math.max(longest.get(slot) ?? 0, waiting))
    people.set(slot, trial.people + (ladder?.moved() ?? 0))
  }
  // Nobody comes any more; who is inside is served or gives up.
  centre.runUntil(Number.POSITIVE_INFINITY)
  const tallies = new Map(centre.intervals().map((one) => [one.fromSeconds / 60, one]))
  const intervals = [...people].map(([fromMinute, atWork]): TrialInterval => {
    const one = tallies.get(fromMinute)
    const came = one ? one.answered + one.abandoned : 0
    return {
      fromMinute,
      came,
      answered: one?.answered ?? 0,
      inTime: one?.answeredWithin ?? 0,
      gaveUp: one?.abandoned ?? 0,
      meanWaitSeconds: one && came > 0 ? one.waitSeconds / came : 0,
      longestQueue: longest.get(fromMinute) ?? 0,
      people: atWork
    }
  })
  const sum = (name: 'came' | 'answered' | 'inTime' | 'gaveUp') => intervals.reduce((total, one) => total + one[name], 0)
  const longestWaitSeconds = Math.max(0, ...[...tallies.values()].map((one) => one.longestWaitSeconds))
  return { intervals, steps: ladder?.steps ?? [], total: { came: sum('came'), answered: sum('answered'), inTime: sum('inTime'), gaveUp: sum('gaveUp'), longestWaitSeconds, occupancy: centre.occupancy('people') } }
}

function scenarioOf({ seed, perHour, surge, handleSeconds, patienceSeconds, withinSeconds, intervalMinutes, people, pools }: StaffingTrial): Scenario {
  const daySeconds = perHour.length * 3600
  // They stay until the last caller is served.
  const team = (code: string, size: number, queue: string): Team => ({
    code,
    people: size,
    skills: {},
    queues: [queue],
    capacity: { call: 1 },
    languages: [],
    shifts: [{ fromSeconds: 0, toSeconds: 2 * daySeconds + 86_400 }]
  })
  return {
    seed,
    daySeconds,
    streams: [
      {
        queue: QUEUE,
        channel: 'call',
        weight: 1,
        needs: [{ afterSeconds: 0, skills: {}, queues: [QUEUE] }],
        priority: 0,
        arrivals: { everySeconds: 3600, perHour },
        handle: { kind: 'lognormal', meanSeconds: handleSeconds, variation: 0.8 },
        patience: { kind: 'exponential', meanSeconds: patienceSeconds }
      }
    ],
    teams: [team('people', people, QUEUE), ...pools.map(({ pool, people: size }) => team(`pool ${pool}`, size, ELSEWHERE))],
    happenings: surge ? [{ kind: 'surge', queue: QUEUE, factor: surge.factor, fromSeconds: surge.fromMinute * 60, toSeconds: surge.toMinute * 60 }] : [],
    rules: { interrupts: {} },
    count: { everySeconds: intervalMinutes * 60, withinSeconds, shortSeconds: 5 }
  }
}

/** Carries a playbook out: who is called in works from the queue, and goes back when the step is undone. */
function climb(playbook: Playbook, centre: Centre) {
  const inForce = new Map<string, string[]>()
  const steps: TrialStep[] = []
  let state: PlaybookState = restingState
  return {
    steps,
    moved: () => [...inForce.values()].reduce((sum, ids) => sum + ids.length, 0),
    observe(atSeconds: number, values: PlaybookState['values']): void {
      const at = atSeconds * 1000
      const answer = advance(playbook, state, { kind: 'observed', at, values })
      state = answer.state
      if (!answer.proposal) return
      const { kind, step } = answer.proposal
      const note = (said: TrialStep['kind'], people: number) => steps.push({ minute: Math.floor(atSeconds / 60), kind: said, step, people })
      if (kind === 'undo') {
        const back = inForce.get(step) ?? []
        for (const id of back) centre.change(id, { queues: [ELSEWHERE] })
        inForce.delete(step)
        state = advance(playbook, state, { kind: 'undone', at, step }).state
        note('undone', back.length)
        return
      }
      const act = playbook.steps.find((one) => one.id === step)?.act
      const called = act?.kind === 'move-people' ? centre.peopleOf(`pool ${act.pool}`).slice(0, act.at_most) : []
      for (const id of called) centre.change(id, { queues: [QUEUE] })
      if (called.length > 0) inForce.set(step, called)
      state = advance(playbook, state, called.length > 0 ? { kind: 'taken', at, step, people: called.length } : { kind: 'nobody-free', at, step }).state
      note(called.length > 0 ? 'taken' : 'nobody-free', called.length)
    }
  }
}
