import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Candidate, chooseMember, chooseQueue } from './assignment.ts'

const one = (staffId: string, given: Partial<Candidate> = {}): Candidate => ({
  staffId,
  load: 0,
  lastAt: null,
  skill: 0,
  ...given
})

describe('whose turn it is', () => {
  test('round robin: who waited longest, newcomers first', () => {
    expect(
      chooseMember('round-robin', [one('a', { lastAt: 5 }), one('b', { lastAt: 3 }), one('c', { lastAt: 9 })])
    ).toBe('b')
    expect(chooseMember('round-robin', [one('a', { lastAt: 5 }), one('b')])).toBe('b')
  })

  test('load: who has the fewest, then who waited longest', () => {
    expect(
      chooseMember('load', [one('a', { load: 3 }), one('b', { load: 1, lastAt: 9 }), one('c', { load: 1, lastAt: 2 })])
    ).toBe('c')
  })

  test('skill: the best, and nobody when nobody has it', () => {
    expect(chooseMember('skill', [one('a', { skill: 2 }), one('b', { skill: 5, load: 9 }), one('c')])).toBe('b')
    expect(chooseMember('skill', [one('a'), one('b')])).toBeNull()
  })

  test('a queue people take from gives nothing out', () => {
    expect(chooseMember('pull', [one('a')])).toBeNull()
  })

  test('over many rounds everybody gets the same number, give or take one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 0, max: 60 }),
        fc.constantFrom('round-robin' as const, 'load' as const),
        (people, rounds, strategy) => {
          const members = Array.from({ length: people }, (_, i) => one(`s${i}`))
          for (let round = 0; round < rounds; round++) {
            const chosen = members.find((member) => member.staffId === chooseMember(strategy, members)) as Candidate
            chosen.load += 1
            chosen.lastAt = round
          }
          const loads = members.map((member) => member.load)
          expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1)
        }
      )
    )
  })
})

describe('which queue a matter belongs to', () => {
  const queue = (code: string, kinds: string[], categories: string[], rank = 100) => ({ code, kinds, categories, rank })
  const queues = [
    queue('all', [], []),
    queue('complaints', ['complaint'], []),
    queue('tariff', ['complaint'], ['complaint.tariff']),
    queue('refund', ['complaint'], ['complaint.tariff.refund', 'complaint.tariff.double-refund'])
  ]
  const code = (kind: string, category: string | null) => chooseQueue(queues, { kind, category })?.code

  test('the longest branch wins, then the queue that names the kind, then the one for all', () => {
    expect(code('complaint', 'complaint.tariff.refund')).toBe('refund')
    expect(code('complaint', 'complaint.tariff.plan-rules')).toBe('tariff')
    expect(code('complaint', 'complaint.attitude')).toBe('complaints')
    expect(code('fault', 'fault.broadband')).toBe('all')
  })

  test('a branch is not a prefix of letters', () => {
    expect(chooseQueue([queue('x', [], ['fault.line'])], { kind: 'fault', category: 'fault.linear' })).toBeNull()
  })
})
