import { takeContact } from '@shouwen/contract/chat-desk'
import * as contract from '@shouwen/contract/mail'
import { answerTicket } from '@shouwen/contract/ticket-work'
import { listTimeline, openTicket, readTicket } from '@shouwen/contract/tickets'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readMail } from './read-mail.ts'
import { letter, parcel } from './testing/letters.ts'
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

describe('A customer writes a mail (CC-03)', () => {
  test('it opens a ticket whose promises run from the Date of the mail, and is acknowledged once with number and promise', async () => {
    expect(await m.receive(letter({ from: '张三丰 <Zhang@example.com>' }))).toBe(1)
    const row = await m.lastIn()
    expect(row).toMatchObject({ decision: 'new', from_address: 'zhang@example.com', mailbox_id: m.boxId })
    const page = await d.t.ok(readTicket, { ticketId: row.ticket_id as string }, d.agents.leader)
    expect(page.ticket).toMatchObject({
      channel: 'email',
      title: '宽带断网',
      customerId: d.customer.id,
      openedAt: '2026-11-24T01:50:00.000Z',
      queueCode: 'hn-chat'
    })
    expect(page.promises.find(({ clauseId }) => clauseId === 'inquiry-response')).toMatchObject({
      startedAt: '2026-11-24T01:50:00.000Z',
      dueAt: '2026-11-24T02:20:00.000Z',
      state: 'running'
    })
    expect(smtp.mails).toHaveLength(1)
    const [sent] = smtp.mails
    const receipt = await readMail(sent?.raw as Buffer)
    expect(sent).toMatchObject({ from: '', to: ['zhang@example.com'] })
    expect(receipt.subject).toMatch(
      new RegExp(`^Re: 宽带断网 \\[#${page.ticket.number.toLowerCase()}\\.[a-z0-9]{12}\\]$`)
    )
    expect(receipt.wholeText).toContain(page.ticket.number)
    expect(receipt.wholeText).toContain('20 分钟')
    expect(receipt.head.headers).toMatchObject({ 'auto-submitted': ['auto-replied'], 'x-loop': ['service@hn.example'] })
    expect(receipt.head.inReplyTo).toBe(`<${row.message_id}>`)
    expect(m.imap.mails.at(-1)?.seen).toBe(true)
  })

  test('the same mail read again, also from another mailbox, is one', async () => {
    const mail = letter({ id: 'twice@example.com' })
    await m.receive(mail)
    const before = await d.t.db.selectFrom('tickets.ticket').select('id').execute()
    await m.receive(mail, mail)
    expect(await d.t.db.selectFrom('tickets.ticket').select('id').execute()).toHaveLength(before.length)
  })

  test('a Date in the future or long past does not move the promise', async () => {
    for (const date of ['2031-01-01T00:00:00Z', '2001-01-01T00:00:00Z']) {
      await m.receive(letter({ from: `late-${date.slice(0, 4)}@example.com`, date: new Date(date) }))
      const { ticket } = await d.t.ok(readTicket, { ticketId: (await m.lastIn()).ticket_id as string }, d.agents.leader)
      expect(ticket.openedAt).toBe(d.t.clock.now().toISOString())
    }
  })

  test('files are kept with conversation and ticket; what is not accepted is named, and is still in the original', async () => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64'
    )
    const mail = parcel(
      [
        { name: '故障.png', type: 'image/png', content: png },
        { name: 'setup.exe', type: 'application/octet-stream', content: Buffer.from('MZ\x90\0\x03') },
        { name: 'bomb.jpg', type: 'image/jpeg', content: Buffer.from('PK\x03\x04zip') }
      ],
      { from: 'files@example.com' }
    )
    await m.receive(mail)
    const row = await m.lastIn()
    expect(row.refused_files).toEqual([
      { name: 'setup.exe', reason: 'file-type-not-allowed' },
      { name: 'bomb.jpg', reason: 'file-type-mismatch' }
    ])
    const [message] = await m.messagesOf(row.conversation_id)
    expect(message?.file_ids).toHaveLength(1)
    const files = await d.t.db
      .selectFrom('platform.file')
      .select(['name', 'subject_kind'])
      .where('subject_id', 'in', [row.ticket_id as string, row.conversation_id as string, row.id])
      .execute()
    expect(files.map(({ subject_kind, name }) => `${subject_kind} ${name}`).sort()).toEqual([
      'contact 故障.png',
      'mail mail.eml',
      'ticket 故障.png'
    ])
    const original = await d.t.call(contract.downloadMail, { regionId: 1, mailId: row.id }, d.agents.leader)
    expect(original.headers['content-disposition']).toContain('attachment')
    expect(original.body).toContain(Buffer.from('MZ').toString('base64').slice(0, 2))
  })
})

