import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rulebook } from '#server/rulebook'
import type { AskedField } from '#server/rulebook-complaints'
import { checkAsked } from './check-asked.ts'

const words = { zh: '问', en: 'asked' }
const fields: AskedField[] = [
  { code: 'officer', type: 'line', ...words },
  { code: 'handedOverAt', type: 'instant', required: true, ...words },
  { code: 'mediation', type: 'yes-no', required: true, ...words },
  { code: 'reach', type: 'number', ...words },
  { code: 'platform', type: 'choice', choices: { weibo: words }, ...words },
  { code: 'link', type: 'link', ...words },
  { code: 'postmarkOn', type: 'date', ...words }
]
const good = { handedOverAt: '2026-11-24T02:00:00Z', mediation: false }
const rules = (values: Record<string, string | number | boolean>, complete = true) => checkAsked(fields, values, complete).map(({ code, rule }) => `${code} ${rule}`)

test('what a source asks for is checked field by field @norm TK-02', () => {
  expect(rules(good)).toEqual([])
  expect(rules({})).toEqual(['handedOverAt required', 'mediation required'])
  expect(rules({}, false)).toEqual([])
  expect(rules({ ...good, reach: -1 })).toEqual(['reach range'])
  expect(rules({ ...good, reach: 'ten' })).toEqual(['reach type'])
  expect(rules({ ...good, reach: 1e12 })).toEqual(['reach range'])
  expect(rules({ ...good, platform: 'fax' })).toEqual(['platform choice'])
  expect(rules({ ...good, platform: 'constructor' })).toEqual(['platform choice'])
  expect(rules({ ...good, link: 'javascript:alert(1)' })).toEqual(['link link'])
  expect(rules({ ...good, officer: 'two\nlines' })).toEqual(['officer type'])
  expect(rules({ ...good, postmarkOn: '2026-02-31x' })).toEqual(['postmarkOn type'])
  expect(rules({ ...good, stranger: 'x' })).toEqual(['stranger unknown'])
  expect(rules({ ...good, mediation: 'yes' })).toEqual(['mediation type'])
})

test('no answer, however strange, makes the check fail; whatever passes is of the type the field has', () => {
  const value = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constantFrom('2026-11-24T02:00:00Z', 'https://example.com', 'weibo'))
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...fields.map(({ code }) => code), 'stranger', '__proto__'), value), (values) => {
      const wrong = new Set(checkAsked(fields, values, false).map(({ code }) => code))
      for (const [code, given] of Object.entries(values)) {
        if (wrong.has(code)) continue
        const type = fields.find((field) => field.code === code)?.type
        expect(typeof given).toBe(type === 'yes-no' ? 'boolean' : type === 'number' ? 'number' : 'string')
      }
    })
  )
})

test('every source of the rulebook has a number that fits its own pattern, fields, and a clause that counts @norm TK-01', () => {
  const all = Object.entries(rulebook().complaints.sources.sources)
  expect(all.map(([code]) => code)).toEqual(expect.arrayContaining(['hotline', 'portal', 'hall', 'mail', 'social', 'letter', '12300', '12321', '12315', '12345']))
  for (const [code, { clauses, outside, number }] of all) {
    expect(clauses.length, code).toBeGreaterThan(0)
    if (outside && code !== 'media') expect(number?.required, code).toBe(true)
    // The clocks of an office run beside the operator's, never instead (TK-41).
    expect(clauses, code).toContain('complaint-reply')
  }
})
