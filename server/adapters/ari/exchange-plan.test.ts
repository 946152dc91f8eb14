import { type Call, callStates, hears, hearsMusic, type Leg } from '@shouwen/kernels/call/index'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exchangePlan } from './exchange-plan.ts'

const leg = (no: number, party: Leg['party'], more: Partial<Leg> = {}): Leg => ({ id: `leg-${no}`, no, party, state: 'connected', mode: null, ...more })
const anyLegs = fc
  .array(fc.tuple(fc.constantFrom<Leg['party']>('colleague', 'supervisor'), fc.constantFrom<Leg['state']>('ringing', 'connected', 'ended'), fc.constantFrom<'listen' | 'whisper' | 'barge'>('listen', 'whisper', 'barge')), { maxLength: 4 })
  .map((more): Leg[] => [leg(1, 'customer'), leg(2, 'agent'), ...more.map(([party, state, mode], n) => leg(n + 3, party, { state, mode: party === 'supervisor' ? mode : null }))])

test('two ends share the room of the exchange exactly when the kernel says that each hears the other; music is for nobody in the room', () => {
  fc.assert(
    fc.property(fc.record({ state: fc.constantFrom(...callStates), legs: anyLegs }), (call: Call) => {
      const { together, music, spies } = exchangePlan(call)
      const isIn = (one: Leg) => together.includes(one.id)
      for (const a of call.legs)
        for (const b of call.legs) {
          // Two who join in by barging hear each other through the room; the kernel keeps no way of its own for them.
          if (a.no >= b.no || (a.party === 'supervisor' && b.party === 'supervisor')) continue
          // Who listens or whispers has a room of their own.
          if ([a, b].some((one) => one.mode === 'listen' || one.mode === 'whisper')) continue
          if (hears(call, a, b) && hears(call, b, a)) expect(isIn(a) && isIn(b)).toBe(true)
          else if (isIn(a) && isIn(b)) expect([a, b].some((one) => one.party === 'supervisor' || one.party === 'agent')).toBe(true)
        }
      for (const one of call.legs) {
        expect(music.includes(one.id)).toBe(hearsMusic(call, one))
        if (hearsMusic(call, one)) expect(isIn(one)).toBe(false)
      }
      for (const { leg: spy, on, whispers } of spies) {
        const [from, to] = [call.legs.find(({ id }) => id === spy) as Leg, call.legs.find(({ id }) => id === on) as Leg]
        expect(isIn(from)).toBe(false)
        expect(whispers).toBe(from.mode === 'whisper')
        expect(hears(call, from, call.legs[0] as Leg)).toBe(false)
        if (whispers && call.state !== 'queued') expect(hears(call, from, to) || !['connected', 'held', 'consulting', 'conference'].includes(call.state)).toBe(true)
      }
    })
  )
})

test('on hold the agent stays alone in the room, the customer hears music; a colleague who is asked comes in, then all three', () => {
  const legs = [leg(1, 'customer'), leg(2, 'agent')]
  expect(exchangePlan({ state: 'connected', legs })).toEqual({ together: ['leg-1', 'leg-2'], music: [], spies: [] })
  expect(exchangePlan({ state: 'held', legs })).toEqual({ together: ['leg-2'], music: ['leg-1'], spies: [] })
  const three = [...legs, leg(3, 'colleague')]
  expect(exchangePlan({ state: 'consulting', legs: three })).toEqual({ together: ['leg-2', 'leg-3'], music: ['leg-1'], spies: [] })
  expect(exchangePlan({ state: 'conference', legs: three }).together).toHaveLength(3)
  expect(exchangePlan({ state: 'connected', legs: [...legs, leg(4, 'supervisor', { mode: 'listen' })] }).spies).toEqual([{ leg: 'leg-4', on: 'leg-2', whispers: false }])
})
