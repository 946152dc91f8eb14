import { operation, Type } from '@shouwen/contract/operation'
import { expect, test } from 'vitest'
import { parseNotice } from './live-line.ts'
import { collectNotices, isOld } from './live.ts'

const ticketPage = operation({
  id: 'getTicket',
  method: 'GET',
  path: '/api/tickets/{ticketId}',
  summary: { zh: '工单', en: 'Ticket' },
  permission: 'ticket.read',
  input: Type.Object({ ticketId: Type.String() }),
  output: Type.Object({}),
  staleOn: ['ticket.resolved', 'ticket.merged', 'customer.renamed']
})
const worklist = { ...ticketPage, id: 'listTickets', path: '/api/tickets' }

test('a read is old only after an event it names', () => {
  expect(isOld(worklist, {}, { event: 'ticket.resolved', ids: { ticketId: 'a' } })).toBe(true)
  expect(isOld(worklist, {}, { event: 'ticket.noted', ids: { ticketId: 'a' } })).toBe(false)
})

test('a ticket page is not read again because another ticket changed', () => {
  expect(isOld(ticketPage, { ticketId: 'a' }, { event: 'ticket.resolved', ids: { ticketId: 'b' } })).toBe(false)
  expect(isOld(ticketPage, { ticketId: 'a' }, { event: 'ticket.resolved', ids: { ticketId: 'a' } })).toBe(true)
})

test('a ticket page is read again when another ticket was merged into it, or its customer changed', () => {
  const merged = { event: 'ticket.merged', ids: { ticketId: 'b', intoTicketId: 'a' } }
  expect(isOld(ticketPage, { ticketId: 'a' }, merged)).toBe(true)
  expect(isOld(ticketPage, { ticketId: 'a' }, { event: 'customer.renamed', ids: { customerId: 'c' } })).toBe(true)
})

test('a burst of notices costs one round of re-reading', async () => {
  const rounds: ((query: never) => boolean)[] = []
  const client = {
    invalidateQueries: async (filters?: { predicate?: (query: never) => boolean }) => {
      if (filters?.predicate) rounds.push(filters.predicate)
    }
  }
  const collect = collectNotices(client as never, 5)
  for (let i = 0; i < 100; i++) collect({ event: 'ticket.resolved', ids: { ticketId: `t${i}` } })
  await new Promise((resolve) => setTimeout(resolve, 30))
  expect(rounds).toHaveLength(1)
  const query = (ticketId: string) =>
    ({ meta: { operation: ticketPage }, queryKey: ['getTicket', { ticketId }] }) as never
  expect(rounds[0]?.(query('t7'))).toBe(true)
  expect(rounds[0]?.(query('elsewhere'))).toBe(false)
})

test('lines of the stream that are not notices are passed over', () => {
  expect(parseNotice('{"seq":"12-3","event":"ticket.opened","ids":{"ticketId":"a"}}')).toEqual({
    event: 'ticket.opened',
    ids: { ticketId: 'a' }
  })
  expect(parseNotice('beat')).toBeUndefined()
  expect(parseNotice('{}')).toBeUndefined()
})
