const HEADER_BYTES = 44

/** The samples of a WAV of one channel and 16 bits, and how many there are in a second. Throws for any other. */
export function readWav(bytes: Uint8Array): { samples: Int16Array; rate: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const word = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4))
  if (bytes.length < HEADER_BYTES || word(0) !== 'RIFF' || word(8) !== 'WAVE') throw new Error('no WAV')
  let rate = 0
  for (let at = 12; at + 8 <= bytes.length; ) {
    const [name, size] = [word(at), view.getUint32(at + 4, true)]
    if (name === 'fmt ') {
      if (view.getUint16(at + 8, true) !== 1 || view.getUint16(at + 10, true) !== 1 || view.getUint16(at + 22, true) !== 16) throw new Error('a WAV of another kind')
      rate = view.getUint32(at + 12, true)
    }
    if (name === 'data') {
      const length = Math.floor(Math.min(size, bytes.length - at - 8) / 2)
      return { samples: Int16Array.from({ length }, (_, n) => view.getInt16(at + 8 + 2 * n, true)), rate }
    }
    at += 8 + size + (size % 2)
  }
  throw new Error('a WAV without sound')
}

/** Two WAVs of one channel as one of two, left and right; the shorter ends in silence. Throws when their rates differ. */
export function stereo(left: Uint8Array, right: Uint8Array): Uint8Array {
  const [a, b] = [readWav(left), readWav(right)]
  if (a.rate !== b.rate) throw new Error('two WAVs of different rates')
  const length = Math.max(a.samples.length, b.samples.length)
  const out = new Uint8Array(HEADER_BYTES + 4 * length)
  const view = new DataView(out.buffer)
  const put = (at: number, word: string) => out.set([...word].map((letter) => letter.charCodeAt(0)), at)
  put(0, 'RIFF')
  view.setUint32(4, out.length - 8, true)
  put(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 2, true)
  view.setUint32(24, a.rate, true)
  view.setUint32(28, a.rate * 4, true)
  view.setUint16(32, 4, true)
  view.setUint16(34, 16, true)
  put(36, 'data')
  view.setUint32(40, 4 * length, true)
  for (let n = 0; n < length; n += 1) {
    view.setInt16(HEADER_BYTES + 4 * n, a.samples[n] ?? 0, true)
    view.setInt16(HEADER_BYTES + 4 * n + 2, b.samples[n] ?? 0, true)
  }
  return out
}
