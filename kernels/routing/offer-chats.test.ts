import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Desk, estimateWaitSeconds, fits, offerChats, type WaitingChat } from './index.ts'

const desk = (staffId: string, change: Partial<Desk> = {}): Desk => ({
  staffId,
  queues: ['q'],
  skills: {},
  load: 0,
  capacity: 2,
  idleSince: 0,
  ...change
})
const chat = (id: string, change: Partial<WaitingChat> = {}): WaitingChat => ({
  id,
  queuedAt: 0,
  queueCode: 'q',
  skill: null,
  ...change
})
const pairs = (chats: WaitingChat[], desks: Desk[]) =>
  offerChats(chats, desks).map(({ conversationId, staffId }) => `${conversationId} ${staffId}`)

describe('A waiting chat goes', () => {
  test('to the least loaded, then to whoever waited longest for work', () => {
    expect(pairs([chat('c')], [desk('a', { load: 1 }), desk('b')])).toEqual(['c b'])
    expect(pairs([chat('c')], [desk('a', { idleSince: 9 }), desk('b', { idleSince: 3 })])).toEqual(['c b'])
  })
  test('to whoever served this customer before, when free', () => {
    expect(pairs([chat('c', { knownTo: 'a' })], [desk('a', { load: 1 }), desk('b')])).toEqual(['c a'])
    expect(pairs([chat('c', { knownTo: 'a' })], [desk('a', { load: 2 }), desk('b')])).toEqual(['c b'])
  })
  test('only to members of the queue who have its skill', () => {
    const desks = [desk('a', { queues: ['other'] }), desk('b'), desk('c', { skills: { billing: 1 } })]
    expect(pairs([chat('x', { skill: 'billing' })], desks)).toEqual(['x c'])
    expect(pairs([chat('x', { skill: 'english' })], desks)).toEqual([])
  })
  test('in the order of the queue, in turns', () => {
    expect(
      pairs(
        [chat('3', { queuedAt: 3 }), chat('1', { queuedAt: 1 }), chat('2', { queuedAt: 2 })],
        [desk('a'), desk('b', { idleSince: 1 })]
      )
    ).toEqual(['1 a', '2 b', '3 a'])
  })
})

const queues = ['q1', 'q2', 'q3']
const someSkill = fc.option(fc.constantFrom('s1', 's2'), { nil: null })
const chats = fc.uniqueArray(
  fc.record({
    id: fc.uuid(),
    queuedAt: fc.integer({ min: 0, max: 50 }),
    queueCode: fc.constantFrom(...queues),
    skill: someSkill
  }),
  { selector: (one) => one.id, maxLength: 30 }
)
const desks = fc.uniqueArray(
  fc.record({
    staffId: fc.uuid(),
    queues: fc.subarray(queues),
    skills: fc.dictionary(fc.constantFrom('s1', 's2'), fc.integer({ min: 1, max: 5 })),
    load: fc.integer({ min: 0, max: 4 }),
    capacity: fc.integer({ min: 1, max: 4 }),
    idleSince: fc.integer({ min: 0, max: 1000 })
  }),
  { selector: (one) => one.staffId, maxLength: 12 }
)

describe('Whatever waits and whoever is there', () => {
  test('nobody gets more than their capacity, a wrong queue or a skill they lack, and no chat goes to two', () => {
    fc.assert(
      fc.property(chats, desks, (waiting, people) => {
        const given = offerChats(waiting, people)
        expect(new Set(given.map((one) => one.conversationId)).size).toBe(given.length)
        for (const person of people) {
          const own = given.filter((one) => one.staffId === person.staffId)
          if (own.length > 0) expect(person.load + own.length).toBeLessThanOrEqual(person.capacity)
          for (const { conversationId } of own)
            expect(fits(person, waiting.find((one) => one.id === conversationId) as WaitingChat)).toBe(true)
        }
      })
    )
  })

  test('a chat stays only when no fitting desk is free, and none of the same kind overtakes it', () => {
    fc.assert(
      fc.property(chats, desks, (waiting, people) => {
        const given = offerChats(waiting, people)
        const taken = new Set(given.map((one) => one.conversationId))
        const full = (person: Desk) =>
          person.load + given.filter((one) => one.staffId === person.staffId).length >= person.capacity
        for (const left of waiting.filter((one) => !taken.has(one.id))) {
          expect(people.filter((person) => fits(person, left)).every(full)).toBe(true)
          const later = waiting.filter(
            (one) =>
              taken.has(one.id) &&
              one.queueCode === left.queueCode &&
              one.skill === left.skill &&
              one.queuedAt > left.queuedAt
          )
          expect(later).toEqual([])
        }
      })
    )
  })

  test('the answer does not depend on the order in which they are named', () => {
    fc.assert(
      fc.property(chats, desks, (waiting, people) => {
        expect(offerChats(waiting.toReversed(), people.toReversed())).toEqual(offerChats(waiting, people))
      })
    )
  })
})

test('a wait is estimated from the pace of the last chats, or not at all', () => {
  const pace = { accepted: 10, windowSeconds: 1800, desksOnline: 2 }
  expect(estimateWaitSeconds(1, pace, 3)).toBe(180)
  expect(estimateWaitSeconds(3, pace, 3)).toBe(540)
  expect(estimateWaitSeconds(1, { ...pace, accepted: 70 }, 3)).toBe(30)
  expect(estimateWaitSeconds(1, { ...pace, accepted: 2 }, 3)).toBeNull()
  expect(estimateWaitSeconds(1, { ...pace, desksOnline: 0 }, 3)).toBeNull()
})
