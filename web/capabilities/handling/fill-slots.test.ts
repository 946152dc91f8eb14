import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fillSlots } from './fill-slots.ts'

const name = (code: string) => code.toUpperCase()

test('a slot is filled, and one that is empty stays visible (TK-18)', () => {
  expect(fillSlots('关于<issue>，我们<step>', { issue: ' 信号 ' }, name)).toBe('关于信号，我们〔STEP〕')
  expect(fillSlots('<issue>', { issue: '  ' }, name)).toBe('〔ISSUE〕')
  expect(fillSlots('<constructor>', {}, name)).toBe('〔CONSTRUCTOR〕')
})

test('what fills a slot is said as it is, also when it looks like a slot or a pattern', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }).filter((text) => text.trim() !== ''), (issue) => {
      expect(fillSlots('a<issue>b', { issue }, name)).toBe(`a${issue.trim()}b`)
    })
  )
  expect(fillSlots('<issue>', { issue: '<step>$&' }, name)).toBe('<step>$&')
})
