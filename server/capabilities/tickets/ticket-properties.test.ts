import { TicketStatus, TicketVerb } from '@shouwen/contract/ticket-words'
import type { Operation } from '@shouwen/contract/operation'
import { mergeTickets, setParent, splitTicket } from '@shouwen/contract/ticket-links'
import { assignTask } from '@shouwen/contract/ticket-tasks'
import * as work from '@shouwen/contract/ticket-work'
import * as tickets from '@shouwen/contract/tickets'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allows, scopeFilter } from '#platform/access'
import type { Actor } from '#platform/action'
import { actorOfStaff, createStaff } from '#capabilities/people'
import { rulebook } from '#server/rulebook'
import { abilitiesOf, permissionOf, ticketPlacement, ticketScopeColumns } from './access.ts'
import { getTicket, ticketColumns } from './load-ticket.ts'
import { type SmallOperator, startSmallOperator } from './testing/small-operator.ts'
import { steps, verbPossible } from './ticket.ts'

let o: SmallOperator
beforeAll(async () => {
  o = await startSmallOperator({ at: '2026-11-24T02:00:00Z' })
})
afterAll(() => o.t.stop())

type Step = (ticketId: string, otherId: string) => [Operation, Record<string, unknown>]
const step =
  (operation: Operation, input: (ticketId: string, otherId: string) => Record<string, unknown>): Step =>
  (ticketId, otherId) => [operation, input(ticketId, otherId)]

const moves: Record<string, Step> = {
  take: step(work.takeTicket, (ticketId) => ({ ticketId })),
  answer: step(work.answerTicket, (ticketId) => ({ ticketId, body: '您好' })),
  toLi: step(work.assignTicket, (ticketId) => ({ ticketId, staffId: o.people.li.id, reason: '转' })),
  toNetwork: step(work.assignTicket, (ticketId) => ({ ticketId, unitId: o.units.network, reason: '转' })),
  toQueue: step(work.assignTicket, (ticketId) => ({ ticketId, queueCode: 'hn-all', reason: '转' })),
  offer: step(work.offerHandover, (ticketId) => ({
    ticketId,
    unitId: o.units.network,
    reason: '转',
    summary: '…',
    customerAgreed: true
  })),
  wait: step(work.changeStatus, (ticketId) => ({ ticketId, to: 'pending', reason: 'waiting-information' })),
  hold: step(work.changeStatus, (ticketId) => ({ ticketId, to: 'held', reason: 'waiting-parts' })),
  goOn: step(work.changeStatus, (ticketId) => ({ ticketId, to: 'inProgress' })),
  cancel: step(work.changeStatus, (ticketId) => ({ ticketId, to: 'cancelled', reason: '客户撤回' })),
  reject: step(work.changeStatus, (ticketId) => ({ ticketId, to: 'rejected', reason: '不受理' })),
  restore: step(work.recordRestoration, (ticketId) => ({ ticketId })),
  resolve: step(work.resolveTicket, (ticketId) => ({ ticketId, resolution: '好了', rootCause: 'system-fault', factCheck: '核对' })),
  yes: step(work.confirmWithCustomer, (ticketId) => ({ ticketId, channel: 'phone', solved: true })),
  no: step(work.confirmWithCustomer, (ticketId) => ({ ticketId, channel: 'phone', solved: false })),
  close: step(work.closeTicket, (ticketId) => ({ ticketId })),
  reopen: step(work.reopenTicket, (ticketId) => ({ ticketId, reason: '又坏了' })),
  task: step(assignTask, (ticketId) => ({ ticketId, title: '查', detail: '查', unitId: o.units.network })),
  merge: step(mergeTickets, (ticketId, intoId) => ({ ticketId, intoId, reason: '重复' })),
  split: step(splitTicket, (ticketId) => ({ ticketId, title: '另一件', description: '另一件', reason: '两件' })),
  below: step(setParent, (ticketId, parentId) => ({ ticketId, parentId })),
  priority: step(tickets.setPriority, (ticketId) => ({ ticketId, priority: 'P1', reason: '急' }))
}

const drawn = new Set(steps.map(({ from, to }) => `${from} ${to}`))

/** The history of a ticket as pairs of statuses, oldest first. */
async function historyOf(id: string): Promise<[string | null, string][]> {
  const rows = await o.t.db
    .selectFrom('tickets.status_change')
    .select(['from_status', 'to_status'])
    .where('region_id', '=', 1)
    .where('ticket_id', '=', id)
    .orderBy('id')
    .execute()
  return rows.map((row) => [row.from_status, row.to_status])
}

