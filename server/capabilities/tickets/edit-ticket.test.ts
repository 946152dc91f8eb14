import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noteTicket } from '@shouwen/contract/ticket-work'
import * as attention from '@shouwen/contract/ticket-attention'
import * as contract from '@shouwen/contract/tickets'
import { type SmallOperator, startSmallOperator } from './testing/small-operator.ts'

let o: SmallOperator
beforeAll(async () => {
  o = await startSmallOperator({ at: '2026-11-24T02:00:00Z' })
})
afterAll(() => o.t.stop())

const opened = async (matter: 'inquiry' | 'complaint' | 'fault' = 'inquiry') =>
  (await o.t.ok(contract.openTicket, o[matter], o.people.wang)).id
const page = async (ticketId: string) => (await o.t.ok(contract.readTicket, { ticketId }, o.people.leader)).ticket

describe('editing a ticket', () => {
  test('two people who had read the same version both win when they change different fields', async () => {
    const ticketId = await opened()
    const edits = [
      o.t.call(contract.editTicket, { ticketId, version: 1, title: '改套餐' }, o.people.wang),
      o.t.call(contract.editTicket, { ticketId, version: 1, tags: ['套餐'] }, o.people.leader),
      o.t.call(
        contract.editTicket,
        { ticketId, version: 1, form: { confirmedRequest: '59 改 39' } },
        o.people.dispatcher
      )
    ]
    expect((await Promise.all(edits)).map((answer) => answer.status)).toEqual([200, 200, 200])
    expect(await page(ticketId)).toMatchObject({
      title: '改套餐',
      tags: ['套餐'],
      form: { confirmedRequest: '59 改 39' },
      version: 4
    })
  })

  test('the same field answers with both values; a telephone of others stays masked', async () => {
    const ticketId = await opened()
    await o.t.ok(
      contract.editTicket,
      { ticketId, version: 1, title: '甲', contactPhone: '13900001111' },
      o.people.leader
    )
    const answer = await o.t.call(
      contract.editTicket,
      { ticketId, version: 1, title: '乙', contactPhone: '13900002222', tags: ['丢'] },
      o.people.wang
    )
    expect(answer.status).toBe(409)
    expect(answer.problem).toMatchObject({
      code: 'changed-meanwhile',
      details: {
        version: 2,
        fields: [
          { field: 'title', yours: '乙', theirs: '甲' },
          { field: 'contactPhone', yours: '13900002222', theirs: '139****1111' }
        ]
      }
    })
    expect((await page(ticketId)).tags).toEqual([])
  })

  test('urgency and customer move the priority, unless a person has set it with a reason', async () => {
    const ticketId = await opened('complaint')
    expect((await o.t.ok(contract.editTicket, { ticketId, version: 1, urgency: 'high' }, o.people.wang)).priority).toBe(
      'P2'
    )
    await o.t.ok(contract.setPriority, { ticketId, priority: 'P1', reason: '媒体关注' }, o.people.leader)
    expect((await o.t.ok(contract.editTicket, { ticketId, version: 2, urgency: 'low' }, o.people.wang)).priority).toBe(
      'P1'
    )
    expect(await page(ticketId)).toMatchObject({ priorityOverridden: true, priorityBecause: { zh: '媒体关注' } })
    expect((await o.t.ok(contract.setPriority, { ticketId, reason: '按规则' }, o.people.leader)).priority).toBe('P3')
    expect(
      (await o.t.ok(contract.editTicket, { ticketId, version: 3, customerId: o.customerId }, o.people.wang)).version
    ).toBe(4)
    expect((await page(ticketId)).customerGrade).toBe('AA')
  })

  test('what is edited is found by search', async () => {
    const ticketId = await opened()
    await o.t.ok(contract.editTicket, { ticketId, version: 1, title: '携号转网咨询' }, o.people.wang)
    const row = await o.t.db
      .selectFrom('tickets.ticket')
      .select(['grams', 'search_text'])
      .where('id', '=', ticketId)
      .executeTakeFirstOrThrow()
    expect(row.grams).toContain('携号')
    expect(row.search_text).toContain('携号转网咨询')
  })

  test('another kind needs a reason and keeps the promises that run', async () => {
    const ticketId = await opened('complaint')
    const before = (await o.t.ok(contract.readTicket, { ticketId }, o.people.leader)).promises
    await o.t.ok(
      contract.reclassifyTicket,
      { ticketId, kind: 'inquiry', category: 'inquiry.billing', reason: '客户只是询问' },
      o.people.leader
    )
    const after = await o.t.ok(contract.readTicket, { ticketId }, o.people.leader)
    expect(after.ticket).toMatchObject({ kind: 'inquiry', category: 'inquiry.billing', form: {} })
    expect(after.promises.map(({ id, dueAt }) => [id, dueAt])).toEqual(before.map(({ id, dueAt }) => [id, dueAt]))
    expect(after.timeline.items.find((item) => item.type === 'note')?.body).toContain('demand: 退还 30 元')
  })
})

