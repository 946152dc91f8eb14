import type { ByteRange } from './files.ts'
import { type MediaKind, mediaKinds } from './media-type.ts'

export type DownloadHead = {
  status: 200 | 206 | 416
  headers: Record<string, string>
  /** What to ask the blob port for; absent: everything (200) or nothing (416). */
  range?: ByteRange
}

/**
 * Status and headers under which a stored file leaves the product. Always a download, never guessed at by the browser;
 * only images that cannot carry script may be shown inside a page (`inline`).
 */
export function downloadHead(
  file: { id: string; name: string; kind: MediaKind; bytes: number },
  asked: { range?: string | undefined; inline?: boolean } = {}
): DownloadHead {
  const entry = mediaKinds[file.kind]
  const shown = asked.inline === true && entry.inline
  const headers: Record<string, string> = {
    'content-type': entry.mediaType,
    'content-disposition': disposition(shown ? 'inline' : 'attachment', file.name),
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, max-age=0, must-revalidate',
    'accept-ranges': 'bytes',
    etag: `"${file.id}"`
  }
  const range = readRange(asked.range, file.bytes)
  if (range === 'unsatisfiable')
    return { status: 416, headers: { ...headers, 'content-range': `bytes */${file.bytes}`, 'content-length': '0' } }
  if (range === undefined) return { status: 200, headers: { ...headers, 'content-length': String(file.bytes) } }
  return {
    status: 206,
    headers: {
      ...headers,
      'content-range': `bytes ${range.start}-${range.end}/${file.bytes}`,
      'content-length': String(range.end - range.start + 1)
    },
    range
  }
}

/** One byte range after RFC 9110 §14; several ranges or another unit are answered with the whole, as the RFC allows. */
export function readRange(header: string | undefined, bytes: number): ByteRange | 'unsatisfiable' | undefined {
  const parts = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '')
  if (!parts || (parts[1] === '' && parts[2] === '')) return undefined
  if (parts[1] === '') {
    const length = Math.min(Number(parts[2]), bytes)
    return length === 0 ? 'unsatisfiable' : { start: bytes - length, end: bytes - 1 }
  }
  const start = Number(parts[1])
  const end = parts[2] === '' ? bytes - 1 : Math.min(Number(parts[2]), bytes - 1)
  if (start >= bytes) return 'unsatisfiable'
  return end < start ? undefined : { start, end }
}

/** RFC 6266: an ASCII name for old programs and the real one encoded after RFC 8187. */
function disposition(type: 'inline' | 'attachment', name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_')
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
  return `${type}; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
