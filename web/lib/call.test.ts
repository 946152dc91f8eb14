import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { operation, Type } from '@shouwen/contract/operation'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addressOf, call, isRefused, newIdempotencyKey, requestOf } from './call.ts'

const list = operation({
  id: 'listNotes',
  method: 'GET',
  path: '/api/tickets/{ticketId}/notes',
  summary: { zh: '备注', en: 'Notes' },
  permission: 'ticket.read',
  input: Type.Object({
    ticketId: Type.String(),
    kind: Type.Optional(Type.Array(Type.String())),
    pinned: Type.Optional(Type.Boolean())
  }),
  output: Type.Object({ items: Type.Array(Type.String()) })
})
const add = { ...list, id: 'addNote', method: 'POST' as const }

test('names of the path go into the path, the rest of a read into the query', () => {
  expect(addressOf(list, { ticketId: 'a/b', kind: ['x', 'y'], pinned: false })).toBe(
    '/api/tickets/a%2Fb/notes?kind=x&kind=y&pinned=false'
  )
  expect(addressOf(list, { ticketId: 'a' })).toBe('/api/tickets/a/notes')
})

test('a path with a hole is never called', () => {
  expect(() => addressOf(list, { ticketId: '' })).toThrow('ticketId is missing')
})

test('the rest of a write goes into the body, its key and purpose into headers', () => {
  const request = requestOf(add, { ticketId: 'a', kind: ['x'] }, { idempotencyKey: 'k', purpose: '核对号码' })
  expect(request.body).toBe('{"kind":["x"]}')
  expect(request.headers).toMatchObject({
    'content-type': 'application/json',
    'idempotency-key': 'k',
    'x-purpose': '%E6%A0%B8%E5%AF%B9%E5%8F%B7%E7%A0%81'
  })
})

test('files travel beside the input, without a content type of ours', () => {
  const upload = { ...add, transport: 'files' as const }
  const request = requestOf(upload, { ticketId: 'a', pinned: true }, { files: [new File(['x'], '照片.jpg')] })
  const form = request.body as FormData
  expect(form.get('input')).toBe('{"pinned":true}')
  expect((form.get('files') as File).name).toBe('照片.jpg')
  expect(request.headers).not.toHaveProperty('content-type')
})

test('two intended writes never have the same key', () => {
  expect(newIdempotencyKey()).toMatch(/^[0-9a-f]{32}$/)
  expect(newIdempotencyKey()).not.toBe(newIdempotencyKey())
})

// A real HTTP server that answers as ours and as a broken proxy would.
const server = createServer((request, response) => {
  if (request.url?.includes('closed')) {
    response.writeHead(409, { 'content-type': 'application/problem+json' })
    response.end(
      JSON.stringify({ code: 'ticket-already-closed', zh: '工单已关闭', en: 'The ticket is closed', status: 409 })
    )
  } else if (request.url?.includes('proxy')) {
    response.writeHead(502).end('<html>Bad gateway</html>')
  } else response.end('{"items":["ok"]}')
})
let origin = ''
const at = (ticketId: string) => call({ ...list, path: `${origin}${list.path}` }, { ticketId })

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

test('an answer is returned as the contract types it', async () => {
  expect(await at('open')).toEqual({ items: ['ok'] })
})

test('a refusal is thrown with its code and both phrases', async () => {
  const error = await at('closed').catch((thrown) => thrown)
  expect(isRefused(error, 'ticket-already-closed')).toBe(true)
  expect(error).toMatchObject({ status: 409, zh: '工单已关闭', en: 'The ticket is closed' })
})

test('a broken proxy and a dead network are refusals too', async () => {
  expect(await at('proxy').catch((thrown) => thrown)).toMatchObject({ code: 'unexpected-answer', status: 502 })
  const nobody = { ...list, path: `http://127.0.0.1:9${list.path}` }
  expect(await call(nobody, { ticketId: 'a' }).catch((thrown) => thrown)).toMatchObject({ code: 'unreachable' })
})
