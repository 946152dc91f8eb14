import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { openTicket, readTicket } from '@shouwen/contract/tickets'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startSmallOperator, type SmallOperator } from '../../server/capabilities/tickets/testing/small-operator.ts'

let operator: SmallOperator
let token = ''
let ticketId = ''

beforeAll(async () => {
  operator = await startSmallOperator()
  token = operator.people.wang.token
  ticketId = (await operator.t.ok(openTicket, operator.inquiry, { token })).id
})
afterAll(() => operator.t.stop())

const headers = () => ({ authorization: `Bearer ${token}`, 'content-type': 'application/json' })
const post = (payload: string | Buffer, more: Record<string, string> = {}) =>
  operator.t.server.inject({ method: 'POST', url: '/api/tickets', payload, headers: { ...headers(), ...more } })
const tickets = async () => Number((await sql<{ n: string }>`select count(*) as n from tickets.ticket`.execute(operator.t.db)).rows[0]?.n)

describe('Hostile input is answered with a code and leaves nothing behind', () => {
  test.each([
    ['a body of 10 MB', JSON.stringify({ title: 'x', description: 'x'.repeat(10 * 1024 * 1024) }), 413, 'body-too-large'],
    ['no JSON', '{"title": ', 400, 'malformed-body'],
    ['a list instead of an object', '[1,2,3]', 400, 'malformed-body'],
    ['JSON a hundred thousand levels deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 400, undefined],
    ['an object as deep in a member', `{"title":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`, 400, 'invalid-input'],
    ['a poisoned prototype', '{"__proto__":{"admin":true},"title":"x"}', 400, undefined],
    ['numbers for words', JSON.stringify({ kind: 7, title: 1e308, description: [], channel: null }), 400, 'invalid-input'],
    ['a NUL in a text', JSON.stringify({ kind: 'inquiry', channel: 'phone', title: 'a\u0000b', description: 'x', contactPhone: '13800138000' }), 400, 'invalid-input']
  ])('%s', async (_name, body, status, code) => {
    const before = await tickets()
    const answer = await post(body)
    expect(answer.statusCode).toBe(status)
    if (code) expect(answer.json()).toMatchObject({ code, zh: expect.any(String), en: expect.any(String) })
    expect(await tickets()).toBe(before)
  })

  test('another media type', async () => {
    expect((await post('title=x', { 'content-type': 'text/xml' })).statusCode).toBe(415)
  })

  test('SQL and HTML are kept as the words they are', async () => {
    const words = `'; drop table tickets.ticket; -- <img src=x onerror=alert(1)> {{7*7}} ${'${7*7}'}`
    const form = { confirmedRequest: words }
    const opened = await operator.t.ok(openTicket, { ...operator.inquiry, title: words, description: words, contactName: words.slice(0, 80), form, tags: [words.slice(0, 40)] }, { token })
    const { ticket } = await operator.t.ok(readTicket, { ticketId: opened.id }, { token })
    expect(ticket).toMatchObject({ title: words, description: words })
    expect(await tickets()).toBeGreaterThan(1)
  })
})

describe('Hostile files are refused and not kept', () => {
  const kept = async () => ({
    rows: Number((await sql<{ n: string }>`select count(*) as n from platform.file`.execute(operator.t.db)).rows[0]?.n),
    blobs: (await readdir(path.join(operator.t.app.config.dataDir, 'files'), { recursive: true }).catch(() => [])).filter((name) => /[0-9a-f]{64}/.test(name)).length
  })

  async function attach(name: string, type: string, content: Buffer) {
    const boundary = 'shouwen-test-boundary'
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`
    const payload = Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)])
    return operator.t.server.inject({
      method: 'POST',
      url: `/api/tickets/${ticketId}/files`,
      payload,
      headers: { authorization: `Bearer ${token}`, 'content-type': `multipart/form-data; boundary=${boundary}` }
    })
  }

  test('a file of 50 MB', async () => {
    const answer = await attach('big.png', 'image/png', Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(50 * 1024 * 1024)]))
    expect(answer.statusCode).toBe(413)
    expect(await kept()).toEqual({ rows: 0, blobs: 0 })
  })

  test('an archive named as a picture', async () => {
    const answer = await attach('holiday.jpg', 'image/jpeg', Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.alloc(4096)]))
    expect(answer.json()).toMatchObject({ code: 'file-type-mismatch' })
    expect(await kept()).toEqual({ rows: 0, blobs: 0 })
  })

  test('a page with a script named as text is never shown by the browser', async () => {
    const answer = await attach('../../evil.html', 'text/html', Buffer.from('<script>alert(1)</script>'))
    expect(answer.statusCode).toBeGreaterThanOrEqual(400)
    expect(await kept()).toEqual({ rows: 0, blobs: 0 })
  })

  test('a good file beside a bad one is removed again', async () => {
    const boundary = 'b2'
    const part = (name: string, type: string, content: string) => `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n${content}\r\n`
    const payload = `${part('note.txt', 'text/plain', '客户提供的说明')}${part('evil.exe', 'application/octet-stream', 'MZ....')}--${boundary}--\r\n`
    const answer = await operator.t.server.inject({ method: 'POST', url: `/api/tickets/${ticketId}/files`, payload, headers: { authorization: `Bearer ${token}`, 'content-type': `multipart/form-data; boundary=${boundary}` } })
    expect(Math.floor(answer.statusCode / 100)).toBe(4)
    operator.t.clock.advance(3_601_000)
    await operator.t.drain()
    expect(await kept()).toEqual({ rows: 0, blobs: 0 })
  })

  test('half a form', async () => {
    const answer = await operator.t.server.inject({
      method: 'POST',
      url: `/api/tickets/${ticketId}/files`,
      payload: '--b\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhalf',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'multipart/form-data; boundary=b' }
    })
    expect(answer.statusCode).toBeGreaterThanOrEqual(400)
    expect(answer.statusCode).toBeLessThan(500)
    expect(await kept()).toEqual({ rows: 0, blobs: 0 })
  })
})
