import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { TicketStatus, TicketVerb } from '@shouwen/contract/ticket-words'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkStep, checkVerb, possibleNext, steps, verbPossible } from './ticket.ts'

const statuses = TicketStatus.enum as TicketStatus[]
const official = path.resolve(import.meta.dirname, '../../../../shared/data/tmf/lifecycles.json')

describe('the machine of a ticket (TK-04)', () => {
  test.skipIf(!existsSync(official))('has exactly the steps the TM Forum diagram draws', () => {
    const drawn = JSON.parse(readFileSync(official, 'utf8'))['TMF621.TroubleTicket'].transitions as [
      string,
      string,
      string
    ][]
    expect(steps.map(({ from, to }) => `${from} ${to}`).sort()).toEqual(
      drawn.map(([from, to]) => `${from} ${to}`).sort()
    )
  })

  test('nothing leaves closed, cancelled or rejected', () => {
    expect((['closed', 'cancelled', 'rejected'] as const).flatMap(possibleNext)).toEqual([])
  })

  test('a step that is not drawn is refused with what would be possible', () => {
    expect(() => checkStep('acknowledged', 'closed')).toThrowError(
      expect.objectContaining({
        code: 'ticket-status-not-possible',
        details: { from: 'acknowledged', to: 'closed', possible: ['inProgress', 'cancelled', 'rejected'] }
      })
    )
  })

  test('no verb but note and link, and reopening a closed one, is possible once a ticket has ended', () => {
    const verbs = TicketVerb.enum as TicketVerb[]
    const still = (status: TicketStatus) => verbs.filter((verb) => verbPossible(verb, status))
    expect(still('closed')).toEqual(['note', 'reopen', 'link'])
    expect(still('cancelled')).toEqual(['note', 'link'])
    expect(still('rejected')).toEqual(['note', 'link'])
  })

  test('a verb is refused exactly where it is not possible', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...(TicketVerb.enum as TicketVerb[])),
        fc.constantFrom(...statuses),
        (verb, status) => {
          const refused = () => {
            try {
              checkVerb(verb, status)
              return false
            } catch {
              return true
            }
          }
          expect(refused()).toBe(!verbPossible(verb, status))
        }
      )
    )
  })
})
