import type { FastifyRequest } from 'fastify'
import type { Upload } from './action.ts'
import type { App } from './app-type.ts'
import { forgetLater } from './orphan-blobs.ts'
import { Refusal, refuse } from './refusal.ts'

export const uploadLimits = { files: 10, fileSize: 20 * 1024 * 1024, fieldSize: 256 * 1024 }

/** One byte more than we take, so that it is the store that says a file is too large, and keeps nothing of it. */
const limits = { ...uploadLimits, fileSize: uploadLimits.fileSize + 1, fields: 2 }

/**
 * Reads multipart form data: a field `input` with the JSON of the operation's input, and files. Each file is checked and
 * stored while it streams. Refuses a broken form, and what the files refuse; what was stored before is then removed.
 */
export async function readUploads(app: App, request: FastifyRequest): Promise<{ fields: Record<string, unknown>; uploads: Upload[] }> {
  if (!request.isMultipart()) throw refuse('unsupported-media-type')
  let fields: Record<string, unknown> = {}
  const uploads: Upload[] = []
  try {
    for await (const part of request.parts({ limits })) {
      if (part.type === 'file') uploads.push(await app.files.put(part.file, { name: part.filename, declaredType: part.mimetype, limit: uploadLimits.fileSize }))
      else if (part.fieldname === 'input') fields = parse(String(part.value))
      else throw refuse('invalid-input', { errors: [{ at: '/', rule: 'additionalProperties' }] })
    }
  } catch (error) {
    await forgetLater(app, uploads)
    // The reader of forms throws bare errors at a form that ends early or contradicts itself.
    const ours = error instanceof Refusal || typeof (error as { statusCode?: unknown }).statusCode === 'number' || typeof (error as { code?: unknown }).code === 'string'
    throw ours ? error : refuse('malformed-body')
  }
  return { fields, uploads }
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>
  } catch {
    // falls through to the refusal: what was sent is not repeated to anybody
  }
  throw refuse('malformed-body')
}
