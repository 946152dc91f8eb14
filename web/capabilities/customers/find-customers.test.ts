import { expect, test } from 'vitest'
import { worthAsking } from './find-customers.ts'

test('a name of two characters or five digits of a number are looked for; less would only fill the audit', () => {
  expect(['张伟', 'JZ102', '+86 139 00', '16602'].map(worthAsking)).toEqual([true, true, true, true])
  expect(['张', '1', '1660', ' '].map(worthAsking)).toEqual([false, false, false, false])
})
