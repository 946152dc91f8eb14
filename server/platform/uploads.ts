import type { FastifyRequest } from 'fastify'
import type { Upload } from './action.ts'
import type { App } from './app-type.ts'
import { refuse } from './refusal.ts'

export const uploadLimits = { files: 10, fileSize: 20 * 1024 * 1024, fieldSize: 256 * 1024 }

/**
 * Reads multipart form data: a field `input` with the JSON of the operation's input, and files. Each file is checked and
 * stored while it streams; blobs that no row refers to afterwards are removed by a daily sweep.
 */
export async function readUploads(app: App, request: FastifyRequest): Promise<{ fields: Record<string, unknown>; uploads: Upload[] }> {
  if (!request.isMultipart()) throw refuse('unsupported-media-type')
  let fields: Record<string, unknown> = {}
  const uploads: Upload[] = []
  for await (const part of request.parts({ limits: { ...uploadLimits, fields: 2 } })) {
    if (part.type === 'file') {
      const blob = await app.files.put(part.file, { name: part.filename, declaredType: part.mimetype, limit: uploadLimits.fileSize })
      uploads.push(blob)
    } else if (part.fieldname === 'input') fields = parse(String(part.value))
    else throw refuse('invalid-input', { errors: [{ at: '/', rule: 'additionalProperties' }] })
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
