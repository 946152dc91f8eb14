import { open } from 'node:fs/promises'
import { declaredFits, isTextKind, kindOfName, type MediaKind, sniff } from './media-type.ts'
import { refuse } from './refusal.ts'
import { zipNames } from './zip-directory.ts'

type Candidate = {
  path: string
  name: string
  bytes: number
  allText: boolean
  declaredType?: string | undefined
  allowed?: readonly MediaKind[]
}

/**
 * The one kind on which content, name and declared type agree. A name without a known ending is believed to be what
 * the content shows; text without one is plain text. Refuses file-type-not-allowed and file-type-mismatch.
 */
export async function agreedKind(file: Candidate): Promise<MediaKind> {
  const named = kindOfName(file.name)
  if (named === undefined && /\.[A-Za-z0-9]{1,8}$/.test(file.name)) throw refuse('file-type-not-allowed')
  const content = await contentKind(file)
  if (content === undefined) throw named ? refuse('file-type-mismatch') : refuse('file-type-not-allowed')
  const kind = content === 'text' ? textKind(named) : content
  if (kind === undefined || (named !== undefined && named !== kind)) throw refuse('file-type-mismatch')
  if (!declaredFits(file.declaredType, kind)) throw refuse('file-type-mismatch')
  if (file.allowed && !file.allowed.includes(kind)) throw refuse('file-type-not-allowed')
  return kind
}

function textKind(named: MediaKind | undefined): MediaKind | undefined {
  if (named === undefined) return 'txt'
  return isTextKind(named) ? named : undefined
}

async function contentKind(file: Candidate): Promise<MediaKind | 'text' | undefined> {
  const handle = await open(file.path, 'r')
  try {
    const head = new Uint8Array(Math.min(file.bytes, 4096))
    await handle.read(head, 0, head.length, 0)
    const sniffed = sniff(head)
    if (sniffed === 'text') return file.allText || isUtf16(head) ? 'text' : undefined
    if (sniffed === undefined) return isUtf16(head) ? 'text' : undefined
    return sniffed === 'zip' ? officeKind(await zipNames(handle, file.bytes)) : sniffed
  } finally {
    await handle.close()
  }
}

/** Spreadsheets save “Unicode text” in UTF-16; its byte order mark is the only proof, and as text it is harmless. */
function isUtf16(head: Uint8Array): boolean {
  return (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)
}

function officeKind(names: string[]): MediaKind {
  if (!names.includes('[Content_Types].xml')) return 'zip'
  if (names.includes('word/document.xml')) return 'docx'
  if (names.includes('xl/workbook.xml')) return 'xlsx'
  return 'zip'
}
