import {
  attachToMyTicket,
  confirmMyTicket,
  downloadMyTicketFile,
  listMyTickets,
  readMyTicket,
  reopenMyTicket,
  withdrawMyTicket,
  writeToMyTicket
} from '@shouwen/contract/portal-tickets'
import { attachFiles } from '@shouwen/contract/ticket-attention'
import { answerTicket, changeStatus, noteTicket, resolveTicket } from '@shouwen/contract/ticket-work'
import { openTicket, readTicket } from '@shouwen/contract/tickets'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createCustomer } from '#capabilities/customers'
import { customerCookie } from './testing/customer-cookie.ts'
import { type SmallOperator, startSmallOperator } from './testing/small-operator.ts'

let o: SmallOperator
let customer: { cookie: string }
let neighbour: { cookie: string }
beforeAll(async () => {
  o = await startSmallOperator({ at: '2026-11-24T02:00:00Z' })
  customer = await signedIn(o.customerId)
  const other = await o.t.asSystem(({ tx, now }) =>
    createCustomer(tx, { regionId: 1, kind: 'person', name: '邻居', grade: 'ordinary', at: now })
  )
  neighbour = await signedIn(other)
})
afterAll(() => o.t.stop())

const signedIn = async (customerId: string) => ({ cookie: await customerCookie(o, customerId) })

const opened = async () =>
  (
    await o.t.ok(
      openTicket,
      { ...o.inquiry, customerId: o.customerId, channel: 'chat', description: '流量包怎么退？' },
      o.people.wang
    )
  ).id
const view = (ticketId: string) => o.t.ok(readMyTicket, { ticketId }, customer)

/** Uploads a picture as a browser does; answers its id. */
async function upload(path: string, name: string, as: { cookie?: string; token?: string }): Promise<string> {
  const head = `--xx\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: image/png\r\n\r\n`
  const { body } = await o.t.server.inject({
    method: 'POST',
    url: path,
    headers: {
      'content-type': 'multipart/form-data; boundary=xx',
      'sec-fetch-site': 'same-origin',
      ...(as.token ? { authorization: `Bearer ${as.token}` } : { cookie: as.cookie ?? '' })
    },
    payload: Buffer.concat([Buffer.from(head), Buffer.from(picture, 'base64'), Buffer.from('\r\n--xx--\r\n')])
  })
  return (JSON.parse(body) as { files: { id: string }[] }).files[0]?.id as string
}

describe('A customer’s own tickets at the portal', () => {
  test('are listed newest first with step, owner and next promise; a neighbour sees none of them', async () => {
    const first = await opened()
    o.t.clock.advance(60_000)
    const second = await opened()
    const { items } = await o.t.ok(listMyTickets, { openOnly: true }, customer)
    expect(items.map((one) => one.id).slice(0, 2)).toEqual([second, first])
    expect(items[0]).toMatchObject({ step: 'received', nextPromise: { overdue: false }, needed: null })
    const page = await o.t.ok(listMyTickets, { limit: 1 }, customer)
    expect((await o.t.ok(listMyTickets, { limit: 1, cursor: page.nextCursor ?? '' }, customer)).items[0]?.id).toBe(
      first
    )
    expect((await o.t.ok(listMyTickets, {}, neighbour)).items).toEqual([])
    expect((await o.t.call(readMyTicket, { ticketId: first }, neighbour)).problem.code).toBe('not-found')
    expect((await o.t.call(writeToMyTicket, { ticketId: first, body: 'x' }, neighbour)).problem.code).toBe('not-found')
    expect((await o.t.call(readMyTicket, { ticketId: first }, o.people.wang)).problem.code).toBe('not-signed-in')
  })

  test('say what we need; writing it makes the work go on, and the promise that was kept stays on show', async () => {
    const id = await opened()
    await o.t.ok(answerTicket, { ticketId: id, body: '请提供账单照片' }, o.people.wang)
    await o.t.ok(changeStatus, { ticketId: id, to: 'pending', reason: 'waiting-documents' }, o.people.wang)
    expect(await view(id)).toMatchObject({
      asked: '流量包怎么退？',
      step: 'waiting-for-you',
      ownerJobNumber: '1001',
      needed: { zh: '等客户提供证件或单据' },
      can: ['write', 'withdraw']
    })
    const fileId = await upload(attachToMyTicket.path.replace('{ticketId}', id), '账单.png', customer)
    await o.t.ok(writeToMyTicket, { ticketId: id, body: '见附件', fileIds: [fileId] }, customer)
    const after = await view(id)
    expect(after).toMatchObject({ step: 'in-hand', needed: null, files: [{ id: fileId, name: '账单.png' }] })
    expect(after.words.map((one) => `${one.from} ${one.body}`)).toEqual(['us 请提供账单照片', 'you 见附件'])
    expect(after.promises.find((one) => one.state === 'kept')).toBeDefined()
  })

  test('never show what is among us: notes, their files, promises to colleagues', async () => {
    const id = await opened()
    const inner = await upload(attachFiles.path.replace('{ticketId}', id), '内部.png', o.people.wang)
    await o.t.ok(noteTicket, { ticketId: id, body: '客户可能要投诉', fileIds: [inner] }, o.people.wang)
    const page = await view(id)
    expect(JSON.stringify(page)).not.toContain('可能要投诉')
    expect(page.files).toEqual([])
    expect((await o.t.call(downloadMyTicketFile, { ticketId: id, fileId: inner }, customer)).problem.code).toBe(
      'file-missing'
    )
    const inside = await o.t.ok(readTicket, { ticketId: id }, o.people.wang)
    expect(page.promises.length).toBeLessThan(inside.promises.length)
  })

  test('are confirmed or not by the customer alone, opened again after closing, withdrawn before', async () => {
    const id = await opened()
    await o.t.ok(answerTicket, { ticketId: id, body: '已退' }, o.people.wang)
    await o.t.ok(resolveTicket, { ticketId: id, resolution: '已退订' }, o.people.wang)
    expect((await view(id)).can).toContain('confirm')
    await o.t.ok(confirmMyTicket, { ticketId: id, solved: false, comment: '还在扣' }, customer)
    expect((await view(id)).step).toBe('in-hand')
    await o.t.ok(resolveTicket, { ticketId: id, resolution: '退费到账' }, o.people.wang)
    await o.t.ok(confirmMyTicket, { ticketId: id, solved: true }, customer)
    expect(await view(id)).toMatchObject({ step: 'closed', resolution: '退费到账', can: ['reopen'] })
    expect((await o.t.call(writeToMyTicket, { ticketId: id, body: '谢谢' }, customer)).problem.code).toBe(
      'ticket-status-not-possible'
    )
    const again = await o.t.ok(reopenMyTicket, { ticketId: id, reason: '本月又扣了' }, customer)
    expect(again.followUp).toBe(true)
    expect(await view(again.ticketId)).toMatchObject({ step: 'received' })
    await o.t.ok(withdrawMyTicket, { ticketId: again.ticketId }, customer)
    expect(await view(again.ticketId)).toMatchObject({ step: 'cancelled', can: [] })
  })
})

const picture =
  'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mNk+M9Qz0AEYBxVSF+FAAhKDveksOjmAAAAAElFTkSuQmCC'
