import * as contract from '@shouwen/contract/imports'
import type { ImportMapping } from '@shouwen/contract/import-words'
import { noteTicket } from '@shouwen/contract/ticket-work'
import { getTicket } from '#capabilities/tickets'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addLine, createCustomer } from '#capabilities/customers'
import { createStaff, createUnit, issueToken } from '#capabilities/people'
import { transact } from '#platform/action'
import { tableBytes } from '#platform/tabular/index'
import { startTestApp, type TestApp } from '#platform/testing/test-app'
import { createImport, findImport, runImport } from './index.ts'

let t: TestApp
let integrator: { token: string }
let agent: { token: string }
let customerNumber: string

beforeAll(async () => {
  t = await startTestApp()
  await t.db
    .insertInto('platform.region')
    .values([
      { id: 1, code: 'HN', name_zh: '湖南', name_en: 'Hunan', time_zone: 'Asia/Shanghai' },
      { id: 2, code: 'GD', name_zh: '广东', name_en: 'Guangdong', time_zone: 'Asia/Shanghai' }
    ])
    .execute()
  await t.asSystem(async ({ tx, now }) => {
    const hn = await createUnit(tx, {
      parentId: null,
      regionId: 1,
      level: 'province',
      code: 'hn',
      nameZh: '湖南',
      nameEn: 'Hunan'
    })
    const hire = async (jobNumber: string, role: string) => {
      const { id } = await createStaff(tx, { unitId: hn.id, jobNumber, name: jobNumber, roles: [role] })
      return { token: (await issueToken(tx, id, { name: 'test', scopes: ['*'] })).token }
    }
    integrator = await hire('1', 'integrator')
    agent = await hire('2', 'agent')
    const customerId = await createCustomer(tx, {
      regionId: 1,
      kind: 'organisation',
      name: '长沙医院',
      grade: 'AAA',
      at: now
    })
    await addLine(tx, {
      regionId: 1,
      customerId,
      serviceNumber: '13812345678',
      service: 'mobile',
      openedOn: '2020-01-01'
    })
    customerNumber = (
      await tx.selectFrom('customers.customer').select('number').where('id', '=', customerId).executeTakeFirstOrThrow()
    ).number
  })
})
afterAll(() => t.stop())

/** Sends files and input as a browser does. */
async function post(
  path: string,
  files: { name: string; type: string; content: string | Buffer }[],
  input: object,
  as: { token: string }
) {
  const parts = [
    Buffer.from(`--xx\r\ncontent-disposition: form-data; name="input"\r\n\r\n${JSON.stringify(input)}\r\n`),
    ...files.map(({ name, type, content }) =>
      Buffer.concat([
        Buffer.from(
          `--xx\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`
        ),
        Buffer.from(content as string),
        Buffer.from('\r\n')
      ])
    ),
    Buffer.from('--xx--\r\n')
  ]
  const answer = await t.server.inject({
    method: 'POST',
    url: `/api/regions/1${path}`,
    headers: { 'content-type': 'multipart/form-data; boundary=xx', authorization: `Bearer ${as.token}` },
    payload: Buffer.concat(parts)
  })
  return { status: answer.statusCode, body: answer.json() }
}
const csv = (name: string, ...lines: string[]) => [{ name, type: 'text/csv', content: lines.join('\n') }]
async function store(name: string, text: string) {
  return t.app.files.put(Readable.from([Buffer.from(text)]), { name, limit: 1e8 })
}
async function bringIn(name: string, text: string, mapping?: ImportMapping) {
  const file = await store(name, text)
  const one = await transact(t.app, { kind: 'system', name: 'test' }, (call) =>
    createImport(call, { regionId: 1, kind: 'tickets', mapping, files: [file] })
  )
  return runImport(t.app, { regionId: 1, id: one.id })
}
const ticketsOf = (importId: string) =>
  t.db
    .selectFrom('imports.row_outcome as o')
    .innerJoin('tickets.ticket as t', (join) =>
      join.onRef('t.region_id', '=', 'o.region_id').onRef('t.id', '=', 'o.ticket_id')
    )
    .selectAll('t')
    .where('o.import_id', '=', importId)
    .orderBy('o.row')
    .execute()

