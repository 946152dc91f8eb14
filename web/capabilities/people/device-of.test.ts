import { expect, test } from 'vitest'
import { deviceOf } from './device-of.ts'

test('a browser is named by what it is, not by what it also claims to be', () => {
  const edge =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36 Edg/120.0'
  expect(deviceOf(edge)).toBe('Edge · Windows')
  const wechat =
    'Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0'
  expect(deviceOf(wechat)).toBe('WeChat · Android')
  expect(deviceOf('Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile Safari/604.1')).toBe(
    'Safari · iOS'
  )
})

test('nothing is made up about an unknown device', () => {
  expect(deviceOf(null)).toBeUndefined()
  expect(deviceOf('something else')).toBeUndefined()
})
