import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decideMail } from './decide.ts'
import { type MailHead, plainMessageId } from './mail.ts'
import { replyHead } from './reply-headers.ts'
import { cleanSubject } from './subject.ts'
import { threadToken, tokenSubject } from './token.ts'

/** One instance of the product reduced to its mailbox: takes a mail, gives the automatic answer if the rules allow one. */
function instance(name: string) {
  const address = `service@${name}.example`
  const sign = (text: string) =>
    [...`${name}${text}`]
      .reduce((sum, c) => (sum * 33n + BigInt(c.charCodeAt(0))) % (1n << 60n), 7n)
      .toString(16)
      .padStart(12, '0')
  const threads = new Map<string, string>()
  const known = new Set<string>()
  const receivedAt: number[] = []
  const autoRepliedAt: number[] = []
  let count = 0
  return {
    address,
    receive(mail: MailHead, now: number): MailHead | undefined {
      const isOwnMessageId = (id: string) => id.endsWith(`@mail.${name}.example`)
      const threadOf = (id: string) => threads.get(id)
      const decision = decideMail(mail, {
        sign,
        ownAddresses: [address],
        loopMark: address,
        isOwnMessageId,
        isKnown: (id) => known.has(id),
        threadOf,
        receivedAt,
        autoRepliedAt,
        now
      })
      receivedAt.push(now)
      count += 1
      const key = decision.kind === 'thread' ? decision.threadKey : `${name}-${count}`
      known.add(plainMessageId(mail.messageId ?? ''))
      threads.set(plainMessageId(mail.messageId ?? ''), key)
      if (!decision.autoReply) return undefined
      autoRepliedAt.push(now)
      const messageId = `${count}@mail.${name}.example`
      threads.set(messageId, key)
      const token = threadToken(key, sign)
      const head = replyHead(mail, { loopMark: address, token, automatic: true })
      const headers = Object.fromEntries(
        Object.entries(head.headers).map(([header, value]) => [header.toLowerCase(), [value]])
      )
      return {
        messageId: `<${messageId}>`,
        inReplyTo: head.inReplyTo,
        references: head.references,
        from: address,
        returnPath: head.envelopeFrom ?? address,
        recipients: [head.to],
        subject: tokenSubject(`Re: ${cleanSubject(mail.subject, sign)}`, token),
        headers
      }
    }
  }
}

type Gateway = (mail: MailHead) => MailHead

/** How many automatic mails flow after one mail was sent to A in B's name. */
function automaticMails(gateway: Gateway, travelMs = 1000, maxTurns = 500): number {
  const [a, b] = [instance('a'), instance('b')]
  let now = Date.UTC(2026, 10, 24)
  let travelling: MailHead | undefined = {
    messageId: '<1@elsewhere.example>',
    references: [],
    from: b.address,
    returnPath: b.address,
    recipients: [a.address],
    subject: '断网',
    headers: {}
  }
  let sent = 0
  for (let turn = 0; travelling && turn < maxTurns; turn++) {
    const receiver = turn % 2 === 0 ? a : b
    travelling = receiver.receive(gateway(travelling), now)
    now += travelMs
    if (travelling) sent += 1
  }
  return sent
}

test('two instances that write to each other stop after one automatic mail', () => {
  expect(automaticMails((mail) => mail)).toBe(1)
})

type Kept = Record<'headers' | 'returnPath' | 'references' | 'subject' | 'messageId', boolean>

/** A gateway that lets only some traces of a mail through. */
function stripping(kept: Kept): Gateway {
  return (mail) => ({
    ...mail,
    headers: kept.headers ? mail.headers : {},
    returnPath: kept.returnPath ? mail.returnPath : undefined,
    inReplyTo: kept.references ? mail.inReplyTo : undefined,
    references: kept.references ? mail.references : [],
    subject: kept.subject ? mail.subject : '(no subject)',
    messageId: kept.messageId ? mail.messageId : undefined
  })
}

const keep: fc.Arbitrary<Kept> = fc.record({
  headers: fc.boolean(),
  returnPath: fc.boolean(),
  references: fc.boolean(),
  subject: fc.boolean(),
  messageId: fc.boolean()
})

test('they stop after two automatic mails whatever a gateway strips', () => {
  fc.assert(
    fc.property(keep, (kept) => {
      expect(automaticMails(stripping(kept))).toBeLessThanOrEqual(2)
    })
  )
})

test('with mail that travels for hours they stop after two if any trace of the thread survives, and after the daily rate if none does', () => {
  fc.assert(
    fc.property(keep, fc.integer({ min: 1, max: 7_200_000 }), (kept, travelMs) => {
      const traces = kept.headers || kept.returnPath || kept.subject || (kept.references && kept.messageId)
      if (traces) expect(automaticMails(stripping(kept), travelMs)).toBeLessThanOrEqual(2)
      else expect(automaticMails(stripping(kept), travelMs, Math.floor(86_400_000 / travelMs))).toBeLessThanOrEqual(6)
    })
  )
})
