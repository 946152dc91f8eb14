import { writeFile } from 'node:fs/promises'

const RATE = 48_000

/**
 * A microphone that speaks: three pitches of its own in short bursts, like syllables, because browsers take a steady tone for noise and
 * silence it. WAV, mono, 16 bit, as Chromium's fake microphone plays it round and round.
 */
export async function writeVoice(file: string, pitches: readonly number[], seconds = 12): Promise<void> {
  const samples = RATE * seconds
  const wav = Buffer.alloc(44 + samples * 2)
  wav.write('RIFF', 0)
  wav.writeUInt32LE(36 + samples * 2, 4)
  wav.write('WAVEfmt ', 8)
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(RATE, 24)
  wav.writeUInt32LE(RATE * 2, 28)
  wav.writeUInt16LE(2, 32)
  wav.writeUInt16LE(16, 34)
  wav.write('data', 36)
  wav.writeUInt32LE(samples * 2, 40)
  for (let i = 0; i < samples; i++) {
    const at = i / RATE
    const burst = at % 0.45
    const pitch = pitches[Math.floor(at / 0.45) % pitches.length] as number
    const loud = burst < 0.3 ? Math.sin((Math.PI * burst) / 0.3) ** 0.5 : 0
    wav.writeInt16LE(Math.round(14_000 * loud * Math.sin(2 * Math.PI * pitch * at)), 44 + i * 2)
  }
  await writeFile(file, wav)
}