describe('An import over HTTP', () => {
  const rows = csv(
    '工单.csv',
    '编号,类型,主题,内容,受理时间,客户编号',
    'H1,投诉,资费争议,多扣十元,2026-11-20 09:00,',
    'H2,故障,断网,家里断网,2026-11-24 09:59,',
    'H3,魔法,x,y,2026-11-20 09:00,',
    'H4,咨询,x,y,2027-01-01,',
    'H5,咨询,x,y,2026-11-20 09:00,C-0'
  )

  test('is shown before it is done: columns, what is wrong, and how the promises of the first rows would stand', async () => {
    const { status, body } = await post('/imports/preview', rows, {}, integrator)
    expect(status).toBe(200)
    expect(body).toMatchObject({ total: 5, ready: 3, repeated: 0, kinds: { complaint: 1, fault: 1, inquiry: 1 } })
    expect(body.columns.find(({ heading }: { heading: string }) => heading === '主题')).toEqual({
      heading: '主题',
      field: 'title',
      samples: ['资费争议', '断网', 'x']
    })
    expect(body.faults).toEqual([
      { fault: 'word-unknown', field: 'kind', count: 1, rows: [4], words: ['魔法'] },
      { fault: 'time-in-future', field: 'openedAt', count: 1, rows: [5], words: [] }
    ])
    expect(body.tried.rows).toBe(2)
    expect(body.tried.promises['broken']).toBeGreaterThan(0)
    expect(body.tried.promises['running']).toBeGreaterThan(0)
    expect(await t.db.selectFrom('tickets.ticket').select('id').execute()).toEqual([])
  })

  test('columns that make no tickets are shown all the same, with what is missing, so that a person can say what they are', async () => {
    const strange = csv('导出.csv', 'foo,bar', '断网,2026-11-20 09:00', '漫游,2026-11-21 09:00')
    const { status, body } = await post('/imports/preview', strange, {}, integrator)
    expect([status, body.unusable]).toEqual([200, { reason: 'no-title-and-no-description', field: null }])
    expect(body).toMatchObject({ total: 2, ready: 0, faults: [], tried: { rows: 0 } })
    expect(body.columns).toEqual([
      { heading: 'foo', field: null, samples: ['断网', '漫游'] },
      { heading: 'bar', field: null, samples: ['2026-11-20 09:00', '2026-11-21 09:00'] }
    ])
    const mapping = { columns: { foo: { field: 'title' }, bar: { field: 'openedAt' } }, constants: { kind: 'fault' } }
    const mended = await post('/imports/preview', strange, { mapping }, integrator)
    expect(mended.body).toMatchObject({ unusable: null, ready: 2, kinds: { fault: 2 } })
  })

  test('is done by a worker, tells its progress, hands out what failed, and is taken back', async () => {
    const started = await post('/imports', rows, { kind: 'tickets' }, integrator)
    expect(started.body).toMatchObject({ state: 'running', createdBy: { jobNumber: '1' } })
    await t.drain()
    const ref = { regionId: 1, importId: started.body.id as string }
    expect(await t.ok(contract.getImport, ref, integrator)).toMatchObject({
      state: 'done',
      total: 5,
      imported: 2,
      failed: 3
    })
    const faults = await t.call(contract.downloadImportFaults, ref, integrator)
    expect(String(faults.body).replace('\ufeff', '').split('\r\n')).toEqual([
      '编号,类型,主题,内容,受理时间,客户编号,#,fault,field',
      'H3,魔法,x,y,2026-11-20 09:00,,4,word-unknown,kind',
      'H4,咨询,x,y,2027-01-01,,5,time-in-future,openedAt',
      'H5,咨询,x,y,2026-11-20 09:00,C-0,6,customer-unknown,customerNumber',
      ''
    ])
    expect((await t.ok(contract.listImports, {}, integrator)).items.map(({ id }) => id)).toContain(ref.importId)
    // A file without a source brought in again is known, and so says the preview.
    expect((await post('/imports/preview', rows, {}, integrator)).body).toMatchObject({ ready: 1, repeated: 2 })
    // Somebody works on one of them before it is undone.
    const [first, second] = await ticketsOf(ref.importId)
    t.clock.advance(60_000)
    await t.ok(noteTicket, { ticketId: first?.id as string, body: '已联系客户' }, integrator)
    await t.ok(contract.undoImport, ref, integrator)
    await t.drain()
    expect(await t.ok(contract.getImport, ref, integrator)).toMatchObject({ state: 'undone', undone: 1, kept: 1 })
    const after = await ticketsOf(ref.importId)
    expect(after.map(({ status, status_reason }) => [status, status_reason])).toEqual([
      ['acknowledged', null],
      ['cancelled', 'import-undone']
    ])
    expect(
      await t.db
        .selectFrom('norms.clock')
        .select('state')
        .where('subject_id', '=', second?.id as string)
        .where('state', '!=', 'cancelled')
        .execute()
    ).toEqual([])
    expect((await t.call(contract.undoImport, ref, integrator)).problem.code).toBe('import-state-not-possible')
  })

  test('only who may import may do any of it, and only in their region', async () => {
    expect((await post('/imports/preview', rows, {}, agent)).status).toBe(403)
    expect((await post('/imports', rows, { kind: 'tickets' }, agent)).status).toBe(403)
    expect((await t.call(contract.listImports, {}, agent)).status).toBe(403)
    expect((await t.call(contract.getImport, { regionId: 2, importId: t.app.newId() }, integrator)).status).toBe(403)
  })

  test('what is no table, has no usable columns, or is missing is refused with a code', async () => {
    const code = async (files: Parameters<typeof post>[1], input: object = { kind: 'tickets' }) =>
      (await post('/imports', files, input, integrator)).body.code
    expect(await code([])).toBe('import-file-missing')
    expect(
      await code([{ name: 'a.png', type: 'image/png', content: Buffer.from('iVBORw0KGgoAAAANSUhEUg==', 'base64') }])
    ).toBe('table-unreadable')
    expect(await code(csv('a.csv', 'foo,bar', '1,2'))).toBe('mapping-unusable')
    expect(
      await code(csv('a.csv', 'a,b', '1,2'), {
        kind: 'tickets',
        mapping: { columns: { a: { field: 'title' }, b: { field: 'title' } } }
      })
    ).toBe('mapping-unusable')
    expect(
      await code(csv('a.csv', 'a', '1'), { kind: 'tickets', mapping: { columns: { a: { field: 'nonsense' } } } })
    ).toBe('invalid-input')
    expect(
      await code(csv('a.csv', 'a', '1'), {
        kind: 'tickets',
        mapping: { timeZone: 'Mars/North', columns: { a: { field: 'title' } } }
      })
    ).toBe('mapping-unusable')
  })

  test('mails come as files, too', async () => {
    const mail =
      'From: li@example.com\r\nSubject: Broadband down\r\nMessage-ID: <http@example.com>\r\nDate: Fri, 01 Mar 2024 01:00:00 +0000\r\n\r\nIt is down.\r\n'
    const { body } = await post(
      '/imports',
      [{ name: 'a.eml', type: 'message/rfc822', content: mail }],
      { kind: 'mail' },
      integrator
    )
    await t.drain()
    expect(await t.ok(contract.getImport, { regionId: 1, importId: body.id }, integrator)).toMatchObject({
      state: 'done',
      imported: 1
    })
    expect((await ticketsOf(body.id))[0]).toMatchObject({
      title: 'Broadband down',
      channel: 'email',
      opened_at: new Date('2024-03-01T01:00:00Z')
    })
  })
})

