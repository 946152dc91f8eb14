import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { oneTimePassword, passwordFaults } from './password-rules.ts'
import { policy } from './policy.ts'

const owner = { login: 'zhang.wei', jobNumber: 'HN0731' }
const faults = (password: string) => passwordFaults(password, owner, policy)

describe('a password', () => {
  test('that is long, mixed and nobody else’s is accepted', () => {
    expect(faults('Ginkgo-tram 57 Kettle')).toEqual([])
    expect(faults('Lúshān 松风 kettle 57')).toEqual([])
  })

  test.each([
    ['Ab1-xyKw9', 'too-short'],
    ['gwerjhnbvkisdf', 'too-few-classes'],
    ['Kq-hn0731-Rwzp', 'contains-job-number'],
    ['Kq-Zhang.Wei-Rwzp9', 'contains-login'],
    ['Kqqqq-8wzRtm2x', 'same-character-run'],
    ['Kq-12345-wzRtmx', 'sequence-run'],
    ['Kq-rewq7yTrewq-8', 'sequence-run'],
    ['Woaini1314!!', 'commonly-used'],
    ['P@ssw0rd-P@ssw0rd', 'commonly-used'],
    ['Telecom@888888', 'commonly-used'],
    ['Aa123456aa123456@', 'commonly-used']
  ])('%s is refused as %s', (password, fault) => {
    expect(faults(password)).toContain(fault)
  })

  test('is never longer than the policy says', () => {
    expect(faults('Ginkgo-57 '.repeat(13))).toContain('too-long')
  })

  test('given once is always one the policy accepts', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{2,12}$/), fc.stringMatching(/^[A-Z0-9]{2,8}$/), (login, jobNumber) => {
        const who = { login, jobNumber }
        return passwordFaults(oneTimePassword(who, policy), who, policy).length === 0
      })
    )
  })
})
