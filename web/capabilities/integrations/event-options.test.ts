import { expect, test } from 'vitest'
import { eventGroups } from './event-options.ts'

test('every event stands in the group of its first word, with words in both languages', () => {
  const ticket = eventGroups().find(({ group }) => group === 'ticket')
  expect(ticket?.names.map(({ name }) => name)).toContain('ticket.opened')
  for (const { group, names } of eventGroups())
    for (const { name, words } of names) {
      expect(name.startsWith(`${group}.`)).toBe(true)
      expect(words.zh && words.en).toBeTruthy()
    }
})
