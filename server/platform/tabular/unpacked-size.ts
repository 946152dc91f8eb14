import { createInflateRaw } from 'node:zlib'
import { refuse } from '../refusal.ts'
import { zipEntries, type ZipEntry } from '../zip-directory.ts'

/**
 * Unpacks every entry of an archive without keeping it, and refuses table-too-large as soon as all together exceed the limit:
 * what an archive says about its own size is not believed. Refuses file-type-mismatch for a broken one.
 */
export async function checkUnpackedSize(archive: Uint8Array, maxBytes: number): Promise<void> {
  let left = maxBytes
  for (const entry of zipEntries(archive)) left -= await unpackedSize(archive, entry, left)
}

function unpackedSize(archive: Uint8Array, entry: ZipEntry, atMost: number): Promise<number> {
  const packed = packedBytes(archive, entry)
  const tooLarge = refuse('table-too-large', { unpackedBytes: atMost })
  if (entry.method === 0) return packed.length > atMost ? Promise.reject(tooLarge) : Promise.resolve(packed.length)
  if (entry.method !== 8) return Promise.reject(refuse('file-type-mismatch'))
  return new Promise((resolve, reject) => {
    let bytes = 0
    const inflate = createInflateRaw()
    inflate.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > atMost) inflate.destroy(tooLarge)
    })
    inflate.on('end', () => resolve(bytes))
    inflate.on('error', (error) => reject(error === tooLarge ? error : refuse('file-type-mismatch')))
    inflate.end(packed)
  })
}

const headerLength = 30

function packedBytes(archive: Uint8Array, entry: ZipEntry): Uint8Array {
  if (entry.headerAt + headerLength > archive.length) throw refuse('file-type-mismatch')
  const view = new DataView(archive.buffer, archive.byteOffset + entry.headerAt, headerLength)
  if (view.getUint32(0, true) !== 0x04034b50) throw refuse('file-type-mismatch')
  const start = entry.headerAt + headerLength + view.getUint16(26, true) + view.getUint16(28, true)
  if (start + entry.packedBytes > archive.length) throw refuse('file-type-mismatch')
  return archive.subarray(start, start + entry.packedBytes)
}
