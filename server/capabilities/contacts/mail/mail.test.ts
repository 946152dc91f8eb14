import { replyToContact, takeContact } from '@shouwen/contract/chat-desk'
import * as contract from '@shouwen/contract/mail'
import { answerTicket } from '@shouwen/contract/ticket-work'
import { listTimeline, openTicket, readTicket } from '@shouwen/contract/tickets'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createStaff, issueToken } from '#capabilities/people'
import { imapSource } from '../../../adapters/mail/imap-source.ts'
import { type ImapServer, startImapServer } from '../../../adapters/mail/testing/imap-server.ts'
import { startSmtpInbox } from '../../../adapters/mail/testing/smtp-inbox.ts'
import { newKey, startChatDesk } from '../testing/chat-desk.ts'
import { findMailbox } from './mailbox.ts'
import { lease, readOnce } from './read-mailboxes.ts'
import { readMail } from './read-mail.ts'
import { watchOutbox } from './send-mail.ts'
import { bounceOf, letter, parcel } from './testing/letters.ts'

let d: Awaited<ReturnType<typeof startChatDesk>>
let smtp: Awaited<ReturnType<typeof startSmtpInbox>>
let imap: ImapServer
let admin: { token: string }
let boxId: string
let refuse: number | null = null
const server = (port: number) => ({ host: '127.0.0.1', port, security: 'none' as const })

beforeAll(async () => {
  smtp = await startSmtpInbox({ refuse: () => refuse })
  imap = await startImapServer()
  d = await startChatDesk()
  admin = await d.t.asSystem(async ({ tx }) => {
    const { id } = await createStaff(tx, { unitId: d.units.hn, jobNumber: '9002', name: '管理员', roles: ['administrator'] })
    return { token: (await issueToken(tx, id, { name: 'test', scopes: ['*'] })).token }
  })
  const made = await d.t.ok(contract.createMailbox, { regionId: 1, address: 'Service@hn.example', name: '湖南客服', queueCode: 'hn-chat', imap: { ...server(imap.port), user: 'service', password: 'secret' }, smtp: server(smtp.port) }, admin)
  boxId = made.id
})
afterAll(async () => {
  await d.t.stop()
  await smtp.stop()
  await imap.stop()
})
beforeEach(() => {
  refuse = null
  smtp.mails.length = 0
})

/** Reads the mailbox over IMAP as a worker does, then lets everything that follows happen. */
async function receive(...mails: Buffer[]) {
  for (const mail of mails) imap.deliver(mail, d.t.clock.now())
  const mailbox = await findMailbox(d.t.db, boxId)
  if (!mailbox) throw new Error('no mailbox')
  const session = await imapSource.open({ ...server(imap.port), user: 'service', password: 'secret' })
  const count = await readOnce(d.t.app, mailbox, session)
  await session.close()
  await d.t.drain()
  return count
}
const lastIn = () => d.t.db.selectFrom('contacts.mail_in').selectAll().orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow()
const lastOut = () => d.t.db.selectFrom('contacts.mail_out').selectAll().orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow()
const messagesOf = (id: string | null) => d.t.db.selectFrom('contacts.message').selectAll().where('conversation_id', '=', id as string).orderBy('seq').execute()
const answer = (conversationId: string | null, body: string) => d.t.ok(replyToContact, { conversationId: conversationId as string, body, clientKey: newKey() }, d.agents.wang)

