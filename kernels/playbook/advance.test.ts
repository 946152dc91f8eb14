import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  advance,
  type Playbook,
  playbookProblems,
  playbookReasonText,
  type PlaybookInput,
  type Proposal,
  restingState
} from './index.ts'

const MINUTE = 60_000
const step = (id: string, above: number, for_minutes: number, up_to?: number) => ({
  id,
  zh: id,
  en: id,
  when: { measure: 'waiting' as const, above, for_minutes, ...(up_to ? { up_to } : {}) },
  act: { kind: 'move-people' as const, pool: id },
  approve: ['shift-leader']
})
const ladder: Playbook = {
  id: 'ladder',
  zh: '梯',
  en: 'ladder',
  norms: [],
  trust: 'assumed',
  above_band: 'counts',
  gap_seconds: 60,
  steps: [step('one', 5, 5, 10), step('two', 5, 5, 10), step('three', 10, 3), step('four', 10, 5)],
  jumps: [{ to: 'three', when: { measure: 'waiting', above: 10, for_minutes: 2 }, allowed: false }],
  release: { measure: 'waiting', at_or_below: 5, for_minutes: 4 },
  examples: []
}
const jumping: Playbook = { ...ladder, jumps: ladder.jumps?.map((jump) => ({ ...jump, allowed: true })) }
const indexOf = (id: string) => ladder.steps.findIndex((one) => one.id === id)

/** A day of the queue, observed every 30 s, and what people do when something is proposed. */
const days = fc.record({
  /** Stretches of one length of the queue: minutes and number. */
  queue: fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.constantFrom(0, 3, 5, 6, 8, 10, 11, 15)), {
    minLength: 1,
    maxLength: 25
  }),
  people: fc.infiniteStream(fc.constantFrom('done', 'done', 'done', 'later', 'declined', 'nobody-free'))
})

type Seen = { at: number; proposal: Proposal; taken: string[]; changedAt: number | null; done: boolean }

/** Lives through the day and tells each proposal, with the steps in force and the last change before it. */
function live(playbook: Playbook, { queue, people }: { queue: [number, number][]; people: Iterable<string> }): Seen[] {
  const answers = people[Symbol.iterator]()
  const seen: Seen[] = []
  let state = restingState
  let at = 0
  const feed = (input: PlaybookInput) => {
    const answer = advance(playbook, state, input)
    state = answer.state
    return answer.proposal
  }
  for (const [minutes, waiting] of queue)
    for (let half = 0; half < 2 * minutes; half++) {
      const before = state
      const proposal = feed({ kind: 'observed', at, values: { waiting } })
      if (proposal) {
        const answer = answers.next().value as string
        const { step: id } = proposal
        const done = answer !== 'later' && answer !== 'declined'
        seen.push({ at, proposal, taken: before.taken.map((one) => one.step), changedAt: before.changedAt, done })
        if (answer === 'declined') feed({ kind: 'declined', at, step: id })
        else if (done && proposal.kind === 'undo') feed({ kind: 'undone', at, step: id })
        else if (answer === 'nobody-free') feed({ kind: 'nobody-free', at, step: id })
        else if (done) feed({ kind: 'taken', at, step: id, people: 2 })
      }
      at += MINUTE / 2
    }
  return seen
}

describe('On any day a ladder', () => {
  test('never skips a step', () => {
    fc.assert(
      fc.property(days, (day) => {
        for (const { proposal, taken } of live(ladder, day))
          if (proposal.kind === 'take') expect(indexOf(proposal.step)).toBe(1 + Math.max(-1, ...taken.map(indexOf)))
      })
    )
  })
  test('goes past steps only by a jump that is allowed, and then only forward', () => {
    fc.assert(
      fc.property(days, (day) => {
        for (const { proposal, taken } of live(jumping, day)) {
          if (proposal.kind !== 'take') continue
          const next = 1 + Math.max(-1, ...taken.map(indexOf))
          if (indexOf(proposal.step) !== next) {
            expect(proposal).toMatchObject({ step: 'three', reasons: [{ code: 'jump' }] })
            expect(indexOf(proposal.step)).toBeGreaterThan(next)
          }
        }
      })
    )
  })
  test('is undone in reverse', () => {
    fc.assert(
      fc.property(days, (day) => {
        for (const playbook of [ladder, jumping]) {
          const stack: string[] = []
          for (const { proposal, done } of live(playbook, day)) {
            if (!done) continue
            if (proposal.kind === 'take') stack.push(proposal.step)
            else {
              // Steps nobody was free for lie above and are forgotten.
              const at = stack.lastIndexOf(proposal.step)
              expect(at).toBeGreaterThanOrEqual(0)
              stack.length = at
            }
          }
        }
      })
    )
  })
  test('never flaps: nothing is proposed before its whole time has passed since the last change', () => {
    fc.assert(
      fc.property(days, (day) => {
        for (const { at, proposal, changedAt } of live(jumping, day)) {
          const jump = proposal.reasons[0]?.code === 'jump'
          const minutes =
            proposal.kind === 'undo' ? 4 : jump ? 2 : (ladder.steps[indexOf(proposal.step)]?.when.for_minutes ?? 0)
          expect(at - (changedAt ?? 0)).toBeGreaterThanOrEqual(minutes * MINUTE)
          if (proposal.kind === 'undo') expect(proposal.reasons[0]?.detail.value).toBeLessThanOrEqual(5)
          else expect(proposal.reasons[0]?.detail.value).toBeGreaterThan(5)
        }
      })
    )
  })
})

describe('A playbook', () => {
  const observe = (at: number, waiting?: number): PlaybookInput => ({
    kind: 'observed',
    at,
    values: waiting === undefined ? {} : { waiting }
  })
  test('trusts no stretch it did not see', () => {
    const blind = advance(ladder, advance(ladder, restingState, observe(0, 9)).state, observe(6 * MINUTE, 9))
    expect(blind.proposal).toBeNull()
    const unknown = advance(ladder, advance(ladder, restingState, observe(0, 9)).state, observe(MINUTE / 2))
    expect(unknown.state.since).toEqual({})
  })
  test('says why in both languages', () => {
    let answer = advance(ladder, restingState, observe(0, 9))
    for (let at = 0; at <= 5 * MINUTE; at += MINUTE) answer = advance(ladder, answer.state, observe(at, 9))
    const [reason] = answer.proposal?.reasons ?? []
    expect(reason && playbookReasonText(reason, 'zh')).toBe('呼入等待人数为 9，高于 5 已持续 5 分钟')
    expect(reason && playbookReasonText(reason, 'en')).toBe('callers waiting: 9, above 5 for 5 min')
  })
  test('above its band counts only where the data say so', () => {
    const strict: Playbook = { ...ladder, above_band: 'does-not-count' }
    expect(Object.keys(advance(strict, restingState, observe(0, 12)).state.since)).toEqual([
      'step three',
      'step four',
      'jump three'
    ])
  })
  test('with faults is refused in words', () => {
    expect(playbookProblems(ladder)).toEqual([])
    const faulty: Playbook = {
      ...ladder,
      steps: [step('one', 3, 5), step('one', 9, 5, 8)],
      jumps: [{ to: 'nine', when: { measure: 'waiting', above: 1, for_minutes: 1 }, allowed: true }],
      gap_seconds: 600
    }
    expect(playbookProblems(faulty)).toEqual([
      'two steps have the same id',
      'no step is called nine',
      'one would be taken and undone at the same figure: 3 is below 5',
      'one has a band that is empty',
      ...Array.from({ length: 3 }, () => 'observations may be farther apart than a wait is long')
    ])
  })
})