describe('words among colleagues', () => {
  test('those called by name find it in their mentions until they have looked', async () => {
    const ticketId = await opened()
    await o.t.ok(noteTicket, { ticketId, body: '请看下账单', mentions: [o.people.li.id] }, o.people.wang)
    const unread = () => o.t.ok(attention.listMentions, { unreadOnly: true }, o.people.li)
    expect((await unread()).items).toMatchObject([{ ticketId, body: '请看下账单', by: { name: '王芳' } }])
    await o.t.ok(attention.readMentions, { ticketId }, o.people.li)
    expect((await unread()).items).toEqual([])
    expect(
      (await o.t.call(noteTicket, { ticketId, body: 'x', mentions: [o.t.app.newId()] }, o.people.wang)).problem.code
    ).toBe('assignee-unknown')
  })

  test('the history pages back to the beginning without a gap or a double', async () => {
    const ticketId = await opened()
    for (let i = 0; i < 7; i++) await o.t.ok(noteTicket, { ticketId, body: `第 ${i} 条` }, o.people.wang)
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const part = await o.t.ok(
        contract.listTimeline,
        { ticketId, limit: 3, ...(cursor ? { cursor } : {}) },
        o.people.wang
      )
      seen.push(...part.items.map((item) => item.body ?? item.what))
      cursor = part.nextCursor ?? undefined
    } while (cursor)
    expect(seen).toEqual(['第 6 条', '第 5 条', '第 4 条', '第 3 条', '第 2 条', '第 1 条', '第 0 条', 'acknowledged'])
  })

  test('a follower is counted and shown as following', async () => {
    const ticketId = await opened()
    await o.t.ok(attention.followTicket, { ticketId }, o.people.leader)
    await o.t.ok(attention.followTicket, { ticketId }, o.people.leader)
    expect(await o.t.ok(contract.readTicket, { ticketId }, o.people.leader)).toMatchObject({
      following: true,
      followerCount: 1
    })
    await o.t.ok(attention.unfollowTicket, { ticketId }, o.people.leader)
    expect(await o.t.ok(contract.readTicket, { ticketId }, o.people.leader)).toMatchObject({
      following: false,
      followerCount: 0
    })
  })
})

describe('files', () => {
  const upload = (ticketId: string, name: string, content: string, type: string) =>
    o.t.server.inject({
      method: 'POST',
      url: `/api/tickets/${ticketId}/files`,
      headers: { authorization: `Bearer ${o.people.wang.token}`, 'content-type': 'multipart/form-data; boundary=xx' },
      payload: `--xx\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n${content}\r\n--xx--\r\n`
    })

  test('come back byte for byte to whoever may read the ticket, and can be named in a note', async () => {
    const ticketId = await opened()
    const answer = await upload(ticketId, '账单.txt', '十月账单：30 元', 'text/plain')
    expect(answer.statusCode).toBe(200)
    const [file] = answer.json().files
    await o.t.ok(noteTicket, { ticketId, body: '见附件', fileIds: [file.id] }, o.people.wang)
    const down = await o.t.server.inject({
      method: 'GET',
      url: `/api/tickets/${ticketId}/files/${file.id}`,
      headers: { authorization: `Bearer ${o.people.li.token}` }
    })
    expect(down.statusCode).toBe(200)
    expect(down.body).toBe('十月账单：30 元')
    expect(down.headers['content-disposition']).toContain('attachment')
    const other = await o.t.server.inject({
      method: 'GET',
      url: `/api/tickets/${ticketId}/files/${file.id}`,
      headers: { authorization: `Bearer ${o.people.outsider.token}` }
    })
    expect(other.statusCode).toBe(404)
    const elsewhere = await opened()
    expect(
      (await o.t.call(noteTicket, { ticketId: elsewhere, body: 'x', fileIds: [file.id] }, o.people.wang)).problem.code
    ).toBe('file-missing')
  })

  test('that are not what they say are refused and leave nothing', async () => {
    const ticketId = await opened()
    expect((await upload(ticketId, '照片.jpg', 'not a picture', 'image/jpeg')).statusCode).toBe(415)
    expect((await o.t.ok(contract.readTicket, { ticketId }, o.people.wang)).files).toEqual([])
  })
})
