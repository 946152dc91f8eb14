import { randomFillSync } from 'node:crypto'

const random = new Uint8Array(4096)
let used = random.length
let lastMs = 0
let counter = 0

/**
 * A new UUID version 7 (RFC 9562): sorts by creation time, so that fresh rows land beside each other in an index.
 * Within one process ids strictly increase, even when the clock is set back.
 */
export function newId(nowMs: number = Date.now()): string {
  if (nowMs > lastMs) {
    lastMs = nowMs
    counter = take(2).readUInt16BE() & 0x7ff // starts in the lower half, so that there is room to count up
  } else if (++counter > 0xfff) {
    lastMs += 1
    counter = 0
  }
  const bytes = Buffer.alloc(16)
  bytes.writeUIntBE(lastMs, 0, 6)
  bytes.writeUInt16BE(0x7000 | counter, 6)
  take(8).copy(bytes, 8)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** The millisecond (Unix epoch) in which a UUID version 7 was made. */
export function timeOfId(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
}

/** Random bytes from a pool: one system call serves hundreds of ids. */
function take(count: number): Buffer {
  if (used + count > random.length) {
    randomFillSync(random)
    used = 0
  }
  used += count
  return Buffer.from(random.buffer, used - count, count)
}
