import fc from 'fast-check'
import { expect, test } from 'vitest'
import { automaticReason } from './automatic.ts'
import { decideMail, type MailFacts } from './decide.ts'
import type { MailHead } from './mail.ts'
import { threadToken, tokenAddress, tokenSubject } from './token.ts'

/** A stand-in for an HMAC: the rules only need that others cannot guess it. */
const sign = (text: string) =>
  [...text]
    .reduce((sum, c) => (sum * 33n + BigInt(c.charCodeAt(0))) % (1n << 60n), 5381n)
    .toString(16)
    .padStart(12, '0')

const customer: MailHead = {
  messageId: '<1@mail.example.net>',
  references: [],
  from: 'li.na@example.net',
  returnPath: 'li.na@example.net',
  recipients: ['service@operator.example'],
  subject: '宽带断网',
  headers: {}
}
const now = Date.UTC(2026, 10, 24)
const facts: MailFacts = {
  sign,
  ownAddresses: ['service@operator.example'],
  loopMark: 'service@operator.example',
  isOwnMessageId: (id) => id.endsWith('@ours.operator.example'),
  isKnown: (id) => id === 'seen@mail.example.net',
  threadOf: (id) => ({ 'a@ours.operator.example': 'hn-1', 'b@ours.operator.example': 'hn-2' })[id],
  receivedAt: [],
  autoRepliedAt: [],
  now
}
const decide = (mail: Partial<MailHead>, more: Partial<MailFacts> = {}) =>
  decideMail({ ...customer, ...mail }, { ...facts, ...more })
const headers = (name: string, value: string) => ({ headers: { [name]: [value] } })

test('a person’s first mail begins a thread and may be answered by machine', () => {
  expect(decide({})).toEqual({ kind: 'new', reason: 'no-thread-found', autoReply: true })
})

test('an answer joins its thread by what the mail program says, then by what can be copied', () => {
  const token = threadToken('HN-20261124-000123', sign)
  expect(decide({ inReplyTo: '<a@ours.operator.example>', references: ['<b@ours.operator.example>'] })).toMatchObject({
    threadKey: 'hn-1',
    reason: 'in-reply-to'
  })
  expect(
    decide({ inReplyTo: '<x@y>', references: ['<a@ours.operator.example>', '<b@ours.operator.example>', '<x@y>'] })
  ).toMatchObject({ threadKey: 'hn-2', reason: 'references' })
  expect(decide({ recipients: [tokenAddress('Service@operator.example', token.toUpperCase())] })).toMatchObject({
    threadKey: 'hn-20261124-000123',
    reason: 'token-address'
  })
  expect(decide({ subject: `回复: ${tokenSubject('断网', token)}` })).toMatchObject({
    threadKey: 'hn-20261124-000123',
    reason: 'token-subject'
  })
  expect(decide(headers('x-shouwen-thread', token))).toMatchObject({ reason: 'token-header' })
  expect(decide({ inReplyTo: '<a@ours.operator.example>' }).autoReply).toBe(false)
})

test('a token with another signature opens nothing', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9a-f]{12}$/), (signature) => {
      const key = 'hn-20261124-000124'
      fc.pre(`${key}.${signature}` !== threadToken(key, sign))
      expect(decide({ subject: `Re: [#${key}.${signature}]` }).kind).toBe('new')
    })
  )
})

test('our own mail that comes back is not a contact', () => {
  expect(decide({ messageId: '<c@ours.operator.example>' })).toMatchObject({ kind: 'ignore', reason: 'own-mail' })
  expect(decide({ from: 'Service+hn-1.abc@operator.example' })).toMatchObject({ kind: 'ignore', reason: 'own-mail' })
  expect(decide(headers('x-loop', 'service@operator.example'))).toMatchObject({ kind: 'ignore', reason: 'loop' })
  expect(decide({ messageId: '<seen@mail.example.net>' })).toMatchObject({ kind: 'ignore', reason: 'already-taken-in' })
})

