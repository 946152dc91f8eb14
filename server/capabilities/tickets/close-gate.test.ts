import type { Confirmation } from '@shouwen/contract/ticket-schemas'
import { describe, expect, test } from 'vitest'
import { rulebook } from '#server/rulebook'
import { missingForClose } from './close-gate.ts'
import { fieldsFor, missingFields } from './forms.ts'

const rules = { forComplaint: ['contact', 'satisfied', 'compensation', 'improvement'], attempts: 3, hoursBetween: 4 }
const none: Confirmation = { attempts: [], answer: null, notice: null, compensation: null, improvement: null }
const answer = {
  at: '2026-03-01T00:00:00Z',
  byId: null,
  channel: 'phone' as const,
  solved: true,
  satisfied: true,
  score: 5,
  comment: null
}
const tried = (...hours: number[]) =>
  hours.map((hour) => ({
    at: new Date(Date.UTC(2026, 2, 1, hour)).toISOString(),
    byId: null,
    channel: 'phone' as const,
    note: null
  }))

describe('before a ticket is closed (TK-17, SP-12)', () => {
  test('somebody has asked the customer', () => {
    expect(missingForClose('inquiry', null, rules)).toEqual(['contact'])
    expect(missingForClose('inquiry', { ...none, answer }, rules)).toEqual([])
  })

  test('a complaint also has the answer to satisfied, a decision on compensation and a suggestion', () => {
    expect(missingForClose('complaint', { ...none, answer: { ...answer, satisfied: null } }, rules)).toEqual([
      'satisfied',
      'compensation',
      'improvement'
    ])
    expect(
      missingForClose(
        'complaint',
        { ...none, answer, compensation: { decision: 'none' }, improvement: '账单加说明' },
        rules
      )
    ).toEqual([])
  })

  test('a silent customer counts as asked after enough attempts far enough apart', () => {
    expect(missingForClose('fault', { ...none, attempts: tried(0, 1, 2, 3) }, rules)).toEqual(['attempts'])
    expect(missingForClose('fault', { ...none, attempts: tried(0, 4, 7) }, rules)).toEqual(['attempts'])
    expect(missingForClose('fault', { ...none, attempts: tried(0, 4, 8) }, rules)).toEqual([])
  })

  test('a notice of its own is enough for a fault of many, never for a complaint', () => {
    const notice = { at: '2026-03-01T00:00:00Z', channel: 'portal' as const, noteId: 'x' }
    expect(missingForClose('fault', { ...none, notice }, rules)).toEqual([])
    expect(missingForClose('complaint', { ...none, notice }, rules)).toContain('contact')
  })
})

describe('the form of a kind (TK-02)', () => {
  test('asks of a complaint what the clause wants', () => {
    const { parameters } = rulebook().clauses.find((clause) => clause.id === 'standard-entry') ?? {}
    expect(missingFields('complaint', {})).toEqual(parameters?.['required_for_complaint'])
    expect(fieldsFor('complaint')).toEqual(expect.arrayContaining(parameters?.['asked_for_complaint'] as string[]))
  })
})
