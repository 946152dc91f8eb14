import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Call, callStates, connections, hears, hearsMusic, isServed, type Leg, monitorModes, move, type MoveName, moves, movesOf, type Mover } from './index.ts'

const leg = (no: number, party: Leg['party'], more: Partial<Leg> = {}): Leg => ({ id: `leg-${no}`, no, party, state: 'connected', mode: null, ...more })
const customer = leg(1, 'customer')
const agent = leg(2, 'agent')
const colleague = leg(3, 'colleague')
const spy = (mode: Leg['mode']) => leg(4, 'supervisor', { mode })
const pairs = (call: Call) =>
  call.legs.flatMap((from) => call.legs.filter((to) => hears(call, from, to)).map((to) => `${from.party}>${to.party}`)).sort()

test('who hears whom, state by state', () => {
  const legs = [customer, agent]
  expect(pairs({ state: 'connected', legs })).toEqual(['agent>customer', 'customer>agent'])
  expect(pairs({ state: 'held', legs })).toEqual([])
  expect(pairs({ state: 'consulting', legs: [...legs, colleague] })).toEqual(['agent>colleague', 'colleague>agent'])
  expect(pairs({ state: 'conference', legs: [...legs, colleague] })).toHaveLength(6)
  for (const state of ['ringing', 'queued', 'offered', 'ended'] as const) expect(pairs({ state, legs })).toEqual([])
})

test('a supervisor who listens is heard by nobody, who whispers by the agent alone, who barges in by all', () => {
  const heard = (mode: Leg['mode'], state: Call['state'] = 'connected') =>
    pairs({ state, legs: [customer, agent, spy(mode)] }).filter((pair) => pair.startsWith('supervisor'))
  expect(heard('listen')).toEqual([])
  expect(heard('whisper')).toEqual(['supervisor>agent'])
  expect(heard('barge')).toEqual(['supervisor>agent', 'supervisor>customer'])
  expect(heard('barge', 'held')).toEqual(['supervisor>agent'])
  const listens = { state: 'connected' as const, legs: [customer, agent, spy('listen')] }
  expect(pairs(listens)).toContain('customer>supervisor')
})

const anyLegs = fc
  .array(fc.tuple(fc.constantFrom<Leg['party']>('colleague', 'supervisor'), fc.constantFrom<Leg['state']>('ringing', 'connected', 'ended'), fc.constantFrom(...monitorModes)), { maxLength: 4 })
  .map((more): Leg[] => [customer, agent, ...more.map(([party, state, mode], n) => leg(n + 3, party, { state, mode: party === 'supervisor' ? mode : null }))])
const anyCall = fc.record({ state: fc.constantFrom(...callStates), legs: anyLegs })

test('a customer on hold hears music and nobody, and nobody hears them; no sound without a connection; no leg dials twice', () => {
  fc.assert(
    fc.property(anyCall, (call) => {
      if (hearsMusic(call, customer)) {
        expect(isServed(call.state) ? ['held', 'consulting'] : ['queued', 'offered']).toContain(call.state)
        for (const other of call.legs) {
          expect(hears(call, other, customer)).toBe(false)
          expect(hears(call, customer, other)).toBe(false)
        }
      }
      const ways = connections(call).map(({ dials, dialled }) => {
        expect(dials.no).toBeGreaterThan(dialled.no)
        return [dials.id, dialled.id].sort().join()
      })
      expect(new Set(ways).size).toBe(ways.length)
      for (const from of call.legs)
        for (const to of call.legs) if (hears(call, from, to)) expect(ways).toContain([from.id, to.id].sort().join())
    })
  )
})

test('an ended call stays ended; every call can be ended by its customer; only people who are part of it move it', () => {
  fc.assert(
    fc.property(anyCall, fc.constantFrom(...(Object.keys(moves) as MoveName[])), fc.constantFrom<Mover>('customer', 'agent', 'colleague', 'supervisor', 'offered', 'system'), (call, name, by) => {
      const next = move(call, name, by)
      if (call.state === 'ended') expect(next).toBeNull()
      else expect(move(call, 'hang-up', 'customer')).toBe('ended')
      if (by === 'supervisor') expect(next).toBeNull()
      if (by === 'customer' && name !== 'hang-up') expect(next).toBeNull()
      if (next !== null) expect(movesOf(call, by)).toContain(name)
    })
  )
})

test('nobody is joined or handed to who is not there yet', () => {
  const ringing = { state: 'consulting' as const, legs: [customer, agent, { ...colleague, state: 'ringing' as const }] }
  expect(movesOf(ringing, 'agent')).toEqual(['drop-consult', 'hang-up'])
  expect(movesOf({ ...ringing, legs: [customer, agent, colleague] }, 'agent')).toEqual(['drop-consult', 'merge', 'hand-over', 'hang-up'])
  expect(move({ state: 'consulting', legs: [customer, agent, colleague] }, 'colleague-left', 'colleague')).toBe('held')
})
