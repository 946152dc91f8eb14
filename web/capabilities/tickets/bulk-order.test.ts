import { expect, test } from 'vitest'
import { orderOf } from './bulk-steps.tsx'

const nothing = { receiver: {}, to: undefined, tags: { add: [], remove: [] }, text: '' }

test('a bulk change is not ordered while something is missing', () => {
  for (const verb of ['assign', 'status', 'tags', 'priority', 'note', 'macro'] as const)
    expect(orderOf(verb, nothing)).toBeUndefined()
  expect(orderOf('assign', { ...nothing, receiver: { queueCode: 'general' } })).toBeUndefined()
  expect(orderOf('status', { ...nothing, to: 'cancelled:' })).toBeUndefined()
})

test('standing still carries its reason by code, ending a reason in words', () => {
  expect(orderOf('status', { ...nothing, to: 'pending:waiting-information' })).toEqual({
    steps: [{ do: 'status', to: 'pending', reason: 'waiting-information' }]
  })
  expect(orderOf('status', { ...nothing, to: 'cancelled:', text: '重复来电' })).toEqual({
    steps: [{ do: 'status', to: 'cancelled', reason: '重复来电' }]
  })
  expect(orderOf('status', { ...nothing, to: 'inProgress:' })).toEqual({ steps: [{ do: 'status', to: 'inProgress' }] })
})

test('tags are only named where there are some', () => {
  expect(orderOf('tags', { ...nothing, tags: { add: ['光缆'], remove: [] } })).toEqual({
    steps: [{ do: 'tags', add: ['光缆'] }]
  })
})
