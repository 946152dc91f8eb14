import type { Call } from '#platform/action'
import { Refusal } from '#platform/refusal'
import type { Manifest } from '#platform/sealed-pack/manifest'
import { type Measured, measure } from '#platform/sealed-pack/write-pack'
import type { PackFile } from './pack-sections.ts'

type Absent = Manifest['absent'][number]

/** Stored files as parts, each read once and compared with the hash it was kept under: what is not there or not the same is named instead. */
export async function storedParts(call: Call, wanted: readonly PackFile[]): Promise<{ files: Measured[]; absent: Absent[] }> {
  const files: Measured[] = []
  const absent: Absent[] = []
  const seen = new Set<string>()
  for (const { path, name, sha256, kind } of wanted) {
    if (seen.has(path)) continue
    seen.add(path)
    try {
      const part = await measure({
        path,
        kind,
        about: name,
        open: async () => (await call.app.files.get(sha256)).stream
      })
      if (part.sha256 === sha256) files.push(part)
      else absent.push({ name: path, sha256, because: 'damaged' })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      absent.push({ name: path, sha256, because: 'missing' })
    }
  }
  return { files, absent }
}
