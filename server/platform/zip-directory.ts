import type { FileHandle } from 'node:fs/promises'
import { refuse } from './refusal.ts'

export type ZipEntry = {
  name: string
  /** 0 stored, 8 deflated. */
  method: number
  packedBytes: number
  headerAt: number
}

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const endLength = 22
const entryLength = 46
const maxDirectoryBytes = 4 * 1024 * 1024
const maxEntries = 10_000

/** Names in a ZIP archive. Refuses file-type-mismatch when the bytes are not one plain archive from first to last. */
export async function zipNames(file: FileHandle, bytes: number): Promise<string[]> {
  const tail = new Uint8Array(Math.min(bytes, endLength))
  await file.read(tail, 0, tail.length, bytes - tail.length)
  const end = readEnd(tail, bytes)
  const directory = new Uint8Array(end.directoryBytes)
  await file.read(directory, 0, directory.length, end.directoryAt)
  return readEntries(directory, end.entries).map((entry) => entry.name)
}

/** Entries of a ZIP archive held in memory; refuses as `zipNames`. */
export function zipEntries(archive: Uint8Array): ZipEntry[] {
  const end = readEnd(archive.subarray(-endLength), archive.length)
  return readEntries(archive.subarray(end.directoryAt, end.directoryAt + end.directoryBytes), end.entries)
}

/**
 * Accepts only the unambiguous shape: no comment, no ZIP64, the directory directly before the end record. Two readers
 * that disagree about where an archive begins are how a harmless listing hides a harmful content.
 */
function readEnd(tail: Uint8Array, bytes: number) {
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength)
  if (tail.length < endLength || view.getUint32(0, true) !== endSignature) throw refuse('file-type-mismatch')
  const entries = view.getUint16(10, true)
  const directoryBytes = view.getUint32(12, true)
  const directoryAt = view.getUint32(16, true)
  const adjacent = directoryAt + directoryBytes === bytes - endLength
  if (!adjacent || entries > maxEntries || directoryBytes > maxDirectoryBytes) throw refuse('file-type-mismatch')
  return { entries, directoryBytes, directoryAt }
}

function readEntries(directory: Uint8Array, count: number): ZipEntry[] {
  const view = new DataView(directory.buffer, directory.byteOffset, directory.byteLength)
  const entries: ZipEntry[] = []
  let at = 0
  for (let i = 0; i < count; i++) {
    if (at + entryLength > directory.length || view.getUint32(at, true) !== entrySignature)
      throw refuse('file-type-mismatch')
    const nameLength = view.getUint16(at + 28, true)
    const nameAt = at + entryLength
    entries.push({
      name: new TextDecoder().decode(directory.subarray(nameAt, nameAt + nameLength)),
      method: view.getUint16(at + 10, true),
      packedBytes: view.getUint32(at + 20, true),
      headerAt: view.getUint32(at + 42, true)
    })
    at = nameAt + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}
