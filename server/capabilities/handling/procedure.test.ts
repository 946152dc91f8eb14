import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rulebook } from '#server/rulebook'
import { isFinished, missingAnswers, ownAnswers, stepStates, type Taken } from './procedure.ts'

const { procedures } = rulebook().handling.procedures
const onSite = procedures['on-site']
const done = (step: string, answers: Taken['answers'] = {}): Taken => ({ step, state: 'done', answers })

describe('steps of a procedure', () => {
  test('have their turn one after the other', () => {
    const states = stepStates(procedures['telephone'] ?? { steps: [] }, [done('listen')])
    expect([...states.values()]).toEqual(['done', 'open', 'later', 'later', 'later', 'later'])
  })

  test('handing up is not needed when it was solved on the spot, and is when it was not or nobody knows (TK-27)', () => {
    if (!onSite) throw new Error('no such procedure')
    const after = (accept: Taken) => stepStates(onSite, [done('ask'), accept, done('confirm')]).get('hand-up')
    expect(after(done('accept', { solvedOnSpot: true }))).toBe('not-needed')
    expect(after(done('accept', { solvedOnSpot: false }))).toBe('open')
    expect(after({ step: 'accept', state: 'left-out', answers: {} })).toBe('open')
  })

  test('whatever was taken, at most one step has its turn, and it is over when none has', () => {
    for (const procedure of Object.values(procedures))
      fc.assert(
        fc.property(fc.array(fc.record({ step: fc.constantFrom(...procedure.steps.map(({ code }) => code)), state: fc.constantFrom('done' as const, 'left-out' as const), answers: fc.constant({ solvedOnSpot: true }) })), (taken) => {
          const states = stepStates(procedure, taken)
          const turns = [...states.values()].filter((state) => state === 'open')
          expect(turns.length).toBeLessThanOrEqual(1)
          expect(isFinished(states)).toBe(turns.length === 0)
        })
      )
  })

  test('ask for what they must know, of the right kind, and keep nothing else', () => {
    const step = { code: 'x', zh: '', en: '', guide: { zh: '', en: '' }, fields: [{ code: 'sure', type: 'yes-no' as const, required: true as const, zh: '', en: '' }, { code: 'words', type: 'line' as const, zh: '', en: '' }] }
    expect(missingAnswers(step, {})).toEqual(['sure'])
    expect(missingAnswers(step, { sure: false })).toEqual([])
    expect(missingAnswers(step, { sure: 'yes' })).toEqual(['sure'])
    expect(missingAnswers(step, { sure: true, words: true })).toEqual(['words'])
    expect(ownAnswers(step, { sure: true, constructor: 'x', more: 'y' } as never)).toEqual({ sure: true })
  })

  test('apologise without admitting liability, by telephone and on site (TK-22, TK-23)', () => {
    const said = Object.values(procedures).flatMap(({ steps }) => steps.flatMap(({ scripts = [] }) => scripts))
    expect(said.some(({ zh }) => zh.includes('歉'))).toBe(true)
    for (const { zh, en } of said) {
      expect(zh).not.toMatch(/我们的(错|责任)|承担(全部|法律)?责任|是我们造成/)
      expect(en).not.toMatch(/our fault|we are liable|our liability/i)
    }
  })
})
