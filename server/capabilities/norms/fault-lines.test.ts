import { expect, test } from 'vitest'
import { faultLines } from './fault-lines.ts'

const text = `id: x
kind: clock
applies: { event: ticket.opened, when: 'kind == "oops"' }
clock:
  stops: [ticket.answered]
  calendar: moon
limit:
  table:
    rows:
      - { id: a/b, when: [x], gives: { hours: 0 } }
examples:
  - name: in time
    expect: { outcome: kept }
`
const lineOf = faultLines(text)

test('a fault with a path stands at the member it leads to, or at the nearest above', () => {
  expect(lineOf('/kind must be equal to one of the allowed values')).toBe(2)
  expect(lineOf('/clock/stops must NOT have duplicate items')).toBe(5)
  expect(lineOf('/clock/owner must be string')).toBe(4)
  expect(lineOf('/limit/table/rows/0/gives must have more')).toBe(10)
  expect(lineOf('/clock must NOT have additional properties (calendar)')).toBe(6)
})

test('a fault in words stands where the thing it names is written', () => {
  expect(lineOf('when: kind is never oops')).toBe(3)
  expect(lineOf('no calendar is called moon')).toBe(6)
  expect(lineOf('no event is called ticket.answered')).toBe(5)
  expect(lineOf('row a/b gives no duration')).toBe(10)
  expect(lineOf('example “in time”: outcome: broken instead of kept')).toBe(12)
})

test('a fault of the YAML itself says its line; one of the whole has none', () => {
  expect(lineOf('Unexpected flow-map-end at line 3, column 7:')).toBe(3)
  expect(lineOf('the table is too large to be checked')).toBeNull()
  expect(faultLines(': [')('anything')).toBeNull()
})
