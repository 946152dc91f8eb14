import { expect, test } from 'vitest'
import { auditSearch, instantsOf } from './audit-search.ts'

test('a period takes whole local days, the last one included', () => {
  expect(instantsOf({ from: '2026-11-24', to: '2026-11-24' }, 'Asia/Shanghai')).toEqual({
    from: '2026-11-23T16:00:00.000Z',
    to: '2026-11-24T16:00:00.000Z'
  })
  expect(instantsOf({ to: '2026-12-31' }, 'Asia/Shanghai')).toEqual({ to: '2026-12-31T16:00:00.000Z' })
  expect(instantsOf({}, 'Asia/Shanghai')).toEqual({})
})

test('an address with nonsense in it asks for nothing', () => {
  expect(auditSearch({ from: 'yesterday', outcome: 'maybe', actor: 7 })).toEqual({})
})
