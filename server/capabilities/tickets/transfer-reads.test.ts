import { explainPromise } from '@shouwen/contract/promises'
import { searchTickets } from '@shouwen/contract/ticket-lists'
import { openTicket, readTicket } from '@shouwen/contract/tickets'
import * as work from '@shouwen/contract/ticket-work'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { unitOfStaff } from '#capabilities/people'
import { getTicket } from './load-ticket.ts'
import { openOffer } from './offer-handover.ts'
import { type SmallOperator, startSmallOperator } from './testing/small-operator.ts'

let o: SmallOperator
beforeAll(async () => {
  o = await startSmallOperator({ at: '2026-11-24T02:00:00Z' })
})
afterAll(() => o.t.stop())

type Who = 'wang' | 'li' | 'engineer' | 'dispatcher'
const toNetwork = (ticketId: string) =>
  o.t.call(work.assignTicket, { ticketId, unitId: o.units.network, reason: '网络核查' }, o.people.dispatcher)
const reads = async (ticketId: string, who: keyof SmallOperator['people']) =>
  (await o.t.call(readTicket, { ticketId }, o.people[who])).status

const moves: Record<string, (ticketId: string, who: Who) => Promise<unknown>> = {
  give: toNetwork,
  giveBack: (ticketId) =>
    o.t.call(work.assignTicket, { ticketId, unitId: o.units.hotline, reason: '退回热线' }, o.people.dispatcher),
  offer: (ticketId, who) =>
    o.t.call(
      work.offerHandover,
      { ticketId, unitId: o.units.network, reason: '转', summary: '…', customerAgreed: true },
      o.people[who]
    ),
  take: (ticketId, who) => o.t.call(work.takeTicket, { ticketId }, o.people[who]),
  accept: async (ticketId, who) => {
    const offer = await openOffer(o.t.read(), { region_id: 1, id: ticketId })
    if (offer) await o.t.call(work.acceptHandover, { ticketId, handoverId: offer.id }, o.people[who])
  },
  answer: (ticketId, who) => o.t.call(work.answerTicket, { ticketId, body: '您好' }, o.people[who]),
  resolve: (ticketId, who) => o.t.call(work.resolveTicket, { ticketId, resolution: '好了' }, o.people[who])
}

describe('who reads a ticket that was passed on (SP-14)', () => {
  test('the leader of the first-asked owner goes on reading it, its promises and their reasons, until somebody else has accepted', async () => {
    const { id: ticketId, number } = await o.t.ok(openTicket, o.inquiry, o.people.wang)
    await toNetwork(ticketId)
    const page = await o.t.ok(readTicket, { ticketId }, o.people.leader)
    expect(page.ticket).toMatchObject({ unitId: o.units.network, owner: { id: o.people.wang.id } })
    expect(page.promises.length).toBeGreaterThan(1)
    for (const { id: promiseId } of page.promises) await o.t.ok(explainPromise, { promiseId }, o.people.leader)
    expect((await o.t.ok(searchTickets, { q: number }, o.people.leader)).exact).toMatchObject({ id: ticketId })
    // Reading is all: what is done with it is the other unit's.
    expect((await o.t.call(work.resolveTicket, { ticketId, resolution: '好了' }, o.people.leader)).status).not.toBe(200)

    await o.t.ok(work.takeTicket, { ticketId }, o.people.engineer)
    expect(await reads(ticketId, 'leader')).toBe(404)
    const promiseId = page.promises[0]?.id ?? ''
    expect((await o.t.call(explainPromise, { promiseId }, o.people.leader)).status).toBe(404)
    // Whoever was asked first sees what became of it for ever.
    expect(await reads(ticketId, 'wang')).toBe(200)
  })

  test('however it wanders, the hotline’s leader reads it exactly while the hotline has it or one of its people answers for it', async () => {
    const act = fc.record({
      move: fc.constantFrom(...Object.keys(moves)),
      who: fc.constantFrom<Who>('wang', 'li', 'engineer', 'dispatcher')
    })
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 2, maxLength: 9 }), async (acts) => {
        const { id } = await o.t.ok(openTicket, o.inquiry, o.people.wang)
        for (const { move, who } of acts) {
          await moves[move]?.(id, who)
          const ticket = await getTicket(o.t.read(), { regionId: 1, id })
          const owners = ticket.owner_id && (await unitOfStaff(o.t.db, ticket.owner_id))
          const theirs = [ticket.unit_id, owners].includes(o.units.hotline)
          expect(await reads(id, 'leader'), move).toBe(theirs ? 200 : 404)
          const offer = await openOffer(o.t.read(), { region_id: 1, id })
          const networks = [ticket.unit_id, owners, offer?.to_unit_id].includes(o.units.network)
          expect(await reads(id, 'engineer'), move).toBe(networks ? 200 : 404)
          expect(await reads(id, 'outsider'), move).toBe(404)
        }
      }),
      { numRuns: 25 }
    )
  })
})
