import fc from 'fast-check'
import { Webhook } from 'standardwebhooks'
import { describe, expect, test } from 'vitest'
import { newSigningSecret, signed } from './signature.ts'

const now = () => new Date()

describe('Messages are signed as Standard Webhooks says', () => {
  test('the vector of the standard', () => {
    const headers = signed(['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'], 'msg_p5jXN8AQM9LWM0D4loKWxJek', new Date(1_614_265_330_000), '{"test": 2432232314}')
    expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
  })

  test('its own library accepts every body, and no other body, id or time', () => {
    fc.assert(
      fc.property(fc.string(), fc.uuid(), (text, id) => {
        const secret = newSigningSecret()
        const body = JSON.stringify({ text })
        const headers = signed([secret], id, now(), body)
        const library = new Webhook(secret)
        expect(library.verify(body, headers)).toEqual({ text })
        expect(() => library.verify(`${body} `, headers)).toThrow()
        expect(() => library.verify(body, { ...headers, 'webhook-id': `${id}x` })).toThrow()
        expect(() => library.verify(body, signed([secret], id, new Date(Date.now() - 600_000), body))).toThrow()
        expect(() => new Webhook(newSigningSecret()).verify(body, headers)).toThrow()
      }),
      { numRuns: 50 }
    )
  })

  test('while a secret changes, the old and the new both verify', () => {
    const [older, newer] = [newSigningSecret(), newSigningSecret()]
    const headers = signed([newer, older], 'm', now(), '{}')
    for (const secret of [older, newer]) expect(new Webhook(secret).verify('{}', headers)).toEqual({})
  })
})
