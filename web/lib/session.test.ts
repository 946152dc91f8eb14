import { expect, test } from 'vitest'
import { can } from './session.ts'

const agent = [
  { verb: 'ticket.answer', scope: 'own' as const, regionIds: [1] },
  { verb: 'customer.*', scope: 'region' as const, regionIds: [1, 2] }
]

test('an ability covers its verb, or all verbs of its noun', () => {
  expect(can(agent, 'ticket.answer')).toBe(true)
  expect(can(agent, 'ticket.close')).toBe(false)
  expect(can(agent, 'customer.read')).toBe(true)
  expect(can(agent, 'customers.read')).toBe(false)
})

test('an ability holds in its own regions', () => {
  expect(can(agent, 'customer.read', 2)).toBe(true)
  expect(can(agent, 'customer.read', 3)).toBe(false)
  expect(can([{ verb: '*', scope: 'all', regionIds: [] }], 'anything.at-all', 9)).toBe(true)
})

test('what everybody signed in may do needs no ability', () => {
  expect(can([], 'signed-in')).toBe(true)
  expect(can([], 'ticket.read')).toBe(false)
})
