import { createHash, randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import type { Config } from './config.ts'
import { localStore } from './files-local.ts'
import { s3Store } from './files-s3.ts'
import { agreedKind } from './files-kind.ts'
import { isText, type MediaKind, mediaKinds } from './media-type.ts'
import { refuse } from './refusal.ts'

/** First and last byte wanted, both included. */
export type ByteRange = { start: number; end: number }

export type StoredFile = {
  /** SHA-256 of the content in hex. Equal contents share one id: who removes must know that no row points to it. */
  id: string
  /** The given name without folders, control characters and excess length. */
  name: string
  kind: MediaKind
  mediaType: string
  bytes: number
}

export type Incoming = {
  name: string
  /** What the sender says it is; must agree with the name and the content. */
  declaredType?: string | undefined
  /** Largest number of bytes taken. */
  limit: number
  /** Kinds taken; all by default. */
  allowed?: readonly MediaKind[]
}

/** Where the bytes of attachments, imports and exports live. Never holds or understands a path given from outside. */
export type Blobs = {
  /**
   * Takes a stream, stopping at the limit. Nothing is kept unless all of it arrived and its content, name and declared type agree.
   * Refuses file-too-large, file-empty, file-type-not-allowed, file-type-mismatch.
   */
  put(source: AsyncIterable<Uint8Array>, about: Incoming): Promise<StoredFile>
  /** Opens a file or a part of it; `bytes` is the length of what will flow. Refuses file-missing. */
  get(id: string, range?: ByteRange): Promise<{ stream: Readable; bytes: number }>
  /** Forgets a file; absent is fine. */
  remove(id: string): Promise<void>
}

/** A place that keeps finished files under their id. */
export type BlobStore = {
  /** Folder for bytes on their way in. */
  incoming: string
  keep(temporaryPath: string, id: string): Promise<void>
  /** The ids of all files kept; the order is the store's own. */
  list(): AsyncIterable<string>
  get: Blobs['get']
  remove: Blobs['remove']
}

/** The store of the configuration, without the checks of what comes in. */
export const openStore = (files: Config['files']): BlobStore =>
  files.kind === 'local' ? localStore(files.directory) : s3Store(files)

/** Opens the blob port of the configuration: a local directory, or any S3-compatible store. Nothing is touched before the first file. */
export function openBlobs(files: Config['files']): Blobs {
  const store = openStore(files)
  const { incoming } = store
  let ready: Promise<void> | undefined
  return {
    async put(source, about) {
      ready ??= prepare(incoming)
      await ready
      return put(store, incoming, source, about)
    },
    get: async (id, range) => store.get(checkedId(id), range),
    remove: async (id) => store.remove(checkedId(id))
  }
}

async function put(
  store: BlobStore,
  incoming: string,
  source: AsyncIterable<Uint8Array>,
  about: Incoming
): Promise<StoredFile> {
  const temporaryPath = path.join(incoming, randomUUID())
  try {
    const received = await receive(source, temporaryPath, about.limit)
    const name = cleanFileName(about.name)
    const kind = await agreedKind({ ...about, ...received, name, path: temporaryPath })
    await store.keep(temporaryPath, received.id)
    return { id: received.id, name, kind, mediaType: mediaKinds[kind].mediaType, bytes: received.bytes }
  } finally {
    await rm(temporaryPath, { force: true })
  }
}

/** Writes the stream to disk (synced) while counting, hashing and looking whether all of it is text. */
async function receive(source: AsyncIterable<Uint8Array>, temporaryPath: string, limit: number) {
  const file: FileHandle = await open(temporaryPath, 'wx', 0o600)
  const hash = createHash('sha256')
  let bytes = 0
  let allText = true
  try {
    for await (const chunk of source) {
      bytes += chunk.length
      if (bytes > limit) throw refuse('file-too-large', { limit })
      hash.update(chunk)
      allText &&= isText(chunk)
      await file.appendFile(chunk)
    }
    if (bytes === 0) throw refuse('file-empty')
    await file.sync()
  } finally {
    await file.close()
  }
  return { id: hash.digest('hex'), bytes, allText }
}

/** A name that is safe to store, show and offer for download; never used as a path. */
export function cleanFileName(name: string): string {
  const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  const clean = last.replace(/[\p{Cc}\p{Cf}\p{Cs}<>:"|?*]/gu, '').replace(/^[. ]+|[. ]+$/g, '')
  if (clean === '') return 'file'
  const characters = [...clean]
  if (characters.length <= maxNameLength) return clean
  const extension = /\.[A-Za-z0-9]{1,8}$/.exec(clean)?.[0] ?? ''
  return characters.slice(0, maxNameLength - extension.length).join('') + extension
}

const maxNameLength = 120

function checkedId(id: string): string {
  if (!/^[0-9a-f]{64}$/.test(id)) throw refuse('file-missing')
  return id
}

/** Makes the folder of unfinished files and clears what a killed process left there; a day is longer than any upload, so other processes are not disturbed. */
async function prepare(incoming: string): Promise<void> {
  await mkdir(incoming, { recursive: true, mode: 0o700 })
  const before = Date.now() - 86_400_000
  for (const name of await readdir(incoming)) {
    const file = path.join(incoming, name)
    const found = await stat(file).catch(() => undefined)
    if (found && found.mtimeMs < before) await rm(file, { force: true })
  }
}
