import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { canonical } from '../canonical.ts'
import { directoryOf, endOf, type Laid, localHeader } from './zip-layout.ts'
import { FORMAT, type Manifest, MANIFEST, type PackKey, SIGNATURE } from './manifest.ts'

/** A part to be sealed: bytes in memory, or bytes that flow from the blob store and are read twice (to be measured, then to be written). */
export type PackPart = { path: string; kind: string; about?: string } & (
  | { content: Buffer }
  | { open: () => Promise<AsyncIterable<Uint8Array>> }
)

export type Measured = {
  path: string
  kind: string
  about?: string
  bytes: number
  sha256: string
  crc32: number
  open: () => Promise<AsyncIterable<Uint8Array>>
}

/** Reads a part once: its length, its hash, its checksum. */
export async function measure(part: PackPart): Promise<Measured> {
  const open = 'content' in part ? async () => oneChunk(part.content) : part.open
  const hash = createHash('sha256')
  let bytes = 0
  let sum = 0
  for await (const chunk of await open()) {
    hash.update(chunk)
    sum = crc32(chunk, sum)
    bytes += chunk.length
  }
  return {
    path: part.path,
    kind: part.kind,
    ...(part.about ? { about: part.about } : {}),
    bytes,
    sha256: hash.digest('hex'),
    crc32: sum,
    open
  }
}

async function* oneChunk(content: Buffer): AsyncGenerator<Uint8Array> {
  if (content.length > 0) yield content
}

/** Says in the manifest what every part is, signs it, and lays all out in order: the manifest first, so that a reader meets it first. */
export async function sealPack(
  parts: readonly Measured[],
  said: Omit<Manifest, 'format' | 'parts' | 'key'>,
  key: PackKey
): Promise<{ stream: AsyncIterable<Uint8Array>; bytes: number; manifestSha256: string }> {
  const manifest: Manifest = {
    format: FORMAT,
    ...said,
    key: key.fingerprint,
    parts: parts.map(({ path, kind, about, bytes, sha256 }) => ({
      path,
      kind,
      ...(about ? { about } : {}),
      bytes,
      sha256
    }))
  }
  const text = Buffer.from(canonical(manifest))
  const signature = sign(null, text, createPrivateKey(key.privateKey)).toString('base64')
  const publicKey = createPublicKey(key.privateKey).export({ type: 'spki', format: 'pem' }).toString()
  const seal = Buffer.from(canonical({ algorithm: 'Ed25519', fingerprint: key.fingerprint, publicKey, signature }))
  const all = [
    await measure({ path: MANIFEST, kind: 'manifest', content: text }),
    await measure({ path: SIGNATURE, kind: 'signature', content: seal }),
    ...parts
  ]
  const laid: Laid[] = []
  let at = 0
  for (const { path, bytes, crc32: sum } of all) {
    const one = { path, bytes, crc32: sum, at }
    laid.push(one)
    at = endOf(one)
  }
  const directory = directoryOf(laid)
  return {
    stream: flow(all, directory),
    bytes: at + directory.length,
    manifestSha256: createHash('sha256').update(text).digest('hex')
  }
}

async function* flow(parts: readonly Measured[], directory: Buffer): AsyncGenerator<Uint8Array> {
  for (const part of parts) {
    yield localHeader(part)
    yield* await part.open()
  }
  yield directory
}
