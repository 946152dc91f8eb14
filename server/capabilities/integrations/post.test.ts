import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { post } from './post.ts'
import { startListener } from './testing/listener.ts'

let listener: Awaited<ReturnType<typeof startListener>>
beforeAll(async () => {
  listener = await startListener()
})
afterAll(() => listener.stop())

describe('Sending a message never throws and says how it went', () => {
  test('an answer of 200 to 299 is success, everything else is not', async () => {
    for (const [status, failure] of [[200, null], [204, null], [302, 'status'], [404, 'status'], [500, 'status']] as const) {
      listener.behaviour.status = status
      expect(await post(listener.url, {}, '{}', true)).toMatchObject({ status, failure })
    }
  })

  test('silence, nobody there and no TLS are told apart', async () => {
    listener.behaviour.hang = true
    expect((await post(listener.url, {}, '{}', true, 80)).failure).toBe('timeout')
    expect((await post('http://127.0.0.1:1/', {}, '{}', true)).failure).toBe('unreachable')
    expect((await post(listener.url.replace('http:', 'https:'), {}, '{}', true)).failure).toMatch(/tls|unreachable/)
    listener.behaviour.hang = false
  })

  test('an address inside is not even tried', async () => {
    listener.take()
    expect((await post(listener.url, {}, '{}', false)).failure).toBe('private-address')
    expect(listener.take()).toEqual([])
  })
})
