import * as contract from '@shouwen/contract/mail'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { bounceOf, letter } from './testing/letters.ts'
import { startMailDesk } from './testing/mail-desk.ts'

let m: Awaited<ReturnType<typeof startMailDesk>>
let d: (typeof m)['d']
let smtp: (typeof m)['smtp']

beforeAll(async () => {
  m = await startMailDesk()
  ;({ d, smtp } = m)
})
afterAll(() => m.stop())
beforeEach(() => {
  m.refuse(null)
  smtp.mails.length = 0
})

describe('Machines are not answered', () => {
  test('absence notices, bounces, mail of our own and mail that was here before open nothing and get no answer', async () => {
    const tickets = async () => (await d.t.db.selectFrom('tickets.ticket').select('id').execute()).length
    const before = await tickets()
    await m.receive(
      letter({ from: 'away@example.com', headers: { 'Auto-Submitted': 'auto-replied' } }),
      letter({ from: 'away@example.com', subject: '自动回复：您好' }),
      letter({ from: 'service@hn.example' }),
      letter({ from: 'other@example.com', headers: { 'X-Loop': 'service@hn.example' } }),
      bounceOf('unknown@hn.example')
    )
    expect(await tickets()).toBe(before)
    expect(smtp.mails).toEqual([])
    expect(await m.lastIn()).toMatchObject({ decision: 'ignored', reason: 'delivery-report' })
  })

  test('a newsletter opens a ticket that somebody may close, and is not answered', async () => {
    await m.receive(letter({ from: 'news@shop.example', headers: { 'List-Unsubscribe': '<mailto:x@shop.example>' } }))
    expect(await m.lastIn()).toMatchObject({ decision: 'new', automatic: 'mailing-list' })
    expect(smtp.mails).toEqual([])
  })

  test('one sender gets one receipt in ten minutes, however many matters they write about', async () => {
    await m.receive(...[1, 2, 3, 4].map((n) => letter({ from: 'many@example.com', subject: `第 ${n} 件事` })))
    expect(smtp.mails).toHaveLength(1)
  })

  test('a flood of one sender is set aside until a person lets it through', async () => {
    await m.receive(...Array.from({ length: 62 }, (_, n) => letter({ from: 'flood@example.com', subject: `${n}` })))
    const { items } = await d.t.ok(contract.listQuarantine, {}, d.agents.leader)
    expect(items.map(({ reason }) => reason)).toEqual(['too-many-from-sender', 'too-many-from-sender'])
    const look = { regionId: 1, mailId: items[0]?.id as string }
    expect(await d.t.ok(contract.readQuarantined, look, d.agents.leader)).toMatchObject({
      mail: { reason: 'too-many-from-sender', subject: '61' },
      isCut: false,
      files: []
    })
    const released = await d.t.ok(
      contract.releaseMail,
      { regionId: 1, mailId: items[0]?.id as string },
      d.agents.leader
    )
    expect(released).toMatchObject({ state: 'new', conversationId: expect.any(String) })
    expect((await d.t.call(contract.readQuarantined, look, d.agents.leader)).problem.code).toBe('mail-not-quarantined')
    await d.t.ok(contract.dropMail, { regionId: 1, mailId: items[1]?.id as string }, d.agents.leader)
    expect((await d.t.ok(contract.listQuarantine, {}, d.agents.leader)).items).toEqual([])
    expect(
      (await d.t.call(contract.dropMail, { regionId: 1, mailId: items[1]?.id as string }, d.agents.leader)).problem.code
    ).toBe('mail-not-quarantined')
  })
})

describe('Bad mail', () => {
  test('is set aside with its reason and never stops the mailbox', async () => {
    const nested = Array.from(
      { length: 300 },
      (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`
    ).join('')
    const poisoned = [
      Buffer.from('\0\0\0\xff not a mail at all', 'latin1'),
      Buffer.from(`From: deep@example.com\r\nMessage-ID: <deep@x>\r\n${nested}`),
      letter({ from: '', headers: { From: '', 'Return-Path': '' } }),
      letter({ from: 'nul@example.com', headers: { Subject: `=?utf-8?B?${Buffer.from('a\0b').toString('base64')}?=` } })
    ]
    expect(await m.receive(...poisoned, letter({ from: 'after@example.com', subject: '在坏邮件之后' }))).toBe(5)
    expect(await m.lastIn()).toMatchObject({ decision: 'new', subject: '在坏邮件之后' })
    const { items } = await d.t.ok(contract.listQuarantine, {}, d.agents.leader)
    expect(items.map(({ reason }) => reason).sort()).toEqual(['malformed', 'no-sender', 'no-sender', 'unreadable'])
    expect(items.every(({ hasOriginal }) => hasOriginal)).toBe(true)
    for (const { id, reason } of items) {
      const seen = await d.t.ok(contract.readQuarantined, { regionId: 1, mailId: id }, d.agents.leader)
      expect([reason, seen.text === null]).toEqual([reason, reason === 'unreadable'])
      const answered = await d.t.call(contract.releaseMail, { regionId: 1, mailId: id }, d.agents.leader)
      expect([reason, answered.problem.code]).toEqual([reason, 'mail-unreadable'])
      await d.t.ok(contract.dropMail, { regionId: 1, mailId: id }, d.agents.leader)
    }
  })

  test('that came to a mailbox without a queue is for whoever leads a branch of the region', async () => {
    const box = { mailboxId: m.boxId }
    await d.t.ok(contract.updateMailbox, { ...box, queueCode: null }, m.admin)
    await m.receive(letter({ from: 'nobody@example.com', headers: { Subject: `=?utf-8?B?${Buffer.from('a\0b').toString('base64')}?=` } }))
    await d.t.ok(contract.updateMailbox, { ...box, queueCode: 'hn-chat' }, m.admin)
    const { items } = await d.t.ok(contract.listQuarantine, {}, d.agents.leader)
    expect(items.map(({ reason }) => reason)).toEqual(['malformed'])
    const at = { regionId: 1, mailId: items[0]?.id as string }
    expect((await d.t.call(contract.dropMail, at, d.agents.wang)).problem.code).toBe('not-permitted')
    await d.t.ok(contract.dropMail, at, d.agents.leader)
  })

  test('SQL, HTML and a text far too long are words like others', async () => {
    await m.receive(
      letter({
        from: 'long@example.com',
        subject: "'; drop table tickets.ticket; --<script>alert(1)</script>",
        body: `<b>${'很长'.repeat(30_000)}`
      })
    )
    const row = await m.lastIn()
    expect(row).toMatchObject({ decision: 'new', subject: "'; drop table tickets.ticket; --<script>alert(1)</script>" })
    expect((await m.messagesOf(row.conversation_id))[0]?.body.length).toBe(20_000)
  })
})
