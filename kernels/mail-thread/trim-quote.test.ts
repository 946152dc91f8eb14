import fc from 'fast-check'
import { expect, test } from 'vitest'
import { replyAboveLine, trimQuote } from './trim-quote.ts'

const answer = '还是不行，光猫亮红灯。\n\n'

test.each([
  [
    'Outlook in Chinese',
    '发件人: 客服 <service@operator.example>\n发送时间: 2026年11月24日 9:30\n收件人: 李娜\n主题: 宽带断网\n\n您好'
  ],
  [
    'Outlook in English',
    '________________________________\nFrom: Service <service@operator.example>\nSent: Tuesday, November 24, 2026 9:30 AM\nTo: Li Na\nSubject: broken\n\nHello'
  ],
  ['Outlook, classic', '-----Original Message-----\nFrom: Service\nHello'],
  ['QQ Mail', '------------------ 原始邮件 ------------------\n发件人: "客服";\n您好'],
  ['163', '在 2026-11-24 09:30:00，"客服" <service@operator.example> 写道：\n您好'],
  ['163 in English', 'At 2026-11-24 09:30:00, "Service" <service@operator.example> wrote:\n>Hello\n>again'],
  ['Gmail in Chinese', '客服 <service@operator.example> 于2026年11月24日周二 09:30写道：\n\n> 您好\n>\n> 请问'],
  [
    'Gmail, wrapped',
    'On Tue, Nov 24, 2026 at 9:30 AM Service Desk of the Operator\n<service@operator.example> wrote:\n\n> Hello'
  ],
  ['Gmail in Chinese, wrapped', '客服中心 <service@operator.example>\n于2026年11月24日周二 09:30写道：\n> 您好'],
  ['a plain old program', '> 您好\n> 请问\n-- \n李娜'],
  ['our own line', `${replyAboveLine}\n您好`]
])('the earlier mail is cut off as %s quotes it', (_program, quoted) => {
  expect(trimQuote(answer + quoted)).toEqual({ reply: answer, quoted })
})

test('who answers below or between the quotes is read whole', () => {
  for (const text of [
    '> 您家光猫亮什么灯？\n红灯\n> 何时开始？\n昨晚\n',
    '您好：\nOn Tue, Nov 24, 2026, Service <s@o.example> wrote:\n> 何时开始？\n\n昨晚开始的。\n'
  ])
    expect(trimQuote(text)).toEqual({ reply: text, quoted: '' })
})

test('a sentence that only sounds like a quote stays', () => {
  for (const text of [
    '上次你们的人在短信里写道：\n保证当天修好。',
    '收件人：李娜\n地址：某路 1 号',
    'From: the beginning it was broken\nand it still is'
  ])
    expect(trimQuote(text)).toEqual({ reply: text, quoted: '' })
})

test('a mail that is nothing but a forwarded mail is read whole', () => {
  const text = '---------- Forwarded message ---------\nFrom: a\n\nplease see'
  expect(trimQuote(text).reply).toBe(text)
})

test('nothing is ever lost, and cutting twice is cutting once', () => {
  const line = fc.constantFrom(
    '您好\n',
    '\n',
    '> q\n',
    '写道：\n',
    'On 2026 a@b wrote:\n',
    '发件人: a\n',
    '发送时间: b\n',
    '主题: c\n',
    '-----Original Message-----\n',
    'x',
    '\r\n'
  )
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const text = lines.join('')
      const { reply, quoted } = trimQuote(text)
      expect(reply + quoted).toBe(text)
      if (text.trim() !== '') expect(reply.trim()).not.toBe('')
      expect(trimQuote(reply).reply).toBe(reply)
    }),
    { numRuns: 2000 }
  )
})

test('a hostile text takes no time', () => {
  const started = Date.now()
  for (const piece of ['On a@', 'From: ', '> ', '-', '在 2026 写道', '发件人: x\n'])
    trimQuote(`${piece.repeat(200)}\n`.repeat(500))
  expect(Date.now() - started).toBeLessThan(2000)
})