describe('A customer writes a mail', () => {
  test('it opens a ticket whose promises run from the Date of the mail, and is acknowledged once with number and promise', async () => {
    expect(await receive(letter({ from: '张三丰 <Zhang@example.com>' }))).toBe(1)
    const row = await lastIn()
    expect(row).toMatchObject({ decision: 'new', from_address: 'zhang@example.com', mailbox_id: boxId })
    const page = await d.t.ok(readTicket, { ticketId: row.ticket_id as string }, d.agents.leader)
    expect(page.ticket).toMatchObject({ channel: 'email', title: '宽带断网', customerId: d.customer.id, openedAt: '2026-11-24T01:50:00.000Z', queueCode: 'hn-chat' })
    expect(page.promises.find(({ clauseId }) => clauseId === 'inquiry-response')).toMatchObject({ startedAt: '2026-11-24T01:50:00.000Z', dueAt: '2026-11-24T02:20:00.000Z', state: 'running' })
    expect(smtp.mails).toHaveLength(1)
    const [sent] = smtp.mails
    const receipt = await readMail(sent?.raw as Buffer)
    expect(sent).toMatchObject({ from: '', to: ['zhang@example.com'] })
    expect(receipt.subject).toMatch(new RegExp(`^Re: 宽带断网 \\[#${page.ticket.number.toLowerCase()}\\.[a-z0-9]{12}\\]$`))
    expect(receipt.wholeText).toContain(page.ticket.number)
    expect(receipt.wholeText).toContain('20 分钟')
    expect(receipt.head.headers).toMatchObject({ 'auto-submitted': ['auto-replied'], 'x-loop': ['service@hn.example'] })
    expect(receipt.head.inReplyTo).toBe(`<${row.message_id}>`)
    expect(imap.mails.at(-1)?.seen).toBe(true)
  })

  test('the same mail read again, also from another mailbox, is one', async () => {
    const mail = letter({ id: 'twice@example.com' })
    await receive(mail)
    const before = await d.t.db.selectFrom('tickets.ticket').select('id').execute()
    await receive(mail, mail)
    expect(await d.t.db.selectFrom('tickets.ticket').select('id').execute()).toHaveLength(before.length)
  })

  test('a Date in the future or long past does not move the promise', async () => {
    for (const date of ['2031-01-01T00:00:00Z', '2001-01-01T00:00:00Z']) {
      await receive(letter({ from: `late-${date.slice(0, 4)}@example.com`, date: new Date(date) }))
      const { ticket } = await d.t.ok(readTicket, { ticketId: (await lastIn()).ticket_id as string }, d.agents.leader)
      expect(ticket.openedAt).toBe(d.t.clock.now().toISOString())
    }
  })

  test('files are kept with conversation and ticket; what is not accepted is named, and is still in the original', async () => {
    const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
    const mail = parcel([
      { name: '故障.png', type: 'image/png', content: png },
      { name: 'setup.exe', type: 'application/octet-stream', content: Buffer.from('MZ\x90\0\x03') },
      { name: 'bomb.jpg', type: 'image/jpeg', content: Buffer.from('PK\x03\x04zip') }
    ], { from: 'files@example.com' })
    await receive(mail)
    const row = await lastIn()
    expect(row.refused_files).toEqual([{ name: 'setup.exe', reason: 'file-type-not-allowed' }, { name: 'bomb.jpg', reason: 'file-type-mismatch' }])
    const [message] = await messagesOf(row.conversation_id)
    expect(message?.file_ids).toHaveLength(1)
    const files = await d.t.db.selectFrom('platform.file').select(['name', 'subject_kind']).where('subject_id', 'in', [row.ticket_id as string, row.conversation_id as string, row.id]).execute()
    expect(files.map(({ subject_kind, name }) => `${subject_kind} ${name}`).sort()).toEqual(['contact 故障.png', 'mail mail.eml', 'ticket 故障.png'])
    const original = await d.t.call(contract.downloadMail, { regionId: 1, mailId: row.id }, d.agents.leader)
    expect(original.headers['content-disposition']).toContain('attachment')
    expect(original.body).toContain(Buffer.from('MZ').toString('base64').slice(0, 2))
  })
})

