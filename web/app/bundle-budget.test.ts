import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

type Chunk = {
  file: string
  src?: string
  css?: string[]
  imports?: string[]
  isEntry?: boolean
  isDynamicEntry?: boolean
}

const dist = path.resolve(import.meta.dirname, '../dist')
const manifestFile = path.join(dist, '.vite/manifest.json')
/** The page an agent's day begins with, those of tickets, and any other page opened first by its address. */
const homeBudget = 350 * 1024
const ticketBudget = 400 * 1024
const screenBudget = 435 * 1024
const home = 'capabilities/my-work/my-work.tsx'

// `npm test` builds first; a test file run alone may find no build.
test.skipIf(!existsSync(manifestFile))(
  'the first load of the desk is under 350 KB compressed, of the tickets under 400, and of any other page under 435',
  () => {
    const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Record<string, Chunk>
    const chunks = Object.values(manifest)
    // What every first load in Chinese fetches besides the entry, before it draws.
    const always = chunks.filter(
      ({ src }) => src !== undefined && /^phrases\/zh-CN\/(app|ui|places)\.json$|zh_CN\.js$|zh-cn\.js$/.test(src)
    )
    const screens = chunks.filter(
      ({ src, isDynamicEntry }) => isDynamicEntry && /^capabilities\/.*\.tsx$/.test(src ?? '')
    )
    const entry = manifest['index.html'] as Chunk
    const weights = [undefined, ...screens].map((screen) => {
      const files = new Set(
        [entry, ...always, ...(screen ? [screen] : [])].flatMap((chunk) => filesOf(chunk, manifest))
      )
      return { screen: screen?.src ?? 'shell', bytes: [...files].reduce((sum, file) => sum + compressed(file), 0) }
    })
    expect(always.length).toBe(5)
    const limitOf = (screen: string) =>
      screen === 'shell' || screen === home
        ? homeBudget
        : screen.startsWith('capabilities/tickets/')
          ? ticketBudget
          : screenBudget
    expect(weights.some(({ screen }) => screen === home)).toBe(true)
    expect(weights.filter(({ screen, bytes }) => bytes > limitOf(screen))).toEqual([])
  }
)

function filesOf(chunk: Chunk, manifest: Record<string, Chunk>, seen = new Set<string>()): string[] {
  if (seen.has(chunk.file)) return []
  seen.add(chunk.file)
  const inner = (chunk.imports ?? []).flatMap((name) => filesOf(manifest[name] as Chunk, manifest, seen))
  return [chunk.file, ...(chunk.css ?? []), ...inner]
}

const sizes = new Map<string, number>()

function compressed(file: string): number {
  const known = sizes.get(file)
  if (known !== undefined) return known
  const bytes = gzipSync(readFileSync(path.join(dist, file))).length
  sizes.set(file, bytes)
  return bytes
}
