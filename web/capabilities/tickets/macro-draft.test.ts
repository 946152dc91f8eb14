import type { MacroStep } from '@shouwen/contract/ticket-macros'
import { expect, test } from 'vitest'
import { draftOf, emptyStep, moved, stepKinds, stepOf } from './macro-draft.ts'

const steps: MacroStep[] = [
  { do: 'reply', body: '您好 {{customer.name}}' },
  { do: 'note', body: '已核对' },
  { do: 'status', to: 'inProgress' },
  { do: 'status', to: 'pending', reason: 'waiting-appointment', detail: '明早九点' },
  { do: 'status', to: 'cancelled', reason: '客户撤回' },
  { do: 'assign', toMe: true, reason: '由我跟进' },
  { do: 'assign', queueCode: 'billing', reason: '计费问题' },
  { do: 'tags', add: ['压降'], remove: ['待回访'] },
  { do: 'priority', priority: 'P2', reason: '媒体关注' }
]

test('a kept step comes out of the editor as it went in', () => {
  expect(steps.map((step) => stepOf(draftOf(step)))).toEqual(steps)
})

test('a step with nothing in it is not a step yet', () => {
  expect(stepKinds.map((kind) => stepOf(emptyStep(kind)))).toEqual(stepKinds.map(() => undefined))
  expect(stepOf({ ...emptyStep('status'), to: 'cancelled:' })).toBeUndefined()
  expect(stepOf({ ...emptyStep('assign'), toMe: false, reason: '为何' })).toBeUndefined()
})

test('steps change places, and stay where there is no place to go', () => {
  expect(moved(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c'])
  expect(moved(['a', 'b', 'c'], 1, 1)).toEqual(['a', 'c', 'b'])
  expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b'])
  expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b'])
})
