import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Agent, type Contact, type ReplayContact, replayDay, type Step } from './index.ts'

const agent = (id: string, more: Partial<Agent> = {}): Agent => ({ id, skills: {}, queues: ['q'], capacity: { phone: 1 }, load: {}, ready: true, idleSince: 0, languages: [], ...more })
const contact = (id: string, more: Partial<Contact> = {}): Contact => ({
  id,
  channel: 'phone',
  queue: 'q',
  needs: [{ afterSeconds: 0, skills: {}, queues: ['q'] }],
  priority: 0,
  queuedAt: 0,
  weight: 1,
  ...more
})
const came = (id: string, enteredAt: number, handleMs: number, patienceMs: number | null = null, more: Partial<Contact> = {}): ReplayContact => ({ contact: contact(id, { queuedAt: enteredAt, ...more }), enteredAt, handleMs, patienceMs })
const rules = { interrupts: {} }

describe('A day played again', () => {
  test('gives each contact to who is free, and the next when that is over', async () => {
    const outcomes = await replayDay({ rules, agents: [{ agent: agent('a'), spans: [[0, 100_000]] }], contacts: [came('1', 1000, 5000), came('2', 2000, 5000), came('3', 3000, 5000, 500)], until: 100_000 })
    expect(outcomes.map(({ outcome, waitMs }) => [outcome, waitMs])).toEqual([
      ['answered', 0],
      ['answered', 4000],
      ['abandoned', 500]
    ])
  })

  test('gives nothing to who is not at work, and says who was not served', async () => {
    const outcomes = await replayDay({ rules, agents: [{ agent: agent('a'), spans: [[10_000, 20_000]] }], contacts: [came('1', 0, 1000), came('2', 25_000, 1000)], until: 30_000 })
    expect(outcomes.map(({ outcome, waitMs }) => [outcome, waitMs])).toEqual([
      ['answered', 10_000],
      ['unserved', 5000]
    ])
  })

  test('widens with the wait, also when nothing else happens then', async () => {
    const needs: Step[] = [
      { afterSeconds: 0, skills: { vip: 3 }, queues: ['q'] },
      { afterSeconds: 20, skills: {}, queues: ['q', 'other'] }
    ]
    const outcomes = await replayDay({ rules, agents: [{ agent: agent('a', { queues: ['other'] }), spans: [[0, 90_000]] }], contacts: [came('1', 0, 1000, null, { needs })], until: 90_000 })
    expect(outcomes).toEqual([{ contactId: '1', outcome: 'answered', waitMs: 20_000, agentId: 'a', viaQueue: 'other' }])
  })

  test('whatever comes: everybody has one outcome, nobody waits longer than they would, nobody serves two calls at once', async () => {
    const arrivals = fc.array(fc.record({ at: fc.nat(60_000), handle: fc.integer({ min: 1, max: 20_000 }), patience: fc.option(fc.nat(30_000), { nil: null }) }), { maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(arrivals, fc.integer({ min: 1, max: 4 }), async (given, people) => {
        const contacts = given.map(({ at, handle, patience }, n) => came(String(n).padStart(3, '0'), at, handle, patience))
        const agents = Array.from({ length: people }, (_, n) => ({ agent: agent(`a${n}`), spans: [[0, 1_000_000] as const] }))
        const outcomes = await replayDay({ rules, agents, contacts, until: 1_000_000 })
        expect(outcomes.map((one) => one.contactId)).toEqual(contacts.map((one) => one.contact.id))
        const byId = new Map(contacts.map((one) => [one.contact.id, one]))
        for (const { contactId, waitMs, outcome } of outcomes) {
          const { patienceMs } = byId.get(contactId) as ReplayContact
          expect(outcome).not.toBe('unserved')
          if (patienceMs !== null) expect(waitMs).toBeLessThanOrEqual(patienceMs)
        }
        for (const [, own] of Map.groupBy(outcomes.filter((one) => one.outcome === 'answered'), (one) => one.agentId)) {
          const spans = own.map(({ contactId, waitMs }) => {
            const { enteredAt, handleMs } = byId.get(contactId) as ReplayContact
            return [enteredAt + waitMs, enteredAt + waitMs + handleMs] as const
          })
          spans.sort((a, b) => a[0] - b[0] || a[1] - b[1])
          for (let n = 1; n < spans.length; n += 1) expect(spans[n]?.[0]).toBeGreaterThanOrEqual(spans[n - 1]?.[1] ?? 0)
        }
      }),
      { numRuns: 60 }
    )
  })
})
