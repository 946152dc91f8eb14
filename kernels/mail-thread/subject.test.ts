import { expect, test } from 'vitest'
import { cleanSubject } from './subject.ts'
import { threadToken } from './token.ts'

const sign = (text: string) => `0123456789ab${text}`
const ours = threadToken('hn-20261124-000123', sign)

test('marks of answering and forwarding go, in any number and language', () => {
  for (const subject of [
    'Re: 断网',
    'RE: FW: 断网',
    '回复：断网',
    '答复: 转发: Re[2]: 断网',
    '回复(3)： 断网',
    'Aw:断网',
    '轉寄：断网',
    ' re : 断网 '
  ])
    expect(cleanSubject(subject, sign)).toBe('断网')
})

test('our token goes; another system’s token, brackets and words stay', () => {
  expect(cleanSubject(`Re: 断网 [#${ours}]`, sign)).toBe('断网')
  expect(cleanSubject('Re: 断网 [#hn-1.ba9876543210]', sign)).toBe('断网 [#hn-1.ba9876543210]')
  expect(cleanSubject('[紧急] Reset: 密码', sign)).toBe('[紧急] Reset: 密码')
  expect(cleanSubject('回复我的问题', sign)).toBe('回复我的问题')
})

test('a subject of nothing but marks is empty, and a long one is cut between characters', () => {
  expect(cleanSubject('Re: Fwd: ', sign)).toBe('')
  expect([...cleanSubject('😀'.repeat(900), sign)]).toHaveLength(300)
})
