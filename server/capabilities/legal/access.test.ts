import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as contract from '@shouwen/contract/legal'
import { allows } from '#platform/access'
import { actorOfStaff } from '#capabilities/people'
import { findTicket, ticketPlacement } from '#capabilities/tickets'
import { type LegalOffice, openLegalOffice } from './testing/legal-office.ts'

let o: LegalOffice
beforeAll(async () => {
  o = await openLegalOffice()
})
afterAll(() => o.t.stop())

type Person = keyof LegalOffice['staff']

/** Each act of the legal side with the verb it takes and a try that gets as far as the permission. */
const acts = {
  'legal.refer': (ticketId: string, by: { token: string }) =>
    o.t.call(contract.referToLegal, { ticketId, grounds: ['no-such-ground'], reason: '理由' }, by),
  'legal.case': (ticketId: string, by: { token: string }) =>
    o.t.call(
      contract.openLinkedCase,
      { ticketId, kind: 'appeal', authority: 'no-such-office', dispute: 'charge', step: 'received' },
      by
    ),
  'legal.label': (ticketId: string, by: { token: string }) =>
    o.t.call(contract.labelMalicious, { ticketId, reason: '理由', reviewOn: '2020-01-01' }, by),
  'legal.hold': (ticketId: string, by: { token: string }) =>
    o.t.call(contract.placeHold, { regionId: 1, subjectKind: 'ticket', subjectId: ticketId, reason: '理由' }, by),
  'legal.pack': (ticketId: string, by: { token: string }) =>
    o.t.call(
      contract.makePack,
      {
        ticketId,
        purpose: 'no-such-purpose',
        reason: '理由',
        hideNumbers: true,
        hideOthers: true,
        hideNotes: true,
        recordings: false
      },
      by
    ),
  'legal.draft': (ticketId: string, by: { token: string }) =>
    o.t.call(contract.draftStatement, { ticketId, template: 'no-such-template', language: 'en', fields: {} }, by),
  'legal.proof': (ticketId: string, by: { token: string }) => o.t.call(contract.readComplaintProof, { ticketId }, by)
} as const
/** What a permitted try is answered with: refused later, or done. */
const after = new Set(['legal-word-unknown', 'label-day-not-possible', 'hold-already-placed', undefined])

describe('Who may do what on the legal side', () => {
  test('exactly whose grants reach the complaint, for every role, unit and province @norm TK-20', async () => {
    const tickets = { north: await o.complain(), south: await o.complain({}, o.staff.handlerSouth) }
    const people = Object.keys(o.staff) as Person[]
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...people),
        fc.constantFrom(...(Object.keys(acts) as (keyof typeof acts)[])),
        fc.constantFrom<'north' | 'south'>('north', 'south'),
        async (person, verb, side) => {
          const who = o.staff[person]
          const ticket = await findTicket(o.t.db, 1, tickets[side])
          if (!ticket) throw new Error('the complaint is gone')
          const actor = await actorOfStaff(o.t.app, who.id)
          const may = actor !== null && allows(actor, verb, ticketPlacement(ticket))
          const answer = await acts[verb](ticket.id, who)
          const { code } = answer.problem as { code?: string }
          if (may) expect(after.has(code), `${person} ${verb} ${side}: ${code}`).toBe(true)
          else expect(['not-permitted', 'not-found'], `${person} ${verb} ${side}: ${code}`).toContain(code)
        }
      ),
      { numRuns: 200 }
    )
  })

  test('lists show what may be read and nothing of the neighbour province', async () => {
    const ticketId = await o.complain()
    await o.t.ok(
      contract.openLinkedCase,
      { ticketId, kind: 'appeal', authority: 'appeal-office', dispute: 'charge', step: 'received' },
      o.staff.handler
    )
    await o.t.ok(contract.referToLegal, { ticketId, grounds: ['malicious'], reason: '理由' }, o.staff.handler)
    expect((await o.t.ok(contract.listLinkedCases, {}, o.staff.counsel)).items.length).toBeGreaterThan(0)
    expect((await o.t.ok(contract.listLinkedCases, {}, o.staff.cantoneseCounsel)).items).toEqual([])
    expect((await o.t.ok(contract.listReferrals, {}, o.staff.cantoneseCounsel)).items).toEqual([])
    expect((await o.t.ok(contract.listHolds, {}, o.staff.cantoneseCounsel)).items).toEqual([])
    expect((await o.t.call(contract.listLinkedCases, {}, o.staff.north)).problem.code).toBe('not-permitted')
    expect((await o.t.ok(contract.listReferrals, {}, o.staff.north)).items).toEqual([])
  })
})
