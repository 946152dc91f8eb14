import type { InputOf } from '@shouwen/contract/operation'
import { downloadExport, listExports, removeExport, startExport } from '@shouwen/contract/ticket-export'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createStaff, issueToken } from '#capabilities/people'
import { readTable } from '#platform/tabular/index'
import { expireExports } from './export-files.ts'
import { openTicket as open } from './open-ticket.ts'
import { type Colleague, type SmallOperator, startSmallOperator } from './testing/small-operator.ts'

let o: SmallOperator
let manager: Colleague
beforeAll(async () => {
  o = await startSmallOperator({ at: '2026-11-24T02:00:00Z' })
  manager = await o.t.asSystem(async ({ tx }) => {
    const { id } = await createStaff(tx, {
      unitId: o.units.hotline,
      jobNumber: '1009',
      name: '钱经理',
      roles: ['hall-manager']
    })
    return { id, unitId: o.units.hotline, token: (await issueToken(tx, id, { name: 'test', scopes: ['*'] })).token }
  })
  await o.t.asSystem(async (call) => {
    for (let i = 0; i < 1_203; i++)
      await open(
        call,
        {
          ...o.inquiry,
          regionId: 1,
          queueCode: 'hn-all',
          title: `工单 ${i}`,
          description: i === 0 ? '=1+1 "引号",\n换行' : '内容',
          customerId: o.customerId,
          contactName: '张三丰',
          contactPhone: '13800138000'
        },
        { byMachine: true }
      )
  })
}, 180_000)
afterAll(() => o.t.stop())

const wanted: InputOf<typeof startExport> = {
  columns: ['number', 'title', 'description', 'status', 'customerName', 'contactPhone', 'openedAt'],
  format: 'csv',
  language: 'zh-CN',
  purpose: '月度分析'
}
const newest = async (as: Colleague) => (await o.t.ok(listExports, {}, as)).items[0]
async function fetched(exportId: string, as: Colleague): Promise<Buffer> {
  const answer = await o.t.server.inject({
    method: 'GET',
    url: downloadExport.path.replace('{exportId}', exportId),
    headers: { authorization: `Bearer ${as.token}` }
  })
  expect(answer.statusCode).toBe(200)
  return answer.rawPayload
}

describe('An export', () => {
  test('writes every ticket of the list into a file, masked by what the exporter may see, and is audited with its purpose', async () => {
    const begun = await o.t.ok(startExport, wanted, o.people.leader)
    expect(begun).toMatchObject({ state: 'running', masked: ['phone'] })
    expect((await o.t.call(startExport, wanted, o.people.leader)).problem.code).toBe('export-already-running')
    await o.t.drain()
    expect(await newest(o.people.leader)).toMatchObject({ state: 'done', total: 1_203, done: 1_203 })
    const text = (await fetched(begun.id, o.people.leader)).toString()
    const lines = text.split('\r\n')
    expect(lines[0]).toBe('\ufeff工单号,标题,内容,状态,客户,联系电话,受理时间')
    expect(lines).toHaveLength(1_205)
    expect(text).toContain(`"'=1+1 ""引号"",\n换行"`)
    expect(lines[1]).toContain('已受理,张三丰,138****8000,2026-11-24 10:00:00')
    const audit = await o.t.db
      .selectFrom('platform.audit')
      .select(['verb', 'purpose', 'fields'])
      .where('subject_id', '=', begun.id)
      .orderBy('at')
      .orderBy('id')
      .execute()
    expect(audit.map((line) => line.verb).sort()).toEqual([
      'ticket.export-asked',
      'ticket.export-fetched',
      'ticket.exported'
    ])
    expect(audit.every((line) => line.purpose === '月度分析')).toBe(true)
  })

  test('as a workbook reads back the same', async () => {
    const begun = await o.t.ok(
      startExport,
      { ...wanted, format: 'xlsx', language: 'en', columns: ['number', 'kind', 'title', 'contactPhone'] },
      manager
    )
    expect(begun.masked).toEqual(['phone'])
    await o.t.drain()
    const bytes = await fetched(begun.id, manager)
    const rows = []
    for await (const row of readTable('xlsx', Readable.from([bytes]))) rows.push(row.record)
    expect(rows).toHaveLength(1_203)
    expect(rows[0]).toMatchObject({ Kind: 'inquiry', Telephone: '138****8000' })
  })

  test('is for its asker alone, while it lasts', async () => {
    const begun = await o.t.ok(startExport, { ...wanted, filter: { kinds: ['fault'] } }, o.people.leader)
    await o.t.drain()
    expect(await newest(o.people.leader)).toMatchObject({ state: 'done', total: 0 })
    expect((await o.t.call(downloadExport, { exportId: begun.id }, manager)).status).toBe(404)
    expect((await o.t.call(startExport, wanted, o.people.wang)).problem.code).toBe('not-permitted')
    o.t.clock.advance(3 * 86_400_000)
    expect((await o.t.call(downloadExport, { exportId: begun.id }, o.people.leader)).problem.code).toBe(
      'export-not-ready'
    )
    await expireExports(o.t.app)
    expect((await o.t.ok(listExports, {}, o.people.leader)).items.every((one) => one.state === 'expired')).toBe(true)
    expect(
      await o.t.db.selectFrom('platform.file').select('id').where('subject_kind', '=', 'export').execute()
    ).toEqual([])
  })

  test('can be taken away before its time', async () => {
    const begun = await o.t.ok(startExport, wanted, o.people.leader)
    await o.t.drain()
    await o.t.ok(removeExport, { exportId: begun.id }, o.people.leader)
    expect((await o.t.call(downloadExport, { exportId: begun.id }, o.people.leader)).problem.code).toBe(
      'export-not-ready'
    )
  })
})
