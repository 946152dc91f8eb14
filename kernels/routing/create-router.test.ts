import { describe, expect, test } from 'vitest'
import { type Agent, type Contact, createRouter, reasonText, type Router, type Step } from './index.ts'

const rules = { interrupts: { call: ['mail'] } }
const everything = { call: 6, chat: 6, mail: 6 }
const agent = (id: string, change: Partial<Agent> = {}): Agent => ({
  id,
  skills: { billing: 3 },
  queues: ['hotline'],
  capacity: everything,
  load: {},
  ready: true,
  idleSince: 0,
  languages: ['mandarin'],
  ...change
})
const contact = (id: string, change: Partial<Contact> = {}): Contact => ({
  id,
  channel: 'call',
  queue: 'hotline',
  needs: [{ afterSeconds: 0, skills: {}, queues: ['hotline'] }],
  priority: 0,
  queuedAt: 0,
  weight: 6,
  ...change
})
const chat = (id: string, change: Partial<Contact> = {}) => contact(id, { channel: 'chat', weight: 2, ...change })
function floor(agents: Agent[], contacts: Contact[]): Router {
  const router = createRouter(rules)
  for (const one of agents) router.agentChanged(one)
  for (const one of contacts) router.contactWaits(one)
  return router
}
const pairs = (router: Router, now = 0, most = 100) =>
  router.decide(now, most).map((one) => `${one.contactId} ${one.agentId}`)

describe('A contact goes', () => {
  test('to the least loaded, then to whoever waited longest for work', () => {
    expect(pairs(floor([agent('a', { load: { chat: 2 } }), agent('b')], [chat('c')]))).toEqual(['c b'])
    expect(pairs(floor([agent('a', { idleSince: 9 }), agent('b', { idleSince: 3 })], [contact('c')]))).toEqual(['c b'])
  })

  test('to somebody with the level asked for, of the unit and the language', () => {
    const needs = [{ afterSeconds: 0, skills: { billing: 4 }, queues: ['hotline'], units: ['u'] }]
    const able = { skills: { billing: 4 }, unitId: 'u', languages: ['mandarin', 'english'] }
    const floorOf = (change: Partial<Agent>) =>
      floor([agent('a', { ...able, ...change })], [contact('c', { needs, language: 'english' })])
    expect(pairs(floorOf({}))).toEqual(['c a'])
    expect(pairs(floorOf({ skills: { billing: 3 } }))).toEqual([])
    expect(pairs(floorOf({ unitId: 'other' }))).toEqual([])
    expect(pairs(floorOf({ languages: ['mandarin'] }))).toEqual([])
    expect(pairs(floorOf({ ready: false }))).toEqual([])
    expect(pairs(floorOf({ queues: [] }))).toEqual([])
    expect(pairs(floorOf({ capacity: { chat: 6 } }))).toEqual([])
  })

  test('to the best skilled when its rule says so', () => {
    const needs = [{ afterSeconds: 0, skills: { billing: 1 }, queues: ['hotline'], prefer: 'best-skilled' as const }]
    const two = [agent('a'), agent('b', { skills: { billing: 5 }, idleSince: 9 })]
    expect(pairs(floor(two, [contact('c', { needs })]))).toEqual(['c b'])
  })

  test('never to somebody who must keep away from it', () => {
    expect(pairs(floor([agent('a')], [contact('c', { avoid: ['a'] })]))).toEqual([])
  })
})

describe('The order', () => {
  test('is minutes waited plus priority: ten points stand for ten minutes', () => {
    const vip = contact('vip', { queuedAt: 9 * 60_000, priority: 10 })
    expect(pairs(floor([agent('a')], [contact('c'), vip]), 600_000)).toEqual(['vip a'])
    expect(pairs(floor([agent('a')], [contact('c'), { ...vip, priority: 8 }]), 600_000)).toEqual(['c a'])
  })

  test('passes over whom nobody can take, and keeps their place', () => {
    const english = contact('e', { language: 'english' })
    const router = floor([agent('a')], [english, contact('c', { queuedAt: 1 })])
    expect(pairs(router)).toEqual(['c a'])
    router.agentChanged(agent('b', { languages: ['english'] }))
    expect(pairs(router)).toEqual(['e b'])
  })

  test('stops at the number asked for', () => {
    const router = floor([agent('a'), agent('b')], [contact('c'), contact('d')])
    expect(pairs(router, 0, 1)).toEqual(['c a'])
    expect(pairs(router, 0, 1)).toEqual(['d b'])
  })
})

