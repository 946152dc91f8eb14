import { readTicketChoices } from '@shouwen/contract/ticket-choices'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SmallOperator, startSmallOperator } from './testing/small-operator.ts'

let o: SmallOperator
beforeAll(async () => {
  o = await startSmallOperator()
})
afterAll(() => o.t.stop())

test('a screen learns every category, pause reason and form of the rulebook, required fields first', async () => {
  const { categories, pauseReasons, forms } = await o.t.ok(readTicketChoices, {}, o.people.wang)
  expect(categories.find((each) => each.code === 'fault.broadband.down')).toMatchObject({ kinds: ['fault'] })
  expect(pauseReasons.find((each) => each.code === 'customer-unreachable')).toMatchObject({
    status: 'pending',
    detail: true
  })
  expect(forms.map((each) => each.kind)).toEqual(['inquiry', 'request', 'complaint', 'fault'])
  expect(forms.find((each) => each.kind === 'complaint')?.required).toEqual(['demand', 'scene'])
  for (const form of forms) expect(form.asked.filter((field) => form.required.includes(field))).toEqual([])
})
