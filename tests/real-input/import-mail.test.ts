import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '#platform/testing/test-app'
import { createImport, runImport, storeFile, undoImport, findImport, stepImport } from '#capabilities/imports'
import { transact, type Upload } from '#platform/action'

let t: TestApp
let folder: string
const rates: string[] = []

/** 投诉宽带 and 您好，我的宽带断了两天 in the encoding of old mail programs. */
const gbk = { subject: 'zbbL37/ttPg=', body: Buffer.from('c4fabac3a3acced2b5c4bfedb4f8b6cfc1cbc1bdccec', 'hex') }
const threads = 40

/** Writes a folder as a mail server's archive would be: threads with our answers, loops, bounces, one that is no mail, several encodings. */
function writeCorpus(): void {
  const file = (name: string, lines: string[], body: Buffer | string) =>
    writeFileSync(
      join(folder, name),
      Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), Buffer.from(body as string)])
    )
  mkdirSync(join(folder, '2024', 'sent'), { recursive: true })
  for (let n = 0; n < threads; n += 1) {
    const at = (minutes: number) => new Date(Date.UTC(2024, 2, 1 + (n % 20), 1, n) + minutes * 60_000).toUTCString()
    const who = `customer${n}@example.com`
    const encodings: [string[], Buffer | string][] = [
      [['Content-Type: text/plain; charset=gbk', 'Content-Transfer-Encoding: 8bit'], gbk.body],
      [['Content-Type: text/plain; charset=gb2312', 'Content-Transfer-Encoding: base64'], gbk.body.toString('base64')],
      [
        ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: quoted-printable'],
        [...Buffer.from('您好，我的宽带断了两天')].map((byte) => `=${byte.toString(16).toUpperCase()}`).join('')
      ],
      [
        ['Content-Type: text/html; charset=utf-8', 'Content-Transfer-Encoding: 8bit'],
        '<p>您好，我的宽带<b>断了</b>两天</p>'
      ]
    ]
    const [content, body] = encodings[n % 4] as [string[], Buffer | string]
    file(
      join('2024', `${n}-c.eml`),
      [
        `From: =?UTF-8?B?${Buffer.from('客户').toString('base64')}?= <${who}>`,
        'To: service@old.example',
        `Subject: =?gbk?B?${gbk.subject}?=`,
        `Message-ID: <q${n}@example.com>`,
        `Date: ${at(0)}`,
        ...content
      ],
      body
    )
    // Ours, in another folder and earlier in the alphabet than what it answers: 20 minutes later in even threads, two hours in odd ones.
    file(
      join('2024', 'sent', `${n}-a.eml`),
      [
        'From: Service <service@old.example>',
        `To: ${who}`,
        'Subject: Re: broadband',
        `Message-ID: <r${n}@old.example>`,
        `In-Reply-To: <q${n}@example.com>`,
        `Date: ${at(n % 2 === 0 ? 20 : 120)}`,
        'Content-Type: text/plain; charset=utf-8'
      ],
      '师傅已经出发。'
    )
    file(
      join('2024', `${n}-b.eml`),
      [
        `From: ${who}`,
        'Subject: Re: Re: broadband',
        `Message-ID: <s${n}@example.com>`,
        `References: <q${n}@example.com> <r${n}@old.example>`,
        `Date: ${at(300)}`,
        'Content-Type: text/plain; charset=utf-8'
      ],
      '好了，谢谢！\r\n\r\n在 2024-03-01 10:00，Service <service@old.example> 写道：\r\n> 师傅已经出发。\r\n'
    )
  }
  file(
    'loop.eml',
    [
      'From: robot@else.example',
      'Subject: Re: Re: Re: auto',
      'Auto-Submitted: auto-replied',
      'Message-ID: <loop@else>',
      'Date: Fri, 01 Mar 2024 01:00:00 +0000'
    ],
    'I am away'
  )
  file(
    'bounce.eml',
    [
      'From: mailer-daemon@else.example',
      'Return-Path: <>',
      'Subject: Undelivered',
      'Message-ID: <bounce@else>',
      'Date: Fri, 01 Mar 2024 01:00:00 +0000',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b'
    ],
    '--b\r\nContent-Type: text/plain\r\n\r\nno\r\n--b--'
  )
  file(
    'copy-of-0.eml',
    [
      'From: customer0@example.com',
      'Subject: again',
      'Message-ID: <q0@example.com>',
      'Date: Sat, 02 Mar 2024 01:00:00 +0000'
    ],
    'the same mail from another folder'
  )
  file('broken.eml', ['X-Nothing: here'], 'no sender')
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shouwen-mails-'))
  writeCorpus()
  t = await startTestApp()
  await t.db
    .insertInto('platform.region')
    .values({ id: 1, code: 'HN', name_zh: '湖南', name_en: 'Hunan', time_zone: 'Asia/Shanghai' })
    .execute()
})
afterAll(async () => {
  await t.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function bringIn() {
  const files: Upload[] = []
  for (const path of globSync('**/*.eml', { cwd: folder }).sort())
    files.push(await storeFile(t.app, join(folder, path), path.split('/').at(-1) as string))
  const one = await transact(t.app, { kind: 'system', name: 'import' }, (call) =>
    createImport(call, {
      regionId: 1,
      kind: 'mail',
      mapping: { columns: {}, ownAddresses: ['service@old.example'] },
      files
    })
  )
  const startedAt = performance.now()
  const end = await runImport(t.app, { regionId: 1, id: one.id })
  rates.push(`${files.length} mails, ${Math.round(files.length / ((performance.now() - startedAt) / 1000))} a second`)
  return end
}

test('a folder of mail becomes threads, conversations and tickets at their own time, and nothing is sent', async () => {
  const end = await bringIn()
  console.info(rates.join('\n'))
  expect(end).toMatchObject({
    state: 'done',
    total: threads * 3 + 4,
    imported: threads * 3 + 2,
    repeated: 1,
    failed: 1
  })
  const conversations = await t.db.selectFrom('contacts.conversation').selectAll().execute()
  expect(conversations).toHaveLength(threads)
  expect(conversations.every(({ message_count, channel }) => message_count === 3 && channel === 'email')).toBe(true)
  const messages = await t.db
    .selectFrom('contacts.message')
    .select(['conversation_id', 'seq', 'body', 'direction', 'at'])
    .orderBy('seq')
    .execute()
  for (const { id } of conversations) {
    const said = messages.filter((message) => message.conversation_id === id)
    expect(said.map(({ direction, body }) => [direction, body.replace(/\s/g, '')])).toEqual([
      ['in', '您好，我的宽带断了两天'],
      ['out', '师傅已经出发。'],
      ['in', '好了，谢谢！']
    ])
    expect(said.every(({ at }) => at.getUTCFullYear() === 2024)).toBe(true)
  }
  await t.drain()
  expect(await t.db.selectFrom('contacts.mail_out').select('id').execute()).toEqual([])
  const tickets = await t.db.selectFrom('tickets.ticket').select(['opened_at', 'title', 'channel']).execute()
  expect(tickets).toHaveLength(threads)
  expect(
    tickets.every(
      ({ opened_at, channel, title }) =>
        opened_at.getUTCFullYear() === 2024 && channel === 'email' && title === '投诉宽带'
    )
  ).toBe(true)
})

test('answers of those days decide the promises: kept within the half hour, broken after it', async () => {
  const clocks = await t.db
    .selectFrom('norms.clock')
    .select(['state', 'due_at', 'stopped_at', 'started_at'])
    .where('clause_id', '=', 'inquiry-response')
    .execute()
  expect(clocks).toHaveLength(threads)
  expect(clocks.filter(({ state }) => state === 'kept')).toHaveLength(threads / 2)
  expect(clocks.every(({ stopped_at }) => stopped_at?.getUTCFullYear() === 2024)).toBe(true)
})

test('brought in again every mail is recognised', async () => {
  const again = await bringIn()
  expect(again).toMatchObject({ imported: 0, repeated: threads * 3 + 4, failed: 0 })
  expect(await t.db.selectFrom('tickets.ticket').select('id').execute()).toHaveLength(threads)
})

test('undone, threads nobody touched since are gone and can be brought in once more', async () => {
  const [first] = await t.db.selectFrom('imports.import').select('id').orderBy('created_at').orderBy('id').execute()
  const ref = { regionId: 1, id: first?.id as string }
  t.clock.advance(60_000)
  await transact(t.app, { kind: 'system', name: 'import' }, (call) =>
    stepImport(call, { regionId: 1, importId: ref.id }, ['done'], 'undoing')
  )
  const end = await undoImport(t.app, ref)
  expect(end).toMatchObject({ state: 'undone', undone: threads * 3 + 2, kept: 0 })
  expect(await t.db.selectFrom('contacts.conversation').select('id').execute()).toEqual([])
  expect(
    (await t.db.selectFrom('tickets.ticket').select('status').execute()).every(({ status }) => status === 'cancelled')
  ).toBe(true)
  expect(
    (await t.db.selectFrom('norms.clock').select('state').execute()).every(({ state }) => state === 'cancelled')
  ).toBe(true)
  expect(await bringIn()).toMatchObject({ imported: threads * 3 + 2 })
  expect(await findImport(t.db, ref)).toMatchObject({ state: 'undone' })
})

test('the same from the command line', async () => {
  const cli = fileURLToPath(new URL('../../server/cli.ts', import.meta.url))
  const run = (...args: string[]) =>
    promisify(execFile)(process.execPath, ['--disable-warning=ExperimentalWarning', cli, 'import', ...args], {
      env: { ...process.env, DATABASE_URL: t.databaseUrl, DATA_DIR: t.app.config.dataDir, SMTP_URL: '', IMAP_URL: '' }
    })
  const table = join(folder, 'tickets.csv')
  writeFileSync(
    table,
    '工单编号,类型,标题,内容,受理时间,答复,答复时间,状态\nA1,投诉,资费不明,多扣了十元,2024-05-01 09:00,已退费,2024-05-01 10:00,已办结\nA2,咨询,套餐,怎么改,2024-05-02 09:00,,,\nA3,魔法,x,y,2024-05-03 09:00,,,\n'
  )
  const tried = await run('tickets', table, '--dry-run')
  expect(tried.stderr).toMatch(/word-unknown \(kind\): 1/)
  expect(tried.stdout).toBe('')
  const done = await run('tickets', table)
  expect(done.stderr).toMatch(/imported 2, repeated 0, failed 1/)
  expect(readFileSync(`${table}.faults.csv`, 'utf8')).toContain('A3,魔法')
  const id = done.stdout.trim()
  expect((await run('tickets', table)).stderr).toMatch(/imported 0, repeated 2, failed 1/)
  expect((await run('--undo', id)).stderr).toMatch(/taken back 2, kept because worked on since 0/)
  const mail = await run('mail', folder, '--own', 'service@old.example')
  expect(mail.stderr).toMatch(/repeated \d+/)
  await expect(run('tickets', join(folder, 'missing.csv'))).rejects.toThrow()
}, 120_000)
