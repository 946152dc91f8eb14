import { createMailbox } from '@shouwen/contract/mail'
import { afterAll, expect, test } from 'vitest'
import { takeInMail } from '#capabilities/contacts'
import { createStaff, createUnit, issueToken } from '#capabilities/people'
import { startTestApp, type TestApp } from '#platform/testing/test-app'
import { type Delivered, startSmtpInbox } from '../../server/adapters/mail/testing/smtp-inbox.ts'

type Instance = { t: TestApp; address: string; received: number; stop(): Promise<void> }
const instances: Instance[] = []
afterAll(() => Promise.all(instances.map((instance) => instance.stop())))

/** What a mail server on the way adds and, when it is a poor one, takes away. */
type Gateway = (mail: Delivered) => Buffer
const honest: Gateway = ({ from, raw }) =>
  Buffer.concat([Buffer.from(`Return-Path: <${from}>\r\nReceived: from somewhere\r\n`), raw])
/** Drops every trace by which a thread or a machine could be told, also the token in the subject. */
const stripping: Gateway = ({ raw }) => {
  const text = raw.toString('latin1')
  const end = text.indexOf('\r\n\r\n')
  const [head, body] = [text.slice(0, end), text.slice(end)]
  const kept = head
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
    .filter((line) => /^(?:From|To|Date|MIME-Version|Content-)/i.test(line))
  return Buffer.from(`${['Subject: (no subject)', ...kept].join('\r\n')}${body}`, 'latin1')
}

/** A whole instance whose mail leaves by SMTP and is taken in by the other one, as two operators' service addresses would meet. */
async function instance(name: string, gateway: Gateway): Promise<Instance> {
  const inbox = await startSmtpInbox({ onMail: (mail) => deliver(mail, gateway) })
  const t = await startTestApp({ env: { SMTP_URL: inbox.url, MAIL_FROM: `Service <service@${name}.example>` } })
  await t.db
    .insertInto('platform.region')
    .values({ id: 1, code: 'HN', name_zh: '湖南', name_en: 'Hunan', time_zone: 'Asia/Shanghai' })
    .execute()
  const token = await t.asSystem(async ({ tx }) => {
    const unit = await createUnit(tx, {
      parentId: null,
      regionId: 1,
      level: 'province',
      code: 'hn',
      nameZh: '湖南',
      nameEn: 'Hunan'
    })
    const { id } = await createStaff(tx, { unitId: unit.id, jobNumber: '1', name: '管理员', roles: ['administrator'] })
    return (await issueToken(tx, id, { name: 'test', scopes: ['*'] })).token
  })
  await t.ok(createMailbox, { regionId: 1, address: `service@${name}.example`, name }, { token })
  const made: Instance = {
    t,
    address: `service@${name}.example`,
    received: 0,
    stop: () => t.stop().then(() => inbox.stop())
  }
  instances.push(made)
  return made
}

async function deliver(mail: Delivered, gateway: Gateway): Promise<void> {
  const receiver = instances.findLast(({ address }) => mail.to.includes(address))
  if (!receiver) return
  receiver.received += 1
  await take(receiver, gateway(mail))
}

async function take({ t }: Instance, raw: Buffer): Promise<void> {
  const mailbox = await t.db.selectFrom('contacts.mailbox').selectAll().executeTakeFirstOrThrow()
  await takeInMail(t.app, { regionId: 1, mailbox, receivedAt: t.clock.now() }, raw)
}

/** Lets both do whatever they want to do, again and again; `travelMs` passes between a mail and what it causes. */
async function letThemTalk(a: Instance, b: Instance, travelMs: number): Promise<void> {
  for (let turn = 0; turn < 6; turn += 1) {
    for (const { t } of [a, b]) {
      await t.drain()
      t.clock.advance(travelMs)
    }
  }
}

const cases: [what: string, gateway: Gateway, travelMs: number][] = [
  ['as mail travels, however slowly', honest, 11 * 60_000],
  // Mail that carries no trace at all and travels for longer than the ten minutes of the rate ends at the daily rate: see the kernel.
  ['whatever a gateway strips', stripping, 20_000]
]
for (const [what, gateway, travelMs] of cases)
  test(`two instances that write to each other settle at two mails or fewer, ${what}`, async () => {
    const [a, b] = [await instance(`a${travelMs}`, gateway), await instance(`b${travelMs}`, gateway)]
    // Somebody writes to A in the name of B's service address.
    await take(
      a,
      Buffer.from(
        `Return-Path: <${b.address}>\r\nFrom: ${b.address}\r\nTo: ${a.address}\r\nSubject: Hello\r\nMessage-ID: <start@elsewhere>\r\nDate: ${a.t.clock.now().toUTCString()}\r\n\r\nHello\r\n`
      )
    )
    await letThemTalk(a, b, travelMs)
    expect(a.received + b.received).toBeGreaterThan(0)
    expect(a.received + b.received).toBeLessThanOrEqual(2)
    for (const { t } of [a, b])
      expect(await t.db.selectFrom('contacts.mail_out').select('id').where('state', '=', 'queued').execute()).toEqual(
        []
      )
    // A customer is still answered.
    a.t.clock.advance(60_000)
    await take(
      a,
      Buffer.from(
        `Return-Path: <li@example.com>\r\nFrom: li@example.com\r\nSubject: Help\r\nMessage-ID: <li@example.com>\r\n\r\nHelp\r\n`
      )
    )
    await a.t.drain()
    expect(
      await a.t.db.selectFrom('contacts.mail_out').select('state').where('to_address', '=', 'li@example.com').execute()
    ).toEqual([{ state: 'sent' }])
  }, 120_000)
