import { expect, test } from 'vitest'
import { stepOf, type Taken } from './message-steps.ts'

const done: Taken = { recipient: '13812345678', saidBack: true, callerName: '李先生', content: '请回电', isRead: true, addition: 'none' }

test('sending is possible only after the number was said back, the content read back, and the caller asked for more @norm CC-31 SC-06', () => {
  expect(stepOf(done)).toBe('send')
  expect(stepOf({ ...done, saidBack: false })).toBe('recipient')
  expect(stepOf({ ...done, recipient: '0731-8888' })).toBe('recipient')
  expect(stepOf({ ...done, callerName: ' ' })).toBe('caller')
  expect(stepOf({ ...done, content: '' })).toBe('content')
  expect(stepOf({ ...done, isRead: false })).toBe('read-back')
  expect(stepOf({ ...done, addition: undefined })).toBe('addition')
})

test('an addition is written into the content and read back again', () => {
  expect(stepOf({ ...done, addition: 'more' })).toBe('addition')
})