describe('The thread goes on', () => {
  test('our answer reaches the customer as a reply, and keeps the promise; theirs joins the thread without the quoted part', async () => {
    d.t.clock.set('2026-11-24T02:00:00Z')
    await receive(letter({ from: 'thread@example.com', id: 'first@example.com', date: d.t.clock.now() }))
    const { conversation_id, ticket_id } = await lastIn()
    smtp.mails.length = 0
    await answer(conversation_id, '请重启光猫再试。')
    await d.t.drain()
    expect(smtp.mails).toHaveLength(1)
    const reply = await readMail(smtp.mails[0]?.raw as Buffer)
    expect(smtp.mails[0]).toMatchObject({ from: 'service@hn.example', to: ['thread@example.com'] })
    expect(reply.wholeText).toMatch(/请重启光猫再试。\s+工号 1001/)
    expect(reply.head.inReplyTo).toBe('<first@example.com>')
    expect(reply.head.references).toContain('<first@example.com>')
    expect(reply.head.headers['auto-submitted']).toBeUndefined()
    const page = await d.t.ok(readTicket, { ticketId: ticket_id as string }, d.agents.leader)
    expect(page.promises.find(({ clauseId }) => clauseId === 'inquiry-response')?.state).toBe('kept')
    expect((await messagesOf(conversation_id)).at(-1)?.delivered_at).not.toBeNull()

    smtp.mails.length = 0
    await receive(letter({ from: 'thread@example.com', subject: `回复：${reply.subject}`, body: `好了，谢谢！\n\n在 2026年11月24日，湖南客服 <service@hn.example> 写道：\n> 请重启光猫再试。`, headers: { 'In-Reply-To': `<${reply.messageId}>` } }))
    expect(await lastIn()).toMatchObject({ decision: 'thread', reason: 'in-reply-to', conversation_id })
    expect((await messagesOf(conversation_id)).at(-1)).toMatchObject({ direction: 'in', body: '好了，谢谢！' })
    const { items } = await d.t.ok(listTimeline, { ticketId: ticket_id as string }, d.agents.leader)
    expect(JSON.stringify(items)).toContain('好了，谢谢！')
    expect(smtp.mails).toEqual([])
  })

  test('a mail that lost every header but the token in its subject is still found; a forged token is not', async () => {
    await receive(letter({ from: 'token@example.com' }))
    const { conversation_id } = await lastIn()
    const { subject } = await lastOut()
    await receive(letter({ from: 'token@example.com', subject: `答复: ${subject}`, body: '补充一下' }))
    expect(await lastIn()).toMatchObject({ decision: 'thread', reason: 'token-subject', conversation_id })
    await receive(letter({ from: 'token@example.com', subject: subject.replace(/\.[a-z0-9]{12}\]/, '.aaaaaaaaaaaa]') }))
    expect((await lastIn()).conversation_id).not.toBe(conversation_id)
  })

  test('somebody else who has our mail begins a conversation of their own on the same ticket', async () => {
    await receive(letter({ from: 'mother@example.com' }))
    const first = await lastIn()
    const { subject } = await lastOut()
    await receive(letter({ from: 'son@example.com', subject, body: '我是她儿子，请打我电话。' }))
    const second = await lastIn()
    expect(second).toMatchObject({ decision: 'thread', ticket_id: first.ticket_id })
    expect(second.conversation_id).not.toBe(first.conversation_id)
  })

  test('an answer on the page of the ticket goes out once, one in the conversation is not sent twice', async () => {
    await receive(letter({ from: 'page@example.com' }))
    const { conversation_id, ticket_id } = await lastIn()
    smtp.mails.length = 0
    await d.t.ok(answerTicket, { ticketId: ticket_id as string, body: '已安排师傅上门。' }, d.agents.leader)
    await d.t.drain()
    await d.t.drain()
    expect(smtp.mails).toHaveLength(1)
    expect((await readMail(smtp.mails[0]?.raw as Buffer)).wholeText).toContain('已安排师傅上门。')
    expect((await messagesOf(conversation_id)).map(({ body }) => body)).toContain('已安排师傅上门。')
  })

  test('a ticket written down by hand for somebody who wants mail is answered by mail', async () => {
    const { id } = await d.t.ok(openTicket, { kind: 'inquiry', title: '发票怎么开', description: '客户来厅询问', channel: 'email', contactEmail: 'hall@example.com' }, d.agents.leader)
    await d.t.ok(answerTicket, { ticketId: id, body: '网厅可以自助开票。' }, d.agents.leader)
    await d.t.drain()
    expect(smtp.mails.map(({ to }) => to)).toEqual([['hall@example.com']])
    const sent = await readMail(smtp.mails[0]?.raw as Buffer)
    await receive(letter({ from: 'hall@example.com', subject: sent.subject, headers: { 'In-Reply-To': `<${sent.messageId}>` } }))
    expect(await lastIn()).toMatchObject({ decision: 'thread', ticket_id: id })
  })

  test('a chat nobody met goes on by mail: the answer is sent, and the customer may answer it', async () => {
    const visitor = await d.visit({ contact: 'gone@example.com' })
    d.t.clock.advance(11 * 60_000)
    await d.tend()
    await d.t.drain()
    expect(smtp.mails).toEqual([])
    await d.t.ok(takeContact, { conversationId: visitor.conversationId }, d.agents.wang)
    await d.answer(d.agents.wang, visitor, '抱歉久等，已为您改好套餐。')
    await d.t.drain()
    expect(smtp.mails.map(({ to }) => to)).toEqual([['gone@example.com']])
    const sent = await readMail(smtp.mails[0]?.raw as Buffer)
    expect(sent.wholeText).toContain('抱歉久等')
    await receive(letter({ from: 'gone@example.com', body: '收到，谢谢', headers: { References: `<${sent.messageId}>` } }))
    expect(await lastIn()).toMatchObject({ decision: 'thread', conversation_id: visitor.conversationId })
  })
})

