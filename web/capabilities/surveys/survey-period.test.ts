import { expect, test } from 'vitest'
import { periodOf } from './survey-period.ts'

test('thirty local days up to and including today, unless others are chosen', () => {
  expect(periodOf({}, 'Asia/Shanghai', '2026-11-25')).toEqual({
    from: '2026-10-26T16:00:00.000Z',
    to: '2026-11-25T16:00:00.000Z'
  })
  expect(periodOf({ from: '2026-11-01', to: '2026-11-01' }, 'Asia/Shanghai', '2026-11-25')).toEqual({
    from: '2026-10-31T16:00:00.000Z',
    to: '2026-11-01T16:00:00.000Z'
  })
})
