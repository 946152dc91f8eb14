/**
 * Decodes bytes of unknown origin piece by piece: by byte order mark, else UTF-8, else GB18030 (which contains GBK and
 * GB 2312). The choice falls at the first piece that is not plain ASCII; what UTF-8 then cannot read becomes U+FFFD.
 */
export async function* decodeText(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | undefined
  let undecided: Uint8Array = new Uint8Array()
  for await (const chunk of source) {
    if (decoder) {
      yield decoder.decode(chunk, { stream: true })
      continue
    }
    undecided = undecided.length === 0 ? chunk : Buffer.concat([undecided, chunk])
    const marked = undecided.length >= 3 ? markedEncoding(undecided) : undefined
    if (!marked && (undecided.length < 3 || isAscii(undecided) || undecided.length < sampleBytes)) {
      if (undecided.length >= sampleBytes) {
        yield Buffer.from(undecided).toString('latin1')
        undecided = new Uint8Array()
      }
      continue
    }
    decoder = new TextDecoder(marked ?? guessEncoding(undecided, true))
    yield decoder.decode(undecided, { stream: true })
    undecided = new Uint8Array()
  }
  decoder ??= new TextDecoder(markedEncoding(undecided) ?? guessEncoding(undecided, false))
  yield decoder.decode(undecided)
}

/** Enough Chinese text that bytes valid as UTF-8 by chance are out of the question. */
const sampleBytes = 16_384

function markedEncoding(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return undefined
}

function guessEncoding(bytes: Uint8Array, cut: boolean): string {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: cut })
    return 'utf-8'
  } catch {
    return 'gb18030'
  }
}

function isAscii(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < 0x80)
}
