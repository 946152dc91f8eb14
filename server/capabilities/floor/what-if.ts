import { Worker } from 'node:worker_threads'
import type { tryWhatIf as tryOperation, whatIfChoices as choicesOperation } from '@shouwen/contract/floor-what-if'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import type { Playbook } from '@shouwen/kernels/playbook/index'
import type { StaffingTrial, TrialResult } from '../../../simulator/try-staffing.ts'
import { permit } from '#platform/access'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { rulebook } from '#server/rulebook'

type Input = InputOf<typeof tryOperation>

/** A side of so many takes a second or two; a thread that takes far longer has lost its way. */
const MOST_CALLERS = 60_000
const MOST_MS = 30_000
const MOST_MEGABYTES = 384
const MOST_AT_ONCE = 2
const USUAL_SEED = 20_261_124

let running = 0

/** What a simulated centre can be told to do. */
export async function whatIfChoices(_call: Call, _input: InputOf<typeof choicesOperation>): Promise<OutputOf<typeof choicesOperation>> {
  return {
    playbooks: tryable().map(({ id, zh, en, steps }) => ({
      id,
      zh,
      en,
      steps: steps.map((step) => ({
        id: step.id,
        zh: step.zh,
        en: step.en,
        pool: step.act.kind === 'move-people' ? step.act.pool : null,
        atMost: step.act.kind === 'move-people' ? (step.act.at_most ?? null) : null
      }))
    })),
    mostCallers: MOST_CALLERS
  }
}

/**
 * A simulated queue under up to three arrangements, side by side: the same callers come to each. On the kernels alone, in a thread of its own, bounded in
 * time, memory and number; nothing of the real floor is read or changed.
 */
export async function tryWhatIf(call: Call, input: Input): Promise<OutputOf<typeof tryOperation>> {
  permit(call, 'floor.supervise', { regionId: input.regionId, unitId: call.actor.kind === 'staff' ? call.actor.unitId : null })
  const callers = input.perHour.reduce((sum, one) => sum + one, 0) * Math.max(1, input.surge?.factor ?? 1)
  if (callers > MOST_CALLERS || (input.surge && input.surge.toMinute <= input.surge.fromMinute)) throw refuse('what-if-too-large', { most: MOST_CALLERS })
  const trials = input.sides.map((side) => trialOf(input, side))
  if (running >= MOST_AT_ONCE) throw refuse('what-if-busy')
  running += 1
  try {
    const sides = await inThread(trials)
    return { sides: sides.map((side) => ({ ...side, total: { ...side.total, occupancy: round(side.total.occupancy, 4), longestWaitSeconds: round(side.total.longestWaitSeconds, 1) }, intervals: side.intervals.map((one) => ({ ...one, meanWaitSeconds: round(one.meanWaitSeconds, 1) })) })) }
  } finally {
    running -= 1
  }
}

function trialOf(input: Input, { people, pools, playbook }: Input['sides'][number]): StaffingTrial {
  const chosen = playbook === undefined ? null : tryable().find((one) => one.id === playbook)
  if (chosen === undefined) throw refuse('playbook-not-for-trials')
  const { perHour, surge, handleSeconds, patienceSeconds, withinSeconds, intervalMinutes, seed = USUAL_SEED } = input
  return { seed, perHour, ...(surge ? { surge } : {}), handleSeconds, patienceSeconds, withinSeconds, intervalMinutes: Number(intervalMinutes), people, pools, playbook: chosen }
}

/** Playbooks every step of which watches the queue itself. */
const tryable = (): Playbook[] => rulebook().playbooks.filter(({ steps }) => steps.every(({ when }) => when.measure === 'waiting' || when.measure === 'longest-wait-seconds'))

function inThread(trials: StaffingTrial[]): Promise<TrialResult[]> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./what-if-thread.ts', import.meta.url), { workerData: trials, resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES }, execArgv: [] })
    const late = setTimeout(() => {
      reject(refuse('what-if-too-large', { most: MOST_CALLERS }))
      void thread.terminate()
    }, MOST_MS)
    thread.once('message', resolve)
    thread.once('error', reject)
    thread.once('exit', (code) => {
      clearTimeout(late)
      if (code !== 0) reject(refuse('what-if-too-large', { most: MOST_CALLERS }))
    })
  })
}

const round = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits
