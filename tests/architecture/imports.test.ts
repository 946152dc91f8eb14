import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
const sources = ['contract', 'kernels', 'server', 'web', 'seed', 'bench', 'simulator', 'tests'].flatMap(sourcesUnder)

/** The tier of each capability: imports go down, never sideways or up. */
const tiers: Record<string, number> = {
  people: 1,
  customers: 1,
  norms: 1,
  sms: 1,
  billing: 1,
  contacts: 2,
  tickets: 2,
  voice: 2,
  outbound: 2,
  floor: 2,
  menus: 2,
  playbooks: 2,
  surveys: 3,
  corrections: 3,
  secretary: 3,
  vip: 3,
  complaints: 3,
  compensation: 3,
  improvement: 3,
  handling: 3,
  legal: 3,
  imports: 3,
  'my-complaints': 4,
  governance: 4,
  integrations: 4
}
/** Neighbours on one tier may know each other in this direction only: contacts open tickets, tickets know no contacts. */
const allowedNeighbours = new Set(['handling>legal', 'legal>surveys', 'legal>complaints', 'norms>people', 'customers>people', 'customers>norms', 'billing>customers', 'compensation>complaints', 'contacts>tickets', 'voice>tickets', 'voice>floor', 'voice>contacts', 'floor>tickets', 'contacts>floor', 'menus>tickets', 'contacts>menus', 'voice>menus', 'playbooks>floor', 'playbooks>menus', 'playbooks>tickets', 'imports>surveys', 'improvement>complaints', 'outbound>tickets', 'playbooks>outbound'])

describe('The house keeps its import rules', () => {
  test('the contract imports the schema library only', () => {
    expect(offenders('contract/', (to) => to.startsWith('contract/') || to === 'typebox')).toEqual([])
  })

  test('kernels import nothing of ours and nothing of Node', () => {
    expect(offenders('kernels/', (to) => to.startsWith('kernels/') || to === '@marcbachmann/cel-js')).toEqual([])
  })

  test('the platform knows the contract builders and never a capability', () => {
    const exempt = (file: string) => file.startsWith('server/platform/testing/')
    expect(offenders('server/platform/', (to, file) => exempt(file) || !/^server\/(capabilities|adapters|app)/.test(to))).toEqual([])
  })

  test('a capability imports platform, contract, kernels and the index of a lower tier', () => {
    const allowed = (to: string, file: string) => {
      const own = file.split('/')[2] as string
      const target = /^server\/capabilities\/([\w-]+)\/(.*)$/.exec(to)
      if (!target) return !/^(server\/(app|start|main|commands)|seed|bench|tests|web)/.test(to)
      const [, other = '', rest] = target
      if (other === own) return true
      return rest === 'index.ts' && (tierOf(other) < tierOf(own) || allowedNeighbours.has(`${own}>${other}`))
    }
    expect(offenders('server/capabilities/', allowed)).toEqual([])
  })

  test('the browser imports no server code, and ui components no business', () => {
    expect(offenders('web/', (to) => !/^(server|seed|bench)\//.test(to) && !to.startsWith('node:'))).toEqual([])
    expect(offenders('web/ui/', (to) => !/^(contract|kernels|web\/(capabilities|app|portal))\//.test(to))).toEqual([])
  })

  test('nobody imports the composition root, tests, seed or bench but those who start the product', () => {
    const starters = /^(server\/(app|start|main|run-roles|cli|seed-if-empty)\.ts|server\/commands\/|server\/platform\/testing\/|tests\/|bench\/|seed\/)/
    expect(offenders('', (to, file) => starters.test(file) || !/^(server\/app\.ts|tests\/|seed\/|bench\/)/.test(to))).toEqual([])
  })
})

describe('Files are small and honestly named', () => {
  test('no file has more than 400 lines', () => {
    expect(sources.filter((file) => !file.includes('.gen.') && lines(file) > 400)).toEqual([])
  })

  test('nineteen of twenty files have at most 250 lines', () => {
    const own = sources.filter((file) => !file.includes('.gen.') && !file.includes('.test.'))
    expect(own.filter((file) => lines(file) > 250).length / own.length).toBeLessThanOrEqual(0.05)
  })

  test('no name hides what is inside', () => {
    const hiding = /(^|\/)(utils?|helpers?|common|misc|base|core|shared|manager|service|handler|impl|v2)(\.tsx?$|\/)/
    expect(sources.filter((file) => hiding.test(file))).toEqual([])
  })
})

function sourcesUnder(folder: string): string[] {
  try {
    return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((file) => path.posix.join(folder, file.split(path.sep).join('/')))
      .filter((file) => /\.tsx?$/.test(file) && !/(node_modules|\/dist)\//.test(file))
  } catch {
    return []
  }
}

function lines(file: string): number {
  return readFileSync(path.join(root, file), 'utf8').split('\n').length
}

function offenders(under: string, allowed: (to: string, file: string) => boolean): string[] {
  const isTest = (file: string) => /\.test\.tsx?$|\/testing\//.test(file)
  return sources
    .filter((file) => file.startsWith(under) && !isTest(file))
    .flatMap((file) => importsOf(file).filter((to) => !allowed(to, file)).map((to) => `${file} → ${to}`))
}

function importsOf(file: string): string[] {
  const text = readFileSync(path.join(root, file), 'utf8')
  const statements = /^\s*(?:import|export)\b[^'";]*?from\s*['"]([^'"\n]+)['"]|^\s*import\s*['"]([^'"\n]+)['"]|\bimport\(\s*['"]([^'"\n]+)['"]/gm
  return [...text.matchAll(statements)].map((match) => resolved(file, (match[1] ?? match[2] ?? match[3]) as string))
}

/** A path from the root for our own files, the package name for others. */
function resolved(file: string, specifier: string): string {
  if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(file), specifier)
  return specifier
    .replace(/^@shouwen\/(contract|kernels)\/(.*)$/, '$1/$2.ts')
    .replace(/^#platform\/(.*)$/, 'server/platform/$1.ts')
    .replace(/^#capabilities\/(.*)$/, 'server/capabilities/$1/index.ts')
    .replace(/^#server\/(.*)$/, 'server/$1.ts')
    .replace(/^#(ui|lib)\/(.*)$/, 'web/$1/$2')
    .replace(/^#web\/(.*)$/, 'web/capabilities/$1')
}

function tierOf(capability: string): number {
  const tier = tiers[capability]
  if (tier === undefined) throw new Error(`capability ${capability} has no tier: add it to tests/architecture/imports.test.ts`)
  return tier
}
