import type { App } from '#platform/app-type'

/** The kept recordings of a call: how many channels, how fast, how long. */
export async function readRecordingsOf(app: App, callId: string): Promise<{ channels: number; rate: number; seconds: number }[]> {
  const rows = await app.db.selectFrom('voice.recording').select('sha256').where('call_id', '=', callId).where('state', '=', 'kept').execute()
  return Promise.all(
    rows.map(async ({ sha256 }) => {
      const parts: Buffer[] = []
      for await (const part of (await app.files.get((sha256 as Buffer).toString('hex'))).stream) parts.push(part as Buffer)
      const wav = Buffer.concat(parts)
      const [channels, rate] = [wav.readUInt16LE(22), wav.readUInt32LE(24)]
      return { channels, rate, seconds: wav.readUInt32LE(40) / (rate * channels * 2) }
    })
  )
}
