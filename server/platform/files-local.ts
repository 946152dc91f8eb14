import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { BlobStore } from './files.ts'
import { refuse } from './refusal.ts'

/** Keeps files in a directory as `ab/cd/<sha-256>`; a name appears only when all its bytes are on the disk. */
export function localStore(directory: string): BlobStore {
  const pathOf = (id: string) => path.join(directory, id.slice(0, 2), id.slice(2, 4), id)
  return {
    incoming: path.join(directory, 'incoming'),
    async keep(temporaryPath, id) {
      const target = pathOf(id)
      await mkdir(path.dirname(target), { recursive: true, mode: 0o700 })
      await rename(temporaryPath, target)
      await syncDirectory(path.dirname(target))
    },
    async get(id, range) {
      const target = pathOf(id)
      const found = await stat(target).catch(() => undefined)
      if (!found) throw refuse('file-missing')
      const { start, end } = range ?? { start: 0, end: found.size - 1 }
      return { stream: createReadStream(target, { start, end }), bytes: Math.min(end, found.size - 1) - start + 1 }
    },
    async remove(id) {
      await rm(pathOf(id), { force: true })
    },
    async *list() {
      for (const first of await namesIn(directory, /^[0-9a-f]{2}$/))
        for (const second of await namesIn(path.join(directory, first), /^[0-9a-f]{2}$/))
          yield* await namesIn(path.join(directory, first, second), /^[0-9a-f]{64}$/)
    }
  }
}

async function namesIn(directory: string, wanted: RegExp): Promise<string[]> {
  const names = await readdir(directory).catch(() => [])
  return names.filter((name) => wanted.test(name)).sort()
}

/** Without this a power cut may forget the new name although its bytes are safe. */
async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } catch (error) {
    // Windows cannot sync a directory; it journals names by itself.
    if (process.platform !== 'win32') throw error
  } finally {
    await handle.close()
  }
}