describe('What an import makes', () => {
  test('a workbook is read like a text file; customers are found by number and by service number', async () => {
    const chunks: Uint8Array[] = []
    for await (const chunk of tableBytes(
      'xlsx',
      ['编号', '标题', '时间', '客户编号', '业务号码'].map((key) => ({ key, heading: key })),
      [
        { 编号: 'X1', 标题: '甲', 时间: '2024-05-01 09:00', 客户编号: customerNumber, 业务号码: '' },
        { 编号: 'X2', 标题: '乙', 时间: '2024-05-01 10:00', 客户编号: '', 业务号码: '138 1234 5678' },
        { 编号: 'X3', 标题: '丙', 时间: '2024-05-01 11:00', 客户编号: '', 业务号码: '13900000000' }
      ]
    ))
      chunks.push(chunk)
    const file = await t.app.files.put(Readable.from([Buffer.concat(chunks)]), { name: '工单.xlsx', limit: 1e7 })
    const one = await transact(t.app, { kind: 'system', name: 'test' }, (call) =>
      createImport(call, { regionId: 1, kind: 'tickets', files: [file] })
    )
    expect(await runImport(t.app, { regionId: 1, id: one.id })).toMatchObject({ state: 'done', imported: 3 })
    const tickets = await ticketsOf(one.id)
    expect(tickets.map(({ customer_id, customer_grade }) => [customer_id !== null, customer_grade])).toEqual([
      [true, 'AAA'],
      [true, 'AAA'],
      [false, null]
    ])
    expect(tickets[2]?.form).toMatchObject({ serviceNumber: '13900000000' })
    expect(tickets.map(({ number }) => number.slice(0, 11))).toEqual(['HN-20240501', 'HN-20240501', 'HN-20240501'])
    expect(new Set(tickets.map(({ number }) => number)).size).toBe(3)
  })

  test('closed history is closed at its own time and asks nobody; a complaint needs nothing the past did not tell', async () => {
    const end = await bringIn(
      'c.csv',
      '编号,类型,标题,时间,回复,回复时间,处理结果,解决时间,关闭时间,状态\nC1,投诉,资费,2024-05-01 09:00,已核实,2024-05-01 12:00,已退费,2024-05-02 09:00,2024-05-03 09:00,已关闭\nC2,咨询,撤销的,2024-05-01 09:00,,,,,2024-05-01 10:00,已撤销\nC3,咨询,驳回的,2024-05-01 09:00,,,,,2024-05-01 10:00,不予受理\n'
    )
    expect(end).toMatchObject({ imported: 3, failed: 0 })
    const [closed, cancelled, rejected] = await ticketsOf(end.id)
    expect(closed).toMatchObject({
      status: 'closed',
      resolution: '已退费',
      closed_at: new Date('2024-05-03T01:00:00Z'),
      resolved_at: new Date('2024-05-02T01:00:00Z'),
      first_answered_at: new Date('2024-05-01T04:00:00Z')
    })
    expect([cancelled?.status, rejected?.status]).toEqual(['cancelled', 'rejected'])
    await t.drain()
    expect(
      await t.db
        .selectFrom('surveys.survey')
        .select('id')
        .where('ticket_id', '=', closed?.id as string)
        .execute()
    ).toEqual([])
    const steps = await t.db
      .selectFrom('tickets.status_change')
      .select(['to_status', 'at'])
      .where('ticket_id', '=', closed?.id as string)
      .orderBy('at')
      .execute()
    expect(steps.map(({ to_status, at }) => `${to_status} ${at.toISOString().slice(0, 13)}`)).toEqual([
      'acknowledged 2024-05-01T01',
      'inProgress 2024-05-01T04',
      'resolved 2024-05-02T01',
      'closed 2024-05-03T01'
    ])
    const ticket = await getTicket(t.read(), { regionId: 1, id: closed?.id as string })
    expect(ticket.next_due_at).toBeNull()
  })

  test('rows with the same number twice in one file, or changed since, are told and not overwritten', async () => {
    const first = await bringIn('s.csv', '编号,标题,时间\nS1,甲,2024-05-01\nS1,甲,2024-05-01\nS1,乙,2024-05-01\n', {
      source: 'same',
      columns: {}
    })
    expect(first).toMatchObject({ imported: 1, repeated: 1, failed: 1 })
    expect(
      await t.db
        .selectFrom('imports.row_outcome')
        .select(['row', 'fault'])
        .where('import_id', '=', first.id)
        .where('outcome', '=', 'failed')
        .execute()
    ).toEqual([{ row: 4, fault: 'number-used-before' }])
    const other = await bringIn('s2.csv', '编号,标题,时间\nS1,甲,2024-05-01\n', {
      source: 'another-system',
      columns: {}
    })
    expect(other).toMatchObject({ imported: 1 })
  })
})