describe('Machines are not answered', () => {
  test('absence notices, bounces, mail of our own and mail that was here before open nothing and get no answer', async () => {
    const tickets = async () => (await d.t.db.selectFrom('tickets.ticket').select('id').execute()).length
    const before = await tickets()
    await receive(
      letter({ from: 'away@example.com', headers: { 'Auto-Submitted': 'auto-replied' } }),
      letter({ from: 'away@example.com', subject: '自动回复：您好' }),
      letter({ from: 'service@hn.example' }),
      letter({ from: 'other@example.com', headers: { 'X-Loop': 'service@hn.example' } }),
      bounceOf('unknown@hn.example')
    )
    expect(await tickets()).toBe(before)
    expect(smtp.mails).toEqual([])
    expect(await lastIn()).toMatchObject({ decision: 'ignored', reason: 'delivery-report' })
  })

  test('a newsletter opens a ticket that somebody may close, and is not answered', async () => {
    await receive(letter({ from: 'news@shop.example', headers: { 'List-Unsubscribe': '<mailto:x@shop.example>' } }))
    expect(await lastIn()).toMatchObject({ decision: 'new', automatic: 'mailing-list' })
    expect(smtp.mails).toEqual([])
  })

  test('one sender gets one receipt in ten minutes, however many matters they write about', async () => {
    await receive(...[1, 2, 3, 4].map((n) => letter({ from: 'many@example.com', subject: `第 ${n} 件事` })))
    expect(smtp.mails).toHaveLength(1)
  })

  test('a flood of one sender is set aside until a person lets it through', async () => {
    await receive(...Array.from({ length: 62 }, (_, n) => letter({ from: 'flood@example.com', subject: `${n}` })))
    const { items } = await d.t.ok(contract.listQuarantine, {}, d.agents.leader)
    expect(items.map(({ reason }) => reason)).toEqual(['too-many-from-sender', 'too-many-from-sender'])
    const released = await d.t.ok(contract.releaseMail, { regionId: 1, mailId: items[0]?.id as string }, d.agents.leader)
    expect(released).toMatchObject({ state: 'new', conversationId: expect.any(String) })
    await d.t.ok(contract.dropMail, { regionId: 1, mailId: items[1]?.id as string }, d.agents.leader)
    expect((await d.t.ok(contract.listQuarantine, {}, d.agents.leader)).items).toEqual([])
    expect((await d.t.call(contract.dropMail, { regionId: 1, mailId: items[1]?.id as string }, d.agents.leader)).problem.code).toBe('mail-not-quarantined')
  })
})