describe('whatever people do', () => {
  test('no ticket takes a step that is not drawn, loses its owner or its first-asked owner, or owes anything after its end', async () => {
    const person = fc.constantFrom('wang', 'li', 'leader', 'engineer', 'dispatcher' as const)
    const act = fc.record({
      move: fc.constantFrom(...Object.keys(moves)),
      who: person as fc.Arbitrary<keyof SmallOperator['people']>,
      first: fc.boolean()
    })
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('inquiry' as const, 'complaint' as const, 'fault' as const),
        fc.array(act, { minLength: 4, maxLength: 18 }),
        async (matter, acts) => {
          const one = (await o.t.ok(tickets.openTicket, o[matter], o.people.wang)).id
          const other = (await o.t.ok(tickets.openTicket, o[matter], o.people.wang)).id
          for (const { move, who, first } of acts) {
            const [operation, input] = (moves[move] as Step)(first ? one : other, first ? other : one)
            const { status } = await o.t.call(operation, input as never, o.people[who])
            expect(status, move).toBeLessThan(500)
            o.t.clock.advance(60_000)
          }
          for (const id of [one, other]) {
            const ticket = await getTicket(o.t.read(), { regionId: 1, id })
            const history = await historyOf(id)
            expect(history[0]).toEqual([null, 'acknowledged'])
            history.slice(1).forEach(([from, to], at) => {
              expect(drawn).toContain(`${from} ${to}`)
              expect(from).toBe(history[at]?.[1])
            })
            expect(history.at(-1)?.[1]).toBe(ticket.status)
            expect(ticket.first_owner_id).toBe(o.people.wang.id)
            expect(ticket.owner_id).not.toBeNull()
            if (['cancelled', 'rejected', 'closed'].includes(ticket.status)) {
              const { running } = await o.t.db
                .selectFrom('norms.clock')
                .select((eb) => eb.fn.countAll<number>().as('running'))
                .where('subject_id', '=', id)
                .where('stopped_at', 'is', null)
                .where('state', 'in', ['running', 'paused'])
                .executeTakeFirstOrThrow()
              expect(Number(running), `${matter} ${ticket.status}`).toBe(0)
            }
          }
        }
      ),
      { numRuns: 25 }
    )
  }, 60_000)
})

describe('who may do what', () => {
  test('for every role, verb and status, lists show exactly the tickets on which the verb is permitted', async () => {
    const rows = await spreadTickets()
    for (const role of Object.keys(rulebook().roles.roles)) {
      const actor = await actorWith(role)
      for (const verb of new Set([...Object.values(permissionOf), 'ticket.read'])) {
        const listed = await o.t.db
          .selectFrom('tickets.ticket as t')
          .select('t.id')
          .where(scopeFilter(actor, verb, ticketScopeColumns('t')))
          .execute()
        const permitted = rows.filter((ticket) => allows(actor, verb, ticketPlacement(ticket)))
        expect(listed.map((row) => row.id).sort(), `${role} ${verb}`).toEqual(
          permitted.map((ticket) => ticket.id).sort()
        )
      }
      for (const ticket of rows)
        for (const verb of TicketVerb.enum as TicketVerb[]) {
          const able = abilitiesOf(actor, ticket).includes(verb)
          if (able)
            expect(
              verbPossible(verb, ticket.status) && allows(actor, permissionOf[verb], ticketPlacement(ticket)),
              `${role} ${verb}`
            ).toBe(true)
        }
    }
  }, 60_000)

  /** A ticket in each status for each place: unit and owners vary independently. */
  async function spreadTickets() {
    const places = [
      { unit_id: o.units.hotline, owner_id: o.people.wang.id },
      { unit_id: o.units.network, owner_id: o.people.engineer.id },
      { unit_id: o.units.hn, owner_id: o.people.wang.id },
      { unit_id: null, owner_id: null }
    ]
    for (const [at, status] of (TicketStatus.enum as TicketStatus[]).entries()) {
      const { id } = await o.t.ok(tickets.openTicket, o.fault, o.people.wang)
      await o.t.db
        .updateTable('tickets.ticket')
        .set({ status, first_owner_id: o.people.li.id, ...places[at % places.length] })
        .where('region_id', '=', 1)
        .where('id', '=', id)
        .execute()
    }
    return o.t.db.selectFrom('tickets.ticket').select(ticketColumns).execute()
  }

  async function actorWith(role: string): Promise<Actor> {
    const { id } = await o.t.asSystem(({ tx }) =>
      createStaff(tx, { unitId: o.units.hotline, jobNumber: `R-${role}`, name: '角色', roles: [role] })
    )
    const actor = await o.t.asSystem((call) => actorOfStaff(call.app, id))
    if (!actor) throw new Error(`${role} has no actor`)
    return actor
  }
})
