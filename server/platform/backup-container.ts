import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { ByteReader } from './byte-reader.ts'

/*
 * One backup = one gzip stream of: a first line, entries, a last line.
 * An entry = a head line (JSON), chunks (4 bytes of length, then the bytes), a zero length, a tail line (JSON with the
 * SHA-256 of its bytes). The last line carries the number of entries and the SHA-256 of everything before it, so a
 * file that was cut or changed anywhere is refused as a whole.
 */

const firstLine = 'shouwen-backup 1'

export type EntryHead =
  | { kind: 'manifest' }
  | { kind: 'table'; name: string; columns: string[] }
  | { kind: 'file'; path: string }

export type EntryTail = { bytes: number; sha256: string; rows?: number }

export type BackupEntry = {
  head: EntryHead
  chunks: () => AsyncIterable<Buffer>
  /** Called when the chunks are through. */
  rows?: () => number
}

/** Hears how many bytes of an entry have passed. */
export type OnChunk = (head: EntryHead, bytes: number) => void

/** The bytes of a container (before gzip). `onEntry` hears of each finished entry. */
export async function* packBackup(
  entries: AsyncIterable<BackupEntry>,
  onEntry: (head: EntryHead, tail: EntryTail) => void = () => {},
  onChunk: OnChunk = () => {}
): AsyncGenerator<Buffer> {
  const whole = createHash('sha256')
  let count = 0
  for await (const part of frames()) {
    whole.update(part)
    yield part
  }
  yield line({ end: true, entries: count, sha256: whole.digest('hex') })

  async function* frames(): AsyncGenerator<Buffer> {
    yield Buffer.from(`${firstLine}\n`)
    for await (const entry of entries) {
      const hash = createHash('sha256')
      let bytes = 0
      yield line(entry.head)
      for await (const chunk of gathered(entry.chunks())) {
        hash.update(chunk)
        bytes += chunk.length
        onChunk(entry.head, bytes)
        yield length(chunk.length)
        yield chunk
      }
      const tail: EntryTail = { bytes, sha256: hash.digest('hex'), ...(entry.rows && { rows: entry.rows() }) }
      yield length(0)
      yield line(tail)
      count += 1
      onEntry(entry.head, tail)
    }
  }
}

export class BackupDamagedError extends Error {
  constructor(reason: string) {
    super(`备份文件已损坏或被改动 / the backup file is damaged or was changed: ${reason}`)
    this.name = 'BackupDamagedError'
  }
}

export type TakeEntry = (head: EntryHead, chunks: AsyncIterable<Buffer>) => Promise<((tail: EntryTail) => void) | void>

/**
 * Walks through a backup file and checks every sum. `take` may consume an entry's chunks; what it leaves is read on.
 * Errors: BackupDamagedError, at the latest when the last line does not agree.
 */
export async function readBackup(
  file: string,
  take: TakeEntry = async () => {},
  onChunk: OnChunk = () => {}
): Promise<void> {
  const whole = createHash('sha256')
  const reader = new ByteReader(unzipped(file))
  const readLine = async () => {
    const bytes = await reader.line(1_000_000)
    return { bytes, text: bytes.toString('utf8').trimEnd() }
  }
  const first = await readLine()
  if (first.text !== firstLine) throw new BackupDamagedError('it does not begin like a backup of Shouwen')
  whole.update(first.bytes)

  for (let count = 0; ; count++) {
    const headLine = await readLine()
    const head = parse<EntryHead | { end: true; entries: number; sha256: string }>(headLine.text)
    if ('end' in head) {
      if (head.entries !== count || head.sha256 !== whole.digest('hex'))
        throw new BackupDamagedError('the sum of the whole')
      if (!(await reader.atEnd())) throw new BackupDamagedError('something follows its end')
      return
    }
    whole.update(headLine.bytes)
    const sum = createHash('sha256')
    let bytes = 0
    const chunks = (async function* () {
      for (;;) {
        const size = await reader.take(4)
        whole.update(size)
        if (size.readUInt32BE() === 0) return
        const chunk = await reader.take(size.readUInt32BE())
        whole.update(chunk)
        sum.update(chunk)
        bytes += chunk.length
        onChunk(head, bytes)
        yield chunk
      }
    })()
    const finish = await take(head, chunks)
    for await (const _ of chunks); // what nobody wanted
    const tailLine = await readLine()
    whole.update(tailLine.bytes)
    const tail = parse<EntryTail>(tailLine.text)
    if (tail.bytes !== bytes || tail.sha256 !== sum.digest('hex')) throw new BackupDamagedError(describe(head))
    finish?.(tail)
  }
}

export function describe(head: EntryHead): string {
  return head.kind === 'table' ? head.name : head.kind === 'file' ? `file ${head.path.slice(-64)}` : head.kind
}

/** COPY gives a chunk per row; hashing and framing each of them would cost more than the row. */
async function* gathered(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let parts: Buffer[] = []
  let bytes = 0
  for await (const chunk of chunks) {
    parts.push(chunk)
    bytes += chunk.length
    if (bytes < 65_536) continue
    yield Buffer.concat(parts)
    parts = []
    bytes = 0
  }
  if (bytes > 0) yield Buffer.concat(parts)
}

async function* unzipped(file: string): AsyncGenerator<Buffer> {
  const source = createReadStream(file)
  const gunzip = createGunzip()
  source.on('error', (error) => gunzip.destroy(error))
  try {
    for await (const chunk of source.pipe(gunzip)) yield chunk as Buffer
  } catch (error) {
    const code = (error as { code?: string }).code ?? ''
    throw code.startsWith('Z_') ? new BackupDamagedError(code) : error
  } finally {
    source.destroy()
  }
}

function parse<T>(text: string): T {
  try {
    return JSON.parse(text) as T
  } catch {
    throw new BackupDamagedError('a line cannot be read')
  }
}

function line(value: object): Buffer {
  return Buffer.from(`${JSON.stringify(value)}\n`)
}

function length(bytes: number): Buffer {
  const buffer = Buffer.alloc(4)
  buffer.writeUInt32BE(bytes)
  return buffer
}
