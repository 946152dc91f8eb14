import type { Upload } from '#platform/action'
import type { App } from '#platform/app-type'

/** Enough for the headers of any mail a person wrote. */
const HEAD_BYTES = 65_536

/** Mail files by the Date of each, the undated last: an answer must not come before what it answers. */
export async function inOrderOfTime(app: App, files: readonly Upload[]): Promise<Upload[]> {
  const dated: { file: Upload; at: number }[] = []
  for (const file of files) dated.push({ file, at: await dateOf(app, file) })
  return dated.sort((a, b) => a.at - b.at).map(({ file }) => file)
}

async function dateOf(app: App, file: Upload): Promise<number> {
  const { stream } = await app.files.get(file.id, { start: 0, end: Math.min(HEAD_BYTES, file.bytes) - 1 })
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array))
  const head = Buffer.concat(chunks).toString('latin1')
  const at = Date.parse(
    /^date:[ \t]*([^\r\n]{1,100})/im.exec(head.slice(0, head.search(/\r?\n\r?\n/) + 1 || undefined))?.[1] ?? ''
  )
  return Number.isNaN(at) ? Number.POSITIVE_INFINITY : at
}
