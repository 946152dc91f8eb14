import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

type Chunk = { file: string; css?: string[]; imports?: string[] }

const dist = path.resolve(import.meta.dirname, '../dist')
const manifestFile = path.join(dist, '.vite/manifest.json')

// `npm test` builds first; a test file run alone may find no build.
test.skipIf(!existsSync(manifestFile))(
  'a customer’s phone loads the portal in 110 KB compressed, React included, and neither antd nor the schemas',
  () => {
    const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Record<string, Chunk>
    const files = new Set<string>()
    const gather = (name: string): void => {
      const chunk = manifest[name]
      if (!chunk || files.has(chunk.file)) return
      for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file)
      for (const inner of chunk.imports ?? []) gather(inner)
    }
    gather('portal/index.html')
    const texts = [...files].map((file) => readFileSync(path.join(dist, file)))
    expect(texts.reduce((sum, text) => sum + gzipSync(text).length, 0)).toBeLessThan(110 * 1024)
    expect(texts.filter((text) => text.includes('ant-btn') || text.includes('unevaluatedProperties'))).toEqual([])
  }
)
