import type { Call, Upload } from '#platform/action'
import { listIn, malformed, textOf } from '../check-body.ts'
import type { Json } from '../condition.ts'

/** A body is at most 1 MB, so no file in it is larger. */
const limit = 1_000_000

/** Attachments given by value (base64) as stored files: checked for size, kind and content like every upload. */
export async function contentsOf(call: Call, attachments: Json): Promise<Upload[]> {
  const files: Upload[] = []
  for (const one of listIn(attachments, 'attachment') ?? []) {
    if (one['content'] === undefined) continue
    const content = textOf(one, 'content', limit)
    if (!content || !/^[A-Za-z0-9+/]+={0,2}$/.test(content)) throw malformed('attachment')
    const bytes = Buffer.from(content, 'base64')
    files.push(await call.app.files.put(parts(bytes), { name: textOf(one, 'name', 200) ?? 'attachment', declaredType: textOf(one, 'mimeType', 100), limit }))
  }
  return files
}

async function* parts(bytes: Buffer): AsyncIterable<Uint8Array> {
  yield bytes
}