describe('The thread goes on', () => {
  test('our answer reaches the customer as a reply, and keeps the promise; theirs joins the thread without the quoted part', async () => {
    d.t.clock.set('2026-11-24T02:00:00Z')
    await m.receive(letter({ from: 'thread@example.com', id: 'first@example.com', date: d.t.clock.now() }))
    const { conversation_id, ticket_id } = await m.lastIn()
    smtp.mails.length = 0
    await m.answer(conversation_id, '请重启光猫再试。')
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
    expect((await m.messagesOf(conversation_id)).at(-1)?.delivered_at).not.toBeNull()

    smtp.mails.length = 0
    await m.receive(
      letter({
        from: 'thread@example.com',
        subject: `回复：${reply.subject}`,
        body: `好了，谢谢！\n\n在 2026年11月24日，湖南客服 <service@hn.example> 写道：\n> 请重启光猫再试。`,
        headers: { 'In-Reply-To': `<${reply.messageId}>` }
      })
    )
    expect(await m.lastIn()).toMatchObject({ decision: 'thread', reason: 'in-reply-to', conversation_id })
    expect((await m.messagesOf(conversation_id)).at(-1)).toMatchObject({ direction: 'in', body: '好了，谢谢！' })
    const { items } = await d.t.ok(listTimeline, { ticketId: ticket_id as string }, d.agents.leader)
    expect(JSON.stringify(items)).toContain('好了，谢谢！')
    expect(smtp.mails).toEqual([])
  })

  test('a mail that lost every header but the token in its subject is still found; a forged token is not', async () => {
    await m.receive(letter({ from: 'token@example.com' }))
    const { conversation_id } = await m.lastIn()
    const { subject } = await m.lastOut()
    await m.receive(letter({ from: 'token@example.com', subject: `答复: ${subject}`, body: '补充一下' }))
    expect(await m.lastIn()).toMatchObject({ decision: 'thread', reason: 'token-subject', conversation_id })
    await m.receive(
      letter({ from: 'token@example.com', subject: subject.replace(/\.[a-z0-9]{12}\]/, '.aaaaaaaaaaaa]') })
    )
    expect((await m.lastIn()).conversation_id).not.toBe(conversation_id)
  })

  test('somebody else who has our mail begins a conversation of their own on the same ticket', async () => {
    await m.receive(letter({ from: 'mother@example.com' }))
    const first = await m.lastIn()
    const { subject } = await m.lastOut()
    await m.receive(letter({ from: 'son@example.com', subject, body: '我是她儿子，请打我电话。' }))
    const second = await m.lastIn()
    expect(second).toMatchObject({ decision: 'thread', ticket_id: first.ticket_id })
    expect(second.conversation_id).not.toBe(first.conversation_id)
  })

  test('an answer on the page of the ticket goes out once, one in the conversation is not sent twice', async () => {
    await m.receive(letter({ from: 'page@example.com' }))
    const { conversation_id, ticket_id } = await m.lastIn()
    smtp.mails.length = 0
    await d.t.ok(answerTicket, { ticketId: ticket_id as string, body: '已安排师傅上门。' }, d.agents.leader)
    await d.t.drain()
    await d.t.drain()
    expect(smtp.mails).toHaveLength(1)
    expect((await readMail(smtp.mails[0]?.raw as Buffer)).wholeText).toContain('已安排师傅上门。')
    expect((await m.messagesOf(conversation_id)).map(({ body }) => body)).toContain('已安排师傅上门。')
  })

  test('a ticket written down by hand for somebody who wants mail is answered by mail', async () => {
    const { id } = await d.t.ok(
      openTicket,
      {
        kind: 'inquiry',
        title: '发票怎么开',
        description: '客户来厅询问',
        channel: 'email',
        contactEmail: 'hall@example.com'
      },
      d.agents.leader
    )
    await d.t.ok(answerTicket, { ticketId: id, body: '网厅可以自助开票。' }, d.agents.leader)
    await d.t.drain()
    expect(smtp.mails.map(({ to }) => to)).toEqual([['hall@example.com']])
    const sent = await readMail(smtp.mails[0]?.raw as Buffer)
    await m.receive(
      letter({ from: 'hall@example.com', subject: sent.subject, headers: { 'In-Reply-To': `<${sent.messageId}>` } })
    )
    expect(await m.lastIn()).toMatchObject({ decision: 'thread', ticket_id: id })
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
    await m.receive(
      letter({ from: 'gone@example.com', body: '收到，谢谢', headers: { References: `<${sent.messageId}>` } })
    )
    expect(await m.lastIn()).toMatchObject({ decision: 'thread', conversation_id: visitor.conversationId })
  })
})
