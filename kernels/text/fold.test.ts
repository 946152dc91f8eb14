import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fold } from './fold.ts'

test('full width, case and traditional characters make no difference', () => {
  expect(fold('ＡＢＣ　１２３')).toBe('abc 123')
  expect(fold('寬頻網絡經常斷線，請儘快處理')).toBe('宽频网络经常断线,请尽快处理')
  expect(fold('臺灣')).toBe('台湾')
})

test('folding keeps every offset', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => fold(text).length === text.length))
  expect(fold('㎏½😀'.repeat(3000))).toHaveLength('㎏½😀'.length * 3000)
})

test('folding twice is folding once', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => fold(fold(text)) === fold(text)))
  const all = Array.from({ length: 0xd800 }, (_, unit) => String.fromCharCode(unit)).join('')
  expect(fold(fold(all))).toBe(fold(all))
})