test('a bounce and an absence notice are noted at their thread and wake nobody', () => {
  const inReplyTo = '<a@ours.operator.example>'
  expect(decide({ inReplyTo, returnPath: '<>' })).toMatchObject({
    kind: 'ignore',
    reason: 'null-return-path',
    threadKey: 'hn-1'
  })
  expect(decide({ inReplyTo, ...headers('auto-submitted', 'auto-replied (vacation)') })).toMatchObject({
    kind: 'ignore',
    reason: 'auto-replied',
    threadKey: 'hn-1'
  })
  expect(decide({ subject: '自动回复：宽带断网' })).toMatchObject({ kind: 'ignore', reason: 'auto-replied' })
  expect(decide({ from: 'MAILER-DAEMON@mx.example.net' })).toMatchObject({ kind: 'ignore', reason: 'delivery-report' })
})

test('a list, a bulk mail or an alarm is taken in but never answered by machine', () => {
  for (const mail of [
    headers('list-id', '<x.example>'),
    headers('precedence', 'bulk'),
    headers('auto-submitted', 'auto-generated'),
    { from: 'no-reply@bank.example' }
  ])
    expect(decide(mail)).toMatchObject({ kind: 'new', autoReply: false, automatic: expect.any(String) })
  expect(decide(headers('auto-submitted', 'no'))).toEqual({ kind: 'new', reason: 'no-thread-found', autoReply: true })
})

test('what could break a reader is set aside', () => {
  for (const from of ['', 'nobody', 'a b@c', '<>', 'a@b@c'.repeat(200)])
    expect(decide({ from })).toMatchObject({ kind: 'quarantine', reason: 'no-sender' })
  expect(decide({ subject: 'a\0b' })).toMatchObject({ kind: 'quarantine', reason: 'malformed' })
  expect(decide({ references: Array.from({ length: 5000 }, () => '<a@b>') })).toMatchObject({ kind: 'quarantine' })
})

test('a sender above the rate is set aside, and answered by machine only so often', () => {
  const minute = 60_000
  const often = (count: number) => Array.from({ length: count }, (_, i) => now - (i * minute) / 2)
  expect(decide({}, { receivedAt: often(60) })).toMatchObject({ kind: 'quarantine', reason: 'too-many-from-sender' })
  expect(decide({}, { receivedAt: often(59), autoRepliedAt: [now - 300_000] })).toMatchObject({
    kind: 'new',
    autoReply: false
  })
  expect(decide({}, { autoRepliedAt: [2, 4, 6].map((hours) => now - hours * 3_600_000) }).autoReply).toBe(false)
  expect(decide({}, { autoRepliedAt: [now - 25 * 3_600_000] }).autoReply).toBe(true)
})

const anyMail: fc.Arbitrary<MailHead> = fc.record({
  messageId: fc.option(fc.constantFrom('<1@x>', '<c@ours.operator.example>', '<seen@mail.example.net>', ''), {
    nil: undefined
  }),
  inReplyTo: fc.option(fc.constantFrom('<a@ours.operator.example>', 'x'), { nil: undefined }),
  references: fc.array(fc.constantFrom('<a@ours.operator.example>', '<y@z>'), { maxLength: 3 }),
  from: fc.constantFrom(
    'li.na@example.net',
    'noreply@example.net',
    'postmaster@example.net',
    'bounce+1@example.net',
    ''
  ),
  returnPath: fc.option(fc.constantFrom('', '<>', 'li.na@example.net', 'bounces@example.net'), { nil: undefined }),
  recipients: fc.constant(['service@operator.example']),
  subject: fc.constantFrom('断网', 'Out of office: x', 'Re: x', '自动回复: x'),
  headers: fc.dictionary(
    fc.constantFrom(
      'auto-submitted',
      'precedence',
      'list-id',
      'list-unsubscribe',
      'x-loop',
      'x-autoreply',
      'x-auto-response-suppress',
      'content-type'
    ),
    fc.array(
      fc.constantFrom(
        'no',
        'auto-replied',
        'auto-generated',
        'auto-notified',
        'bulk',
        'list',
        'junk',
        'All',
        'OOF',
        'yes',
        'multipart/report; x=y',
        ''
      ),
      { minLength: 1, maxLength: 2 }
    )
  )
})

test('no automatic mail is ever answered by machine', () => {
  fc.assert(
    fc.property(anyMail, (mail) => {
      const decision = decideMail(mail, facts)
      if (automaticReason(mail) !== undefined) expect(decision.autoReply).toBe(false)
      if (decision.autoReply) expect(decision.kind).toBe('new')
    }),
    { numRuns: 5000 }
  )
})
