import { expect, test } from 'vitest'
import { grams, matches, queryGrams, readQuery } from './grams.ts'

test('Chinese is indexed by pairs, numbers and letters also by threes', () => {
  expect(grams('宽带故障')).toEqual(['宽带', '带故', '故障'])
  expect(grams('充100元')).toEqual(['充1', '10', '100', '00', '0元'])
})

test('a number is asked for by threes only, because pairs of digits select nothing', () => {
  expect(queryGrams('1380')).toEqual(['138', '380'])
  expect(queryGrams('5G')).toEqual(['5g'])
})

test('one character alone is a beginning; punctuation alone is no query', () => {
  expect(readQuery('王')).toEqual({ kind: 'prefix', terms: ['王'], grams: [] })
  expect(matches('王小明', '王')).toBe(true)
  expect(matches('小王', '王')).toBe(false)
  expect(readQuery(' ，。%')).toEqual({ kind: 'empty', terms: [], grams: [] })
  expect(matches('任何', '%')).toBe(false)
})

test('two fields joined by a line break make no words together', () => {
  expect(matches('投诉宽\n带来不便', '宽带')).toBe(false)
  expect(grams('宽\n带')).toEqual([])
})

test('a long query and a long text stay bounded', () => {
  expect(readQuery('宽'.repeat(5000)).terms[0]).toHaveLength(64)
  expect(readQuery('宽带 '.repeat(500)).terms).toHaveLength(8)
  expect(grams('abcdefghij'.repeat(10), { max: 5 })).toHaveLength(5)
})
