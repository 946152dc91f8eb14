import * as contract from '@shouwen/contract/mail'
import { expect, test } from 'vitest'
import { startImapServer } from '../../../adapters/mail/testing/imap-server.ts'
import { startSmtpInbox } from '../../../adapters/mail/testing/smtp-inbox.ts'
import { mailLoop } from './read-mailboxes.ts'
import { letter } from './testing/letters.ts'
import { startAdministered } from './testing/mail-desk.ts'

test('a worker reads the mailbox of IMAP_URL by itself, hears of new mail, and is back after the server was', async () => {
  const box = await startImapServer()
  const smtp = await startSmtpInbox()
  const url = (scheme: string, port: number) => `${scheme}://127.0.0.1:${port}?tls=none`
  const { d: other, admin } = await startAdministered({
    env: {
      IMAP_URL: `imap://service:secret@127.0.0.1:${box.port}/INBOX?tls=none`,
      SMTP_URL: url('smtp', smtp.port),
      MAIL_FROM: '客服 <care@env.example>'
    }
  })
  const stop = new AbortController()
  const running = mailLoop.run(other.t.app, stop.signal)
  const until = async (count: number) => {
    for (let tries = 0; tries < 800; tries += 1) {
      if ((await other.t.db.selectFrom('contacts.mail_in').select('id').execute()).length >= count) return
      other.t.clock.advance(50)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error(`${count} mails were never taken in`)
  }
  try {
    box.deliver(letter({ from: 'early@example.com' }), other.t.clock.now())
    await until(1)
    box.deliver(letter({ from: 'second@example.com' }), other.t.clock.now())
    await until(2)
    expect(await other.t.ok(contract.listMailboxes, {}, admin)).toMatchObject({
      items: [{ address: 'care@env.example', fromEnvironment: true, canSend: true, failure: null }]
    })
    box.cut()
    box.deliver(letter({ from: 'third@example.com' }), other.t.clock.now())
    await until(3)
  } finally {
    stop.abort()
    await running
    await other.t.stop()
    await box.stop()
    await smtp.stop()
  }
}, 120_000)
