import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fittingEntries } from './rail-entries.ts'

const entries = [
  { to: '/home' },
  { to: '/people', group: 'rule' as const },
  { to: '/tickets' },
  { to: '/floor' },
  { to: '/audit', group: 'rule' as const }
]
const names = (list: readonly { to: string }[]) => list.map(({ to }) => to)

test('a high window shows all, work before administration', () => {
  const { shown, rest } = fittingEntries(entries, 5, '/home')
  expect(names(shown)).toEqual(['/home', '/tickets', '/floor', '/people', '/audit'])
  expect(rest).toEqual([])
})

test('a low window keeps the entry one is at, also on a page below it', () => {
  const { shown, rest } = fittingEntries(entries, 3, '/audit/reads')
  expect(names(shown)).toEqual(['/home', '/audit'])
  expect(names(rest)).toEqual(['/tickets', '/floor', '/people'])
})

test('no entry is lost or twice, and the rail never holds more than its places', () => {
  const list = fc.uniqueArray(fc.record({ to: fc.stringMatching(/^\/[a-z]{1,4}$/), group: fc.constantFrom('rule' as const, undefined) }), { selector: ({ to }) => to })
  fc.assert(
    fc.property(list, fc.nat(30), fc.stringMatching(/^\/[a-z]{1,4}$/), (all, places, here) => {
      const { shown, rest } = fittingEntries(all, places, here)
      expect(names([...shown, ...rest]).sort()).toEqual(names(all).sort())
      expect(shown.length + (rest.length > 0 ? 1 : 0)).toBeLessThanOrEqual(Math.max(1, places))
    })
  )
})

test('no two workspaces open by the same keys', () => {
  const folder = path.resolve(import.meta.dirname, '../capabilities')
  const keys = globSync('*/routes.ts', { cwd: folder }).flatMap((file) => [...readFileSync(path.join(folder, file), 'utf8').matchAll(/keys: '(g \w)'/g)].map(([, key]) => key))
  expect(keys.length).toBeGreaterThan(10)
  expect(keys.toSorted()).toEqual([...new Set(keys)].sort())
})
