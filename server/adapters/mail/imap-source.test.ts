import { afterEach, expect, test } from 'vitest'
import type { FetchedMail, MailSession } from '#capabilities/contacts'
import { imapSource } from './imap-source.ts'
import { type ImapServer, startImapServer } from './testing/imap-server.ts'

let server: ImapServer | undefined
let session: MailSession | undefined
afterEach(async () => {
  await session?.close().catch(() => {})
  await server?.stop()
})

async function opened(given: Parameters<typeof startImapServer>[0] = {}) {
  server = await startImapServer(given)
  session = await imapSource.open({
    host: '127.0.0.1',
    port: server.port,
    security: 'none',
    user: 'service',
    password: 'secret'
  })
  return { server, session }
}
const all = async (mails: AsyncIterable<FetchedMail>) => {
  const found: FetchedMail[] = []
  for await (const mail of mails) found.push(mail)
  return found
}
const mail = (subject: string) => `From: a@b.example\r\nSubject: ${subject}\r\n\r\n正文 ${subject}\r\n`

test('the first reading gives what nobody has read yet, later ones what came after a UID', async () => {
  const { server, session } = await opened()
  server.deliver(mail('read by somebody'))
  for (const one of server.mails) one.seen = true
  server.deliver(mail('one'))
  server.deliver(mail('two'))
  const first = await all(session.newMails(null, 1e6))
  expect(first.map(({ uid }) => uid)).toEqual([2, 3])
  expect(first[0]?.raw?.toString()).toBe(mail('one'))
  await session.markRead(2)
  expect(server.mails.map(({ seen }) => seen)).toEqual([true, true, false])
  server.deliver(mail('three'))
  expect((await all(session.newMails(3, 1e6))).map(({ uid }) => uid)).toEqual([4])
  expect(await all(session.newMails(4, 1e6))).toEqual([])
})

test('a mail beyond the limit is told of and not fetched', async () => {
  const { server, session } = await opened()
  server.deliver(`${mail('large')}${'x'.repeat(5000)}`)
  expect(await all(session.newMails(null, 1000))).toMatchObject([
    { uid: 1, raw: null, size: server.mails[0]?.raw.length }
  ])
})

test('new mail ends the wait at once, and so does the signal', async () => {
  const { server, session } = await opened()
  const started = performance.now()
  const waiting = session.waitForMore(20_000, new AbortController().signal)
  setTimeout(() => server.deliver(mail('now')), 150)
  await waiting
  expect(performance.now() - started).toBeLessThan(5000)
  expect(server.commands).toContain('IDLE')
  const stop = new AbortController()
  const again = session.waitForMore(20_000, stop.signal)
  setTimeout(() => stop.abort(), 50)
  await again
  expect((await all(session.newMails(0, 1e6))).map(({ uid }) => uid)).toEqual([1])
})

// The wait would last longer than the test may: that it ends is the proof.
test.each([
  ['while mails are searched', 'UID SEARCH'],
  ['while one is fetched', 'UID FETCH'],
  ['after the last one was taken in', 'UID STORE'],
  ['as the wait begins', 'IDLE']
])('mail that arrives %s is not waited for', async (_when, moment) => {
  let isDue = false
  const { server, session } = await opened({
    onCommand: (command) => {
      if (!isDue || command !== moment) return
      isDue = false
      server.deliver(mail('between'))
    }
  })
  server.deliver(mail('first'))
  isDue = true
  const read: number[] = []
  while (!read.includes(2)) {
    if (read.length > 0) await session.waitForMore(600_000, new AbortController().signal)
    for await (const { uid } of session.newMails(read.at(-1) ?? null, 1e6)) {
      await session.markRead(uid)
      read.push(uid)
    }
  }
  expect(read).toEqual([1, 2])
})

test('a wrong password, a server that is away and a connection that is cut are told by a code', async () => {
  server = await startImapServer({ password: 'another' })
  const settings = {
    host: '127.0.0.1',
    port: server.port,
    security: 'none',
    user: 'service',
    password: 'secret'
  } as const
  await expect(imapSource.open(settings)).rejects.toMatchObject({ code: 'authentication-failed' })
  await server.stop()
  await expect(imapSource.open(settings)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  const { session, server: fresh } = await opened()
  const waiting = session.waitForMore(20_000, new AbortController().signal)
  setTimeout(() => fresh.cut(), 50)
  await expect(waiting).rejects.toMatchObject({ code: 'ECONNRESET' })
})
