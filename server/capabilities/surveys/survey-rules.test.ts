import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mayBeAsked, respondentOf } from './ask-after-close.ts'
import { checkAnswer, isLow, overallScore, surveyForm, surveyRules } from './survey-rules.ts'

test('the lower of the scores given is the score', () => {
  const score = fc.option(fc.integer({ min: 1, max: 5 }), { nil: null })
  fc.assert(
    fc.property(score, score, (process, result) => {
      const given = [process, result].filter((one) => one !== null)
      expect(overallScore({ process, result })).toBe(given.length === 0 ? null : Math.min(...given))
    })
  )
})

test('every answer the form offers is accepted, and low exactly as the rulebook says @norm SP-20', () => {
  const form = surveyForm()
  const score = fc.constantFrom(...form.scores.map((one) => one.score))
  const reasons = fc.subarray(form.reasons.map((reason) => reason.code))
  fc.assert(
    fc.property(score, fc.option(score, { nil: undefined }), reasons, fc.option(fc.string({ maxLength: 100 }), { nil: null }), (result, process, chosen, comment) => {
      const overall = checkAnswer({ result, process, reasons: chosen, comment })
      expect(isLow(overall)).toBe(overall <= surveyRules().low_score.at_most)
    })
  )
})

test('history brought in already closed, merged tickets and expired ones are never asked about', () => {
  const closedAt = new Date('2026-03-02T10:00:00Z')
  const now = new Date('2026-03-02T10:00:01Z')
  const ticket = { status: 'closed' as const, merged_into_id: null, source: 'customer' as const, created_at: new Date('2026-03-01T00:00:00Z') }
  expect(mayBeAsked(ticket, closedAt, now)).toBe(true)
  expect(mayBeAsked({ ...ticket, created_at: now }, closedAt, now)).toBe(false)
  expect(mayBeAsked({ ...ticket, merged_into_id: 'other' }, closedAt, now)).toBe(false)
  expect(mayBeAsked({ ...ticket, status: 'inProgress' }, closedAt, now)).toBe(false)
  expect(mayBeAsked({ ...ticket, source: 'monitoring' }, closedAt, now)).toBe(false)
  expect(mayBeAsked(ticket, closedAt, new Date('2026-03-10T00:00:00Z'))).toBe(false)
})

test('one address is one respondent, however it is written, and cannot be read back', () => {
  const of = (contact_phone: string | null, contact_email: string | null = null) => respondentOf({ id: 't', customer_id: null, contact_phone, contact_email })
  expect(of('+86 138 1234 5678')).toBe(of('13812345678'))
  expect(of('13812345678')).not.toContain('138')
  expect(of(null, 'A@x.com')).toBe(of(null, 'a@X.com'))
  expect(of(null)).toBe('ticket:t')
})
