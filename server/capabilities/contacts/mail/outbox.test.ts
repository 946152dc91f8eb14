import * as contract from '@shouwen/contract/mail'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findMailbox } from './mailbox.ts'
import { lease } from './read-mailboxes.ts'
import { watchOutbox } from './send-mail.ts'
import { bounceOf, letter } from './testing/letters.ts'
import { serverAt, startMailDesk } from './testing/mail-desk.ts'

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

describe('Sending', () => {
  test('a server that is busy is tried again, one that refuses ends it and staff are told; the mail can be sent once more', async () => {
    await m.receive(letter({ from: 'busy@example.com' }))
    const { conversation_id } = await m.lastIn()
    smtp.mails.length = 0
    m.refuse(451)
    await m.answer(conversation_id, '第一封')
    await d.t.drain()
    expect(await m.lastOut()).toMatchObject({ state: 'queued', reason: '451', attempts: 1 })
    m.refuse(null)
    d.t.clock.advance(10_000)
    await d.t.drain()
    expect(await m.lastOut()).toMatchObject({ state: 'sent', attempts: 2 })
    m.refuse(550)
    await m.answer(conversation_id, '第二封')
    await d.t.drain()
    const failed = await m.lastOut()
    expect(failed).toMatchObject({ state: 'failed', reason: '550' })
    expect((await m.messagesOf(conversation_id)).at(-1)).toMatchObject({
      direction: 'note',
      body: expect.stringContaining('550')
    })
    m.refuse(null)
    await d.t.ok(contract.resendMail, { regionId: 1, mailId: failed.id }, d.agents.leader)
    await d.t.drain()
    expect(smtp.mails.map(({ raw }) => /^Message-ID: <(.*)>/im.exec(raw.toString())?.[1])).toContain(failed.message_id)
  })

  test('a bounce from afar makes the mail failed, and the thread says so', async () => {
    await m.receive(letter({ from: 'vanished@example.com' }))
    const { conversation_id } = await m.lastIn()
    await m.answer(conversation_id, '您好')
    await d.t.drain()
    const sent = await m.lastOut()
    await m.receive(bounceOf(sent.message_id))
    expect(
      await d.t.db
        .selectFrom('contacts.mail_out')
        .select(['state', 'reason'])
        .where('id', '=', sent.id)
        .executeTakeFirst()
    ).toEqual({ state: 'failed', reason: 'bounced 5.1.1' })
    expect((await m.messagesOf(conversation_id)).at(-1)).toMatchObject({ direction: 'note', author_kind: 'system' })
    const { items } = await d.t.ok(
      contract.listContactMails,
      { conversationId: conversation_id as string },
      d.agents.wang
    )
    expect(items.map(({ direction, state }) => `${direction} ${state}`)).toEqual(['in new', 'out sent', 'out failed'])
    expect(items[0]?.address).not.toContain('vanished@')
  })

  test('without a mail server it waits, says why, and leaves as soon as there is one', async () => {
    await d.t.ok(contract.updateMailbox, { mailboxId: m.boxId, smtp: null }, m.admin)
    await m.receive(letter({ from: 'patient@example.com' }))
    expect(smtp.mails).toEqual([])
    const { items } = await d.t.ok(contract.listOutbox, { state: 'queued' }, d.agents.leader)
    expect(items).toMatchObject([{ state: 'queued', reason: 'no-mail-server' }])
    await d.t.ok(contract.updateMailbox, { mailboxId: m.boxId, smtp: serverAt(smtp.port) }, m.admin)
    expect(watchOutbox.kind).toBe('contacts.watch-outbox')
    d.t.clock.advance(60_000)
    await d.t.asSystem(async ({ tx }) => {
      await tx
        .insertInto('platform.job')
        .values({
          id: d.t.app.newId(),
          kind: watchOutbox.kind,
          key: 'repeat',
          due_at: d.t.clock.now(),
          created_at: d.t.clock.now(),
          max_attempts: 3
        })
        .execute()
    })
    await d.t.drain()
    await d.t.drain()
    expect(smtp.mails.map(({ to }) => to)).toEqual([['patient@example.com']])
  })
})

describe('Mailboxes', () => {
  test('passwords are kept sealed, never shown, and stay when other settings change', async () => {
    const { items } = await d.t.ok(contract.listMailboxes, {}, m.admin)
    expect(items).toMatchObject([
      { address: 'service@hn.example', queueCode: 'hn-chat', canSend: true, imap: { user: 'service' } }
    ])
    expect(JSON.stringify(items)).not.toContain('secret')
    const row = await findMailbox(d.t.db, m.boxId)
    expect(row?.imap?.toString('latin1')).not.toContain('secret')
    await d.t.ok(
      contract.updateMailbox,
      { mailboxId: m.boxId, imap: { ...serverAt(m.imap.port), user: 'service', folder: 'INBOX' } },
      m.admin
    )
    expect(await d.t.ok(contract.testMailbox, { mailboxId: m.boxId }, m.admin)).toEqual({
      imap: { ok: true, reason: null },
      smtp: { ok: true, reason: null }
    })
    await d.t.ok(
      contract.updateMailbox,
      { mailboxId: m.boxId, imap: { ...serverAt(m.imap.port), user: 'service', password: 'wrong' } },
      m.admin
    )
    expect(await d.t.ok(contract.testMailbox, { mailboxId: m.boxId }, m.admin)).toMatchObject({
      imap: { ok: false, reason: 'authentication-failed' }
    })
    await d.t.ok(
      contract.updateMailbox,
      { mailboxId: m.boxId, imap: { ...serverAt(m.imap.port), user: 'service', password: 'secret' } },
      m.admin
    )
  })

  test('only who may change settings sees them, and only leaders see what was set aside', async () => {
    expect((await d.t.call(contract.listMailboxes, {}, d.agents.leader)).status).toBe(403)
    expect((await d.t.call(contract.listQuarantine, {}, d.agents.wang)).status).toBe(403)
    expect(
      (await d.t.call(contract.createMailbox, { regionId: 1, address: 'service@hn.example', name: 'x' }, m.admin))
        .problem.code
    ).toBe('mailbox-address-taken')
  })

  test('one worker reads a mailbox at a time; when it falls silent another takes over', async () => {
    const [a, b] = [d.t.app.newId(), d.t.app.newId()]
    expect(await lease(d.t.app, m.boxId, a)).toBe(true)
    expect(await lease(d.t.app, m.boxId, b)).toBe(false)
    expect(await lease(d.t.app, m.boxId, a)).toBe(true)
    d.t.clock.advance(61_000)
    expect(await lease(d.t.app, m.boxId, b)).toBe(true)
  })
})
