import { expect, test } from 'vitest'
import { readWav, stereo } from './stereo.ts'
import { wavOf } from './testing/wav-of.ts'

test('two recordings of one channel become one of two, left and right kept apart, the shorter ending in silence', () => {
  const [left, right] = [wavOf(440, 2), wavOf(1000, 1)]
  const both = stereo(left, right)
  const view = new DataView(both.buffer)
  expect([view.getUint16(22, true), view.getUint32(24, true), view.getUint32(40, true)]).toEqual([2, 8000, 4 * 16_000])
  const [a, b] = [readWav(left).samples, readWav(right).samples]
  for (const n of [0, 1, 500, 7999]) expect([view.getInt16(44 + 4 * n, true), view.getInt16(46 + 4 * n, true)]).toEqual([a[n], b[n]])
  expect(view.getInt16(46 + 4 * 9000, true)).toBe(0)
})

test('what is no WAV, or one of another kind, is refused', () => {
  expect(() => readWav(new Uint8Array(10))).toThrow('no WAV')
  expect(() => readWav(stereo(wavOf(440), wavOf(440)))).toThrow('another kind')
  expect(() => stereo(wavOf(440), wavOf(440, 1, 16_000))).toThrow('different rates')
})
