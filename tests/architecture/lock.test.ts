import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '../..')

type Entry = { optional?: boolean; engines?: { node?: string }; resolved?: string }
const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, Entry>
}

test('the lock names the packages of every platform, so that npm ci accepts it', () => {
  execFileSync(process.execPath, ['bin/complete-lock.mjs', '--check'], { cwd: root })
})

test('no optional package needs more than Node 20: npm on such a host would leave it out without a word', () => {
  const newer = Object.entries(lock.packages).filter(
    ([, { optional, engines }]) => optional && !allowsNode20(engines?.node ?? '*')
  )
  expect(newer.map(([name]) => name)).toEqual([])
})

test('the lock points to no particular registry', () => {
  expect(Object.values(lock.packages).filter(({ resolved }) => resolved?.startsWith('http'))).toEqual([])
})

/** Enough of version ranges for what packages say: any alternative that begins at 20 or below. */
function allowsNode20(range: string): boolean {
  return range.split('||').some((part) => {
    const floor = /(\^|>=?|~)?\s*v?(\d+)/.exec(part)
    if (!floor) return true
    return floor[1] === '^' || floor[1] === undefined ? Number(floor[2]) === 20 : Number(floor[2]) <= 20
  })
}
