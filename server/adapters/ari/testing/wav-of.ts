/** Two seconds of one pitch as Asterisk stores it: one channel, 16 bits, 8000 a second. */
export function wavOf(pitch: number, seconds = 2, rate = 8000): Uint8Array {
  const length = rate * seconds
  const bytes = Buffer.alloc(44 + 2 * length)
  bytes.write('RIFF', 0)
  bytes.writeUInt32LE(36 + 2 * length, 4)
  bytes.write('WAVEfmt ', 8)
  bytes.writeUInt32LE(16, 16)
  bytes.writeUInt16LE(1, 20)
  bytes.writeUInt16LE(1, 22)
  bytes.writeUInt32LE(rate, 24)
  bytes.writeUInt32LE(rate * 2, 28)
  bytes.writeUInt16LE(2, 32)
  bytes.writeUInt16LE(16, 34)
  bytes.write('data', 36)
  bytes.writeUInt32LE(2 * length, 40)
  for (let n = 0; n < length; n += 1) bytes.writeInt16LE(Math.round(8000 * Math.sin((2 * Math.PI * pitch * n) / rate)), 44 + 2 * n)
  return bytes
}
