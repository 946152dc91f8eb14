import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')

test('every variable the process reads is explained to those who operate it', () => {
  const read = readFileSync(join(root, 'server/platform/config.ts'), 'utf8')
  const told = readFileSync(join(root, 'docs/operate/README.md'), 'utf8')
  const names = new Set([...read.matchAll(/'([A-Z][A-Z0-9_]{3,})'/g)].map(([, name]) => name as string))
  expect(names.size).toBeGreaterThan(20)
  expect([...names].filter((name) => !told.includes(`\`${name}\``))).toEqual([])
})
