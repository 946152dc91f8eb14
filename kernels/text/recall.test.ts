import fc from 'fast-check'
import { expect, test } from 'vitest'
import { excerpt } from './excerpt.ts'
import { grams, matches, readQuery } from './grams.ts'
import { searchText } from './search-text.ts'

/** Whether an index holding this text under its grams finds it, recheck included. */
function finds(indexed: Set<string>, text: string, query: string): boolean {
  const wanted = readQuery(query)
  return wanted.kind === 'grams' && wanted.grams.every((gram) => indexed.has(gram)) && matches(text, wanted)
}

const letters = (query: string) => [...searchText(query)].length

const character = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0x4e00, max: 0x9fff }).map((point) => String.fromCodePoint(point)) },
  { weight: 4, arbitrary: fc.constantFrom(...'0123456789abcXYZ０９Ａｚ') },
  { weight: 2, arbitrary: fc.constantFrom(...' ，。-_%\\\'"（）㎏½é', '\u{20000}', '😀') }
)

test('every part of two to eight letters finds the generated text it was cut from', () => {
  const text = fc.array(character, { minLength: 2, maxLength: 60 })
  fc.assert(
    fc.property(text, fc.nat(), fc.integer({ min: 2, max: 8 }), (characters, from, length) => {
      const start = from % characters.length
      const query = characters.slice(start, start + length).join('')
      fc.pre(letters(query) >= 2)
      const whole = characters.join('')
      expect(finds(new Set(grams(whole)), whole, query)).toBe(true)
    }),
    { numRuns: 3000 }
  )
})

test('a query written in another width, case or script finds the same text', () => {
  const text = '客户１３８００００１２３４的ＦＴＴＲ寬帶斷線'
  const indexed = new Set(grams(text))
  for (const query of ['13800001234', '138-0000', 'fttr宽带', '宽带 断线', '斷線 寬帶', '０００１', 'TR宽', '的f']) {
    expect(finds(indexed, text, query), query).toBe(true)
  }
})

test('what is not in the text is not found', () => {
  fc.assert(
    fc.property(fc.array(character, { maxLength: 40 }), fc.array(character, { minLength: 2, maxLength: 6 }), (a, b) => {
      const text = a.join('')
      const wanted = readQuery(b.join(''))
      fc.pre(wanted.kind === 'grams')
      expect(matches(text, wanted)).toBe(wanted.terms.every((term) => searchText(text).includes(term)))
    })
  )
  expect(matches('断线宽带', '宽带断线')).toBe(false)
})

test('the shown piece marks exactly what answered', () => {
  fc.assert(
    fc.property(fc.array(character, { minLength: 2, maxLength: 120 }), fc.nat(), (characters, from) => {
      const start = from % characters.length
      const query = characters.slice(start, start + 3).join('')
      fc.pre(readQuery(query).kind === 'grams' && letters(query) >= 2)
      const shown = excerpt(characters.join(''), query, { length: 40 })
      expect(shown.text.length).toBeLessThanOrEqual(40)
      expect(characters.join('')).toContain(shown.text)
      expect(shown.ranges.length).toBeGreaterThan(0)
      const terms = readQuery(query).terms
      const first = shown.ranges[0] as { start: number; end: number }
      const marked = searchText(shown.text.slice(first.start, first.end))
      expect(terms.some((term) => marked.includes(term) || term.startsWith(marked))).toBe(true)
    })
  )
})