describe('Waiting widens what is asked', () => {
  const needs: Step[] = [
    { afterSeconds: 0, skills: { billing: 4 }, queues: ['hotline'] },
    { afterSeconds: 30, skills: { billing: 2 }, queues: ['hotline'] },
    { afterSeconds: 60, skills: {}, queues: ['hotline', 'online'], anyLanguage: true }
  ]
  test('in lower levels, then in other queues, counted as overflow', () => {
    const low = floor([agent('a')], [contact('c', { needs })])
    expect([pairs(low, 29_999), pairs(low, 30_000)]).toEqual([[], ['c a']])
    const other = floor(
      [agent('b', { queues: ['online'], skills: {} })],
      [contact('c', { needs, language: 'dialect' })]
    )
    expect(other.decide(59_999, 9)).toEqual([])
    expect(other.nextChangeAt()).toBe(60_000)
    expect(other.decide(60_000, 9)).toMatchObject([
      { agentId: 'b', step: 2, queue: 'online', overflow: true, score: 1 }
    ])
  })

  test('and prefers people of the own queue all the same', () => {
    const two = [agent('a', { queues: ['online'] }), agent('b', { idleSince: 9 })]
    expect(floor(two, [contact('c', { needs })]).decide(60_000, 9)).toMatchObject([
      { agentId: 'b', overflow: false, why: 'nearer-queue' }
    ])
  })

  test('without losing the place', () => {
    const router = floor([], [contact('c', { needs }), contact('d', { needs, queuedAt: 1 })])
    router.decide(60_000, 9)
    router.agentChanged(agent('a', { skills: {} }))
    expect(pairs(router, 70_000)).toEqual(['c a'])
  })
})

describe('The preferred person', () => {
  const known = contact('c', { preferredAgentId: 'a', preferredSeconds: 20 })
  const busy = agent('a', { load: { call: 6 } })
  test('gets the contact when free', () => {
    expect(
      floor([agent('a', { idleSince: 9 }), agent('b')], [contact('c', { preferredAgentId: 'a' })]).decide(0, 9)
    ).toMatchObject([
      { agentId: 'a', why: 'preferred', eligible: 2, passedOver: [{ agentId: 'b', code: 'other-preferred' }] }
    ])
  })
  test('is waited for so many seconds, then others may', () => {
    const router = floor([busy, agent('b')], [known])
    expect([pairs(router, 19_999), router.nextChangeAt(), pairs(router, 20_000)]).toEqual([[], 20_000, ['c b']])
  })
  test('is not waited for on a break, when absent, or when they do not fit', () => {
    expect(pairs(floor([{ ...busy, ready: false }, agent('b')], [known]))).toEqual(['c b'])
    expect(pairs(floor([agent('b')], [known]))).toEqual(['c b'])
    expect(pairs(floor([{ ...busy, queues: [] }, agent('b')], [known]))).toEqual(['c b'])
  })
})

describe('Capacity', () => {
  test('is one call or three chats', () => {
    const chats = ['1', '2', '3', '4'].map((id) => chat(id))
    expect(pairs(floor([agent('a')], chats))).toEqual(['1 a', '2 a', '3 a'])
    expect(pairs(floor([agent('a')], [contact('0'), ...chats]))).toEqual(['0 a'])
  })
  test('lets a call interrupt mail, and no mail a call', () => {
    const mail = contact('m', { channel: 'mail', weight: 3 })
    expect(pairs(floor([agent('a', { load: { mail: 6 } })], [contact('c')]))).toEqual(['c a'])
    expect(pairs(floor([agent('a', { load: { call: 6 } })], [mail]))).toEqual([])
  })
})

describe('Why', () => {
  const needs = [{ afterSeconds: 0, skills: { billing: 4, fault: 1 }, queues: ['vip'] }]
  test('not: everything that stands against it, in words', () => {
    const router = floor(
      [agent('a', { ready: false, load: { call: 6 } })],
      [contact('c', { needs, language: 'english', avoid: ['a'] })]
    )
    const { chosen, reasons } = router.explain('c', 'a', 0)
    expect(chosen).toBe(false)
    expect(reasons.map((one) => one.code)).toEqual([
      'avoided',
      'not-in-queue',
      'level-too-low',
      'skill-missing',
      'language-missing',
      'not-ready',
      'no-capacity'
    ])
    expect(reasonText({ code: 'level-too-low', detail: { skill: 'billing', level: 3, needed: 4 } }, 'zh')).toBe(
      '技能 billing 为 3 级，需 4 级'
    )
  })
  test('not me: another contact stands before, another person comes first, or it is kept for somebody', () => {
    const router = floor([agent('a', { idleSince: 5 }), agent('b')], [contact('c'), contact('d', { queuedAt: 1 })])
    expect(router.explain('d', 'b', 1).reasons).toEqual([{ code: 'earlier-contact', detail: { contactId: 'c' } }])
    expect(router.explain('c', 'a', 1).reasons).toEqual([{ code: 'other-idle-longer', detail: { agentId: 'b' } }])
    expect(router.explain('c', 'b', 1)).toMatchObject({ chosen: true, reasons: [{ code: 'idle-longest' }] })
    router.contactWaits(contact('e', { preferredAgentId: 'a', preferredSeconds: 9, queuedAt: 2 }))
    expect(router.explain('e', 'b', 2).reasons[0]).toEqual({
      code: 'held-for-preferred',
      detail: { agentId: 'a', seconds: 9 }
    })
  })
})
