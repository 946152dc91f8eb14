import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import {
  CENTRAL,
  CENTRAL_BYTES,
  directoryOf,
  END,
  END_BYTES,
  type Laid,
  LOCAL,
  LOCAL_BYTES,
  localHeader
} from './zip-layout.ts'

const CHUNK = 1024 * 1024
const MOST_DIRECTORY = 16 * 1024 * 1024
const MOST_PARTS = 20_000

/** What stands in a container, and where its own bytes are not what they must be. */
export type Container = { parts: Laid[]; damage: { path?: string; detail: string }[] }

/**
 * Finds the parts of a sealed pack by its directory, or, when that cannot be read, by walking from part to part. Whatever is not exactly as
 * our writer lays it out is damage, since the same parts always make the same bytes.
 */
export async function readContainer(file: FileHandle, size: number): Promise<Container> {
  const directory = await byDirectory(file, size)
  const parts = directory ?? (await byWalking(file, size))
  const damage: Container['damage'] = directory ? [] : [{ detail: 'directory-unreadable' }]
  for (const part of parts) {
    const wanted = localHeader(part)
    if (!(await read(file, part.at, wanted.length, size)).equals(wanted))
      damage.push({ path: part.path, detail: 'header-changed' })
  }
  if (directory) {
    const wanted = directoryOf(parts)
    const begin = size - wanted.length
    if (begin < 0 || !(await read(file, begin, wanted.length, size)).equals(wanted))
      damage.push({ detail: 'directory-changed' })
    else if (!isGapless(parts, begin)) damage.push({ detail: 'bytes-between-parts' })
  }
  return { parts, damage }
}

function isGapless(parts: readonly Laid[], end: number): boolean {
  let at = 0
  for (const part of parts) {
    if (part.at !== at) return false
    at += LOCAL_BYTES + Buffer.byteLength(part.path) + part.bytes
  }
  return at === end
}

async function byDirectory(file: FileHandle, size: number): Promise<Laid[] | null> {
  if (size < END_BYTES) return null
  const end = await read(file, size - END_BYTES, END_BYTES, size)
  if (end.readUInt32LE(0) !== END) return null
  const [count, bytes, begin] = [end.readUInt16LE(10), end.readUInt32LE(12), end.readUInt32LE(16)]
  if (bytes > MOST_DIRECTORY || begin + bytes !== size - END_BYTES) return null
  const directory = await read(file, begin, bytes, size)
  const parts: Laid[] = []
  let at = 0
  while (at + CENTRAL_BYTES <= directory.length && parts.length < MOST_PARTS) {
    if (directory.readUInt32LE(at) !== CENTRAL) return null
    const nameBytes = directory.readUInt16LE(at + 28)
    if (at + CENTRAL_BYTES + nameBytes > directory.length) return null
    const path = directory.toString('utf8', at + CENTRAL_BYTES, at + CENTRAL_BYTES + nameBytes)
    parts.push({
      path,
      crc32: directory.readUInt32LE(at + 16),
      bytes: directory.readUInt32LE(at + 20),
      at: directory.readUInt32LE(at + 42)
    })
    at += CENTRAL_BYTES + nameBytes
  }
  return at === directory.length && parts.length === count ? parts : null
}

async function byWalking(file: FileHandle, size: number): Promise<Laid[]> {
  const parts: Laid[] = []
  for (let at = 0; at + LOCAL_BYTES <= size && parts.length < MOST_PARTS; ) {
    const head = await read(file, at, LOCAL_BYTES, size)
    if (head.readUInt32LE(0) !== LOCAL) break
    const nameBytes = head.readUInt16LE(26)
    const path = (await read(file, at + LOCAL_BYTES, nameBytes, size)).toString('utf8')
    const part = { path, crc32: head.readUInt32LE(14), bytes: head.readUInt32LE(18), at }
    parts.push(part)
    at += LOCAL_BYTES + nameBytes + part.bytes
  }
  return parts
}

/** SHA-256 and length of what stands where a part should be. */
export async function digestOfPart(
  file: FileHandle,
  part: Laid,
  size: number
): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256')
  let bytes = 0
  const begin = part.at + LOCAL_BYTES + Buffer.byteLength(part.path)
  while (bytes < part.bytes) {
    const chunk = await read(file, begin + bytes, Math.min(CHUNK, part.bytes - bytes), size)
    if (chunk.length === 0) break
    hash.update(chunk)
    bytes += chunk.length
  }
  return { sha256: hash.digest('hex'), bytes }
}

/** The bytes of a part, no more than `most`; null when it is longer or cut short. */
export async function bytesOfPart(file: FileHandle, part: Laid, size: number, most: number): Promise<Buffer | null> {
  if (part.bytes > most) return null
  const content = await read(file, part.at + LOCAL_BYTES + Buffer.byteLength(part.path), part.bytes, size)
  return content.length === part.bytes ? content : null
}

/** What is there of the wanted bytes: less at the end of the file. */
async function read(file: FileHandle, at: number, length: number, size: number): Promise<Buffer> {
  const wanted = Math.max(0, Math.min(length, size - at))
  const buffer = Buffer.alloc(wanted)
  const { bytesRead } = await file.read(buffer, 0, wanted, at)
  return buffer.subarray(0, bytesRead)
}
