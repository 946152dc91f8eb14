import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergeFields } from './field-merge.ts'

test('different fields both win, the same field changed meanwhile is a conflict, the same value is no quarrel', () => {
  const current = { name: '张伟', area: 'town', language: 'en' }
  expect(mergeFields(3, current, { language: 5 }, { name: '张维' })).toEqual({ accepted: { name: '张维' }, conflicts: [] })
  expect(mergeFields(3, current, { language: 5 }, { language: 'zh-CN' }).conflicts).toEqual(['language'])
  expect(mergeFields(3, current, { language: 5 }, { language: 'en' })).toEqual({ accepted: {}, conflicts: [] })
  expect(mergeFields(5, current, { language: 5 }, { language: 'zh-CN' }).conflicts).toEqual([])
})

test('nothing changed after the version one has read can be a conflict, and what is accepted always differs', () => {
  const value = fc.option(fc.oneof(fc.string(), fc.integer(), fc.boolean()), { nil: null })
  const fields = fc.dictionary(fc.constantFrom('a', 'b', 'c'), value)
  fc.assert(
    fc.property(fields, fields, fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 1, max: 9 })), fc.integer({ min: 1, max: 9 }), (current, wanted, versions, base) => {
      const { accepted, conflicts } = mergeFields(base, current, versions, wanted)
      for (const field of conflicts) expect(versions[field] ?? 1).toBeGreaterThan(base)
      for (const [field, value] of Object.entries(accepted)) expect(value).not.toEqual(current[field] ?? null)
    })
  )
})
