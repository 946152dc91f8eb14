import { expect, test } from 'vitest'
import { estimateWaitSeconds } from './index.ts'

test('a wait is estimated from the pace of the last chats, or not at all', () => {
  const pace = { accepted: 10, windowSeconds: 1800, desksOnline: 2 }
  expect(estimateWaitSeconds(1, pace, 3)).toBe(180)
  expect(estimateWaitSeconds(3, pace, 3)).toBe(540)
  expect(estimateWaitSeconds(1, { ...pace, accepted: 70 }, 3)).toBe(30)
  expect(estimateWaitSeconds(1, { ...pace, accepted: 2 }, 3)).toBeNull()
  expect(estimateWaitSeconds(1, { ...pace, desksOnline: 0 }, 3)).toBeNull()
})