describe('Bad mail', () => {
  test('is set aside with its reason and never stops the mailbox', async () => {
    const nested = Array.from({ length: 300 }, (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`).join('')
    const poisoned = [
      Buffer.from('\0\0\0\xff not a mail at all', 'latin1'),
      Buffer.from(`From: deep@example.com\r\nMessage-ID: <deep@x>\r\n${nested}`),
      letter({ from: '' , headers: { From: '', 'Return-Path': '' } }),
      letter({ from: 'nul@example.com', headers: { Subject: `=?utf-8?B?${Buffer.from('a\0b').toString('base64')}?=` } })
    ]
    expect(await receive(...poisoned, letter({ from: 'after@example.com', subject: '在坏邮件之后' }))).toBe(5)
    expect(await lastIn()).toMatchObject({ decision: 'new', subject: '在坏邮件之后' })
    const { items } = await d.t.ok(contract.listQuarantine, {}, d.agents.leader)
    expect(items.map(({ reason }) => reason).sort()).toEqual(['malformed', 'no-sender', 'no-sender', 'unreadable'])
    expect(items.every(({ hasOriginal }) => hasOriginal)).toBe(true)
    for (const { id, reason } of items) {
      const answered = await d.t.call(contract.releaseMail, { regionId: 1, mailId: id }, d.agents.leader)
      expect([reason, answered.problem.code]).toEqual([reason, 'mail-unreadable'])
      await d.t.ok(contract.dropMail, { regionId: 1, mailId: id }, d.agents.leader)
    }
  })

  test('SQL, HTML and a text far too long are words like others', async () => {
    await receive(letter({ from: 'long@example.com', subject: "'; drop table tickets.ticket; --<script>alert(1)</script>", body: `<b>${'很长'.repeat(30_000)}` }))
    const row = await lastIn()
    expect(row).toMatchObject({ decision: 'new', subject: "'; drop table tickets.ticket; --<script>alert(1)</script>" })
    expect((await messagesOf(row.conversation_id))[0]?.body.length).toBe(20_000)
  })
})

describe('Sending', () => {
  test('a server that is busy is tried again, one that refuses ends it and staff are told; the mail can be sent once more', async () => {
    await receive(letter({ from: 'busy@example.com' }))
    const { conversation_id } = await lastIn()
    smtp.mails.length = 0
    refuse = 451
    await answer(conversation_id, '第一封')
    await d.t.drain()
    expect(await lastOut()).toMatchObject({ state: 'queued', reason: '451', attempts: 1 })
    refuse = null
    d.t.clock.advance(10_000)
    await d.t.drain()
    expect(await lastOut()).toMatchObject({ state: 'sent', attempts: 2 })
    refuse = 550
    await answer(conversation_id, '第二封')
    await d.t.drain()
    const failed = await lastOut()
    expect(failed).toMatchObject({ state: 'failed', reason: '550' })
    expect((await messagesOf(conversation_id)).at(-1)).toMatchObject({ direction: 'note', body: expect.stringContaining('550') })
    refuse = null
    await d.t.ok(contract.resendMail, { regionId: 1, mailId: failed.id }, d.agents.leader)
    await d.t.drain()
    expect(smtp.mails.map(({ raw }) => /^Message-ID: <(.*)>/im.exec(raw.toString())?.[1])).toContain(failed.message_id)
  })

  test('a bounce from afar makes the mail failed, and the thread says so', async () => {
    await receive(letter({ from: 'vanished@example.com' }))
    const { conversation_id } = await lastIn()
    await answer(conversation_id, '您好')
    await d.t.drain()
    const sent = await lastOut()
    await receive(bounceOf(sent.message_id))
    expect(await d.t.db.selectFrom('contacts.mail_out').select(['state', 'reason']).where('id', '=', sent.id).executeTakeFirst()).toEqual({ state: 'failed', reason: 'bounced 5.1.1' })
    expect((await messagesOf(conversation_id)).at(-1)).toMatchObject({ direction: 'note', author_kind: 'system' })
    const { items } = await d.t.ok(contract.listContactMails, { conversationId: conversation_id as string }, d.agents.wang)
    expect(items.map(({ direction, state }) => `${direction} ${state}`)).toEqual(['in new', 'out sent', 'out failed'])
    expect(items[0]?.address).not.toContain('vanished@')
  })

  test('without a mail server it waits, says why, and leaves as soon as there is one', async () => {
    await d.t.ok(contract.updateMailbox, { mailboxId: boxId, smtp: null }, admin)
    await receive(letter({ from: 'patient@example.com' }))
    expect(smtp.mails).toEqual([])
    const { items } = await d.t.ok(contract.listOutbox, { state: 'queued' }, d.agents.leader)
    expect(items).toMatchObject([{ state: 'queued', reason: 'no-mail-server' }])
    await d.t.ok(contract.updateMailbox, { mailboxId: boxId, smtp: server(smtp.port) }, admin)
    expect(watchOutbox.kind).toBe('contacts.watch-outbox')
    d.t.clock.advance(60_000)
    await d.t.asSystem(async ({ tx }) => {
      await tx.insertInto('platform.job').values({ id: d.t.app.newId(), kind: watchOutbox.kind, key: 'repeat', due_at: d.t.clock.now(), created_at: d.t.clock.now(), max_attempts: 3 }).execute()
    })
    await d.t.drain()
    await d.t.drain()
    expect(smtp.mails.map(({ to }) => to)).toEqual([['patient@example.com']])
  })
})

describe('Mailboxes', () => {
  test('passwords are kept sealed, never shown, and stay when other settings change', async () => {
    const { items } = await d.t.ok(contract.listMailboxes, {}, admin)
    expect(items).toMatchObject([{ address: 'service@hn.example', queueCode: 'hn-chat', canSend: true, imap: { user: 'service' } }])
    expect(JSON.stringify(items)).not.toContain('secret')
    const row = await findMailbox(d.t.db, boxId)
    expect(row?.imap?.toString('latin1')).not.toContain('secret')
    await d.t.ok(contract.updateMailbox, { mailboxId: boxId, imap: { ...server(imap.port), user: 'service', folder: 'INBOX' } }, admin)
    expect(await d.t.ok(contract.testMailbox, { mailboxId: boxId }, admin)).toEqual({ imap: { ok: true, reason: null }, smtp: { ok: true, reason: null } })
    await d.t.ok(contract.updateMailbox, { mailboxId: boxId, imap: { ...server(imap.port), user: 'service', password: 'wrong' } }, admin)
    expect(await d.t.ok(contract.testMailbox, { mailboxId: boxId }, admin)).toMatchObject({ imap: { ok: false, reason: 'authentication-failed' } })
    await d.t.ok(contract.updateMailbox, { mailboxId: boxId, imap: { ...server(imap.port), user: 'service', password: 'secret' } }, admin)
  })

  test('only who may change settings sees them, and only leaders see what was set aside', async () => {
    expect((await d.t.call(contract.listMailboxes, {}, d.agents.leader)).status).toBe(403)
    expect((await d.t.call(contract.listQuarantine, {}, d.agents.wang)).status).toBe(403)
    expect((await d.t.call(contract.createMailbox, { regionId: 1, address: 'service@hn.example', name: 'x' }, admin)).problem.code).toBe('mailbox-address-taken')
  })

  test('one worker reads a mailbox at a time; when it falls silent another takes over', async () => {
    const [a, b] = [d.t.app.newId(), d.t.app.newId()]
    expect(await lease(d.t.app, boxId, a)).toBe(true)
    expect(await lease(d.t.app, boxId, b)).toBe(false)
    expect(await lease(d.t.app, boxId, a)).toBe(true)
    d.t.clock.advance(61_000)
    expect(await lease(d.t.app, boxId, b)).toBe(true)
  })
})
