import { handlingOperations } from '@shouwen/contract/handling'
import { readCards } from '@shouwen/contract/handling-cards'
import type { Operation } from '@shouwen/contract/operation'
import { recuseFromTicket } from '@shouwen/contract/ticket-recusal'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allows } from '#platform/access'
import { actorOfStaff, issueToken } from '#capabilities/people'
import { findTicket, type Ticket, ticketPlacement } from '#capabilities/tickets'
import { rulebook } from '#server/rulebook'
import { type ComplaintDesk, startComplaintDesk } from './testing/complaint-desk.ts'

let d: ComplaintDesk
beforeAll(async () => {
  d = await startComplaintDesk()
})
afterAll(() => d.t.stop())

const row = async (id: string) => (await findTicket(d.t.db, 1, id)) as Ticket
const reads = handlingOperations.filter(({ method, path }) => method === 'GET' && path.includes('{ticketId}'))
const writes = handlingOperations.filter(({ method }) => method !== 'GET')

/** Something that fits each write well enough to reach its permission. */
function inputOf({ id }: Operation, ticketId: string): Record<string, unknown> {
  const some = d.t.app.newId()
  const inputs: Record<string, Record<string, unknown>> = {
    diagnose: { trueToFact: 'true', rootCause: 'system-fault', cause: 'coverage-hole', summary: 'x', evidence: [{ kind: 'other', note: 'x' }] },
    recordSignalTest: { place: 'x', indoor: true, technology: '4g', readings: [{ code: 'rsrp', value: -90 }] },
    beginProcedure: { procedure: 'telephone' },
    takeProcedureStep: { runId: some, step: 'listen' },
    leaveStepOut: { runId: some, step: 'listen', reason: 'x' },
    signReception: { runId: some, place: 'x', unsignedReason: 'x' },
    handUpComplaint: { reason: 'x' },
    openCaseRoom: { purpose: 'x', units: [{ unitId: d.units.network, duty: 'x' }] },
    addUnitToCaseRoom: { unitId: d.units.network, duty: 'x' },
    closeCaseRoom: {},
    sayInCaseRoom: { body: 'x' },
    saveCoordinationForm: { fields: {}, version: 0 },
    giveCoordinationOpinion: { words: 'x' },
    useHandlingCard: { card: 'three-stage' },
    recordMoodAfterCard: { useId: some, moodAfter: 'calm' },
    commitToCustomer: { stage: 'plan', within: '24h', words: 'x' },
    keepCommitment: { commitmentId: some, answer: 'x', channel: 'phone' },
    withdrawCommitment: { commitmentId: some, reason: 'x' },
    attachBehaviour: { behaviour: 'silent' },
    decideBehaviour: { useId: some, approved: true },
    endBehaviour: { useId: some, outcome: 'calmed' },
    recordDemand: { kind: 'compensation-only' },
    makeOffer: { terms: 'x', validUntil: '2026-11-26T00:00:00Z' },
    answerOffer: { version: 1, answer: 'declined' }
  }
  return { ticketId, ...inputs[id] }
}

describe('who may work at the handling desk', () => {
  test('for every role and place, exactly those whose grant reaches the complaint', async () => {
    const ticketId = await d.open()
    const ticket = await row(ticketId)
    const units = [d.units.hotline, d.units.hall, d.units.network, d.units.gd]
    for (const [role, { service }] of Object.entries(rulebook().roles.roles)) {
      if (service) continue
      for (const unitId of units) {
        const person = await d.person(role, unitId)
        const actor = await actorOfStaff(d.t.app, person.id)
        if (!actor) throw new Error('nobody')
        const { status } = await d.t.call(readCards, { ticketId }, person)
        expect(status === 200, `${role} at ${unitId}`).toBe(allows(actor, 'handling.work', ticketPlacement(ticket)))
      }
    }
  }, 60_000)

  test('whoever must stay away is refused every write, whatever their role (TK-26)', async () => {
    const ticketId = await d.open(d.people.handler)
    for (const who of [d.people.wang, d.people.manager, d.people.handler, d.people.counsel] as const) await d.t.ok(recuseFromTicket, { ticketId, staffIds: [who.id], cause: 'conflict', reason: '亲属' }, d.people.leader)
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...writes), fc.constantFrom(d.people.wang, d.people.manager, d.people.handler, d.people.counsel), async (operation, who) => {
        const answer = await d.t.call(operation, inputOf(operation, ticketId) as never, who)
        expect(answer.status, operation.id).toBeGreaterThanOrEqual(403)
        expect(answer.status, operation.id).toBeLessThan(500)
      }),
      { numRuns: 120 }
    )
    const writing = await d.t.db.selectFrom('handling.card_use').select('id').where('ticket_id', '=', ticketId).execute()
    expect(writing).toEqual([])
  }, 60_000)

  test('a complaint of another region does not exist for its neighbours', async () => {
    const ticketId = await d.open()
    for (const operation of reads) expect((await d.t.call(operation, { ticketId } as never, d.people.outsider)).status, operation.id).toBe(404)
    for (const operation of writes) expect((await d.t.call(operation, inputOf(operation, ticketId) as never, d.people.outsider)).status, operation.id).toBe(404)
  })

  test('a token without the verb opens nothing', async () => {
    const ticketId = await d.open()
    const { token } = await d.t.asSystem(({ tx }) => issueToken(tx, d.people.wang.id, { name: 'narrow', scopes: ['ticket.read'] }))
    expect(await d.code(readCards, { ticketId }, { token })).toBe('not-permitted')
  })
})