describe('An import that is cut off', () => {
  const table = `编号,标题,时间\n${Array.from({ length: 700 }, (_, n) => `K${n},第${n}件,2024-05-01 09:${String(n % 60).padStart(2, '0')}`).join('\n')}\n`

  test('goes on exactly where it was, as often as needed; nothing is lost and nothing is there twice', async () => {
    const file = await store('k.csv', table)
    const one = await transact(t.app, { kind: 'system', name: 'test' }, (call) =>
      createImport(call, { regionId: 1, kind: 'tickets', files: [file] })
    )
    const ref = { regionId: 1, id: one.id }
    for (let round = 0; round < 2; round += 1) {
      const stop = new AbortController()
      await runImport(t.app, ref, { onBatch: () => stop.abort(), signal: stop.signal })
    }
    expect(await findImport(t.db, ref)).toMatchObject({ state: 'running', position: 400, imported: 400 })
    // Two workers at once, as after a lease that ran out.
    await Promise.all([runImport(t.app, ref), runImport(t.app, ref)])
    expect(await findImport(t.db, ref)).toMatchObject({ state: 'done', position: 700, imported: 700, failed: 0 })
    expect(await ticketsOf(one.id)).toHaveLength(700)
  })

  test('is stopped and resumed by a person', async () => {
    const { body } = await post(
      '/imports',
      csv('p.csv', ...table.replaceAll('K', 'P').split('\n')),
      { kind: 'tickets' },
      integrator
    )
    const ref = { regionId: 1, importId: body.id as string }
    await t.ok(contract.stopImport, ref, integrator)
    await t.drain()
    expect(await t.ok(contract.getImport, ref, integrator)).toMatchObject({ state: 'stopped', imported: 0 })
    await t.ok(contract.resumeImport, ref, integrator)
    await t.drain()
    expect(await t.ok(contract.getImport, ref, integrator)).toMatchObject({ state: 'done', imported: 700 })
  })
})
