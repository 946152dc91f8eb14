import { expect, test } from 'vitest'
import { standingOf, stepOf } from './promise-state.ts'

const at = (time: string) => Date.parse(`2026-11-24T${time}Z`)
const running = {
  state: 'running' as const,
  startedAt: '2026-11-24T09:00:00Z',
  atRiskAt: '2026-11-24T09:20:00Z',
  dueAt: '2026-11-24T09:30:00Z'
}

test('a running promise shows the time left', () => {
  expect(standingOf(running, at('09:15:00'))).toEqual({ state: 'running', ms: 900_000, used: 0.5 })
})

test('a running promise becomes at risk and then broken without hearing from the server', () => {
  expect(standingOf(running, at('09:20:00')).state).toBe('at-risk')
  expect(standingOf(running, at('09:30:00'))).toEqual({ state: 'broken', ms: 0, used: 1 })
  expect(standingOf(running, at('09:31:00')).ms).toBe(60_000)
})

test('a paused promise stands still', () => {
  expect(standingOf({ ...running, state: 'paused', leftMs: 120_000 }, at('11:00:00'))).toMatchObject({
    state: 'paused',
    ms: 120_000
  })
})

test('a kept promise shows by how much, a broken one how late it was settled', () => {
  expect(standingOf({ ...running, state: 'kept', settledAt: '2026-11-24T09:10:00Z' }, at('12:00:00')).ms).toBe(
    1_200_000
  )
  expect(standingOf({ ...running, state: 'broken', settledAt: '2026-11-24T09:40:00Z' }, at('12:00:00')).ms).toBe(
    600_000
  )
})

test('a badge is drawn each second only near its deadline', () => {
  expect(stepOf(running, at('09:15:00'))).toBe(1_000)
  expect(stepOf({ ...running, dueAt: '2026-11-26T09:30:00Z' }, at('09:15:00'))).toBe(60_000)
  expect(stepOf({ ...running, state: 'kept' }, at('09:15:00'))).toBe(3_600_000)
})
