/** One part as it stands in a sealed pack: stored, never compressed, so that its bytes can be read with any program. */
export type Laid = { path: string; bytes: number; crc32: number /** Where its local header begins. */; at: number }

export const LOCAL = 0x04034b50
export const CENTRAL = 0x02014b50
export const END = 0x06054b50
export const LOCAL_BYTES = 30
export const CENTRAL_BYTES = 46
export const END_BYTES = 22

// One version, one flag (names are UTF-8), one time: the same parts always make the same bytes, so that any other byte is a change.
const VERSION = 20
const FLAGS = 0x0800
const TIME = 0
const DATE = 0x21

const nameOf = (path: string) => Buffer.from(path, 'utf8')

/** The header before the bytes of a part. */
export function localHeader({ path, bytes, crc32 }: Omit<Laid, 'at'>): Buffer {
  const name = nameOf(path)
  const head = Buffer.alloc(LOCAL_BYTES)
  head.writeUInt32LE(LOCAL, 0)
  head.writeUInt16LE(VERSION, 4)
  head.writeUInt16LE(FLAGS, 6)
  head.writeUInt16LE(TIME, 10)
  head.writeUInt16LE(DATE, 12)
  head.writeUInt32LE(crc32, 14)
  head.writeUInt32LE(bytes, 18)
  head.writeUInt32LE(bytes, 22)
  head.writeUInt16LE(name.length, 26)
  return Buffer.concat([head, name])
}

/** The directory behind all parts, with its end record. */
export function directoryOf(parts: readonly Laid[]): Buffer {
  const entries = parts.map(({ path, bytes, crc32, at }) => {
    const name = nameOf(path)
    const entry = Buffer.alloc(CENTRAL_BYTES)
    entry.writeUInt32LE(CENTRAL, 0)
    entry.writeUInt16LE(VERSION, 4)
    entry.writeUInt16LE(VERSION, 6)
    entry.writeUInt16LE(FLAGS, 8)
    entry.writeUInt16LE(TIME, 12)
    entry.writeUInt16LE(DATE, 14)
    entry.writeUInt32LE(crc32, 16)
    entry.writeUInt32LE(bytes, 20)
    entry.writeUInt32LE(bytes, 24)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(at, 42)
    return Buffer.concat([entry, name])
  })
  const directory = Buffer.concat(entries)
  const last = parts.at(-1)
  const end = Buffer.alloc(END_BYTES)
  end.writeUInt32LE(END, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(last ? endOf(last) : 0, 16)
  return Buffer.concat([directory, end])
}

/** The first byte behind a part. */
export const endOf = ({ path, bytes, at }: Laid) => at + LOCAL_BYTES + nameOf(path).length + bytes
