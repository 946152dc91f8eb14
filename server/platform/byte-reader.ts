/** Reads lines and fixed lengths out of a stream of buffers. Errors: the stream ends too early. */
export class ByteReader {
  #source: AsyncIterator<Buffer>
  #held: Buffer = Buffer.alloc(0)

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]()
  }

  /** Exactly `size` bytes. */
  async take(size: number): Promise<Buffer> {
    const parts: Buffer[] = []
    let missing = size
    while (missing > this.#held.length) {
      parts.push(this.#held)
      missing -= this.#held.length
      this.#held = await this.#next()
    }
    parts.push(this.#held.subarray(0, missing))
    this.#held = this.#held.subarray(missing)
    return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts)
  }

  /** Up to and including the next line feed; at most `limit` bytes. */
  async line(limit: number): Promise<Buffer> {
    let text: Buffer = Buffer.alloc(0)
    for (;;) {
      const end = this.#held.indexOf(0x0a)
      if (end >= 0) return Buffer.concat([text, await this.take(end + 1)])
      text = Buffer.concat([text, this.#held])
      if (text.length > limit) throw new RangeError('a line is too long')
      this.#held = await this.#next()
    }
  }

  async atEnd(): Promise<boolean> {
    if (this.#held.length > 0) return false
    return (await this.#source.next()).done === true
  }

  async #next(): Promise<Buffer> {
    const { value, done } = await this.#source.next()
    if (done) throw new RangeError('the stream ends too early')
    return value
  }
}
