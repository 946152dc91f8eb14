import type { App } from '#platform/app-type'
import { type CallPicture, type ExchangeRecording, exchangeRecordings, keepExchangeRecording, recordingsToFetch, recordOnExchange } from '#capabilities/voice'
import { type Ari, AriRefusal, unlessGone } from './ari-client.ts'
import { ARI } from './ari-legs.ts'
import { channelOf, tapeIn, tapeOf } from './channel-names.ts'

const sides = ['left', 'right'] as const

/** Our end was picked up: from here on each of the two is recorded apart, as they speak. */
export async function startTapes(ari: Ari, app: App, agent: Parameters<typeof recordOnExchange>[2]): Promise<void> {
  const begun = await recordOnExchange(app, ARI, agent)
  if (!begun) return
  for (const side of sides) {
    const channel = channelOf(side === 'left' ? begun.customer : begun.agent)
    await unlessGone(ari.act('POST', `/channels/${channel}/snoop/${tapeOf(begun.id, side)}`, { app: ari.config.app, appArgs: 'tape', spy: 'in', whisper: 'none' }))
  }
}

/** The tap of a tape is there: it is recorded under its own name. */
export const startTape = (ari: Ari, channelId: string): Promise<boolean> =>
  unlessGone(ari.act('POST', `/channels/${channelId}/record`, { name: channelId, format: 'wav', ifExists: 'overwrite', maxDurationSeconds: 0, beep: 'false', terminateOn: 'none' }))

/** Recordings that ended are stopped there, and sensitive data is left out. */
export async function followRecordings(ari: Ari, app: App, { row }: CallPicture): Promise<void> {
  for (const recording of await exchangeRecordings(app, row)) {
    if (recording.state === 'ended') await stopTapes(ari, recording)
    else for (const side of sides) await unlessGone(ari.act(recording.isPaused ? 'POST' : 'DELETE', `/recordings/live/${tapeOf(recording.id, side)}/mute`))
  }
}

async function stopTapes(ari: Ari, { id }: ExchangeRecording): Promise<void> {
  for (const side of sides) {
    await unlessGone(ari.act('POST', `/recordings/live/${tapeOf(id, side)}/stop`))
    await unlessGone(ari.act('DELETE', `/channels/${tapeOf(id, side)}`))
  }
}

/** A tape is finished: when both are, they become one recording of two channels and are taken off the exchange. */
export async function fetchTapes(ari: Ari, app: App, name: string): Promise<void> {
  const tape = tapeIn(name)
  if (!tape) return
  const stored = await Promise.all(sides.map((side) => storedOf(ari, tapeOf(tape.recordingId, side))))
  const [left, right] = stored
  if (!left || !right) return
  const { stereo } = await import('./stereo.ts')
  await keepExchangeRecording(app, tape.recordingId, stereo(left, right))
  for (const side of sides) await unlessGone(ari.act('DELETE', `/recordings/stored/${tapeOf(tape.recordingId, side)}`))
}

async function storedOf(ari: Ari, name: string): Promise<Uint8Array | null> {
  try {
    return await ari.bytes(`/recordings/stored/${name}/file`)
  } catch (error) {
    if (error instanceof AriRefusal && error.status === 404) return null
    throw error
  }
}

/** What was finished while we were away. */
export async function fetchMissedTapes(ari: Ari, app: App): Promise<void> {
  for (const id of await recordingsToFetch(app)) await fetchTapes(ari, app, tapeOf(id, 'left'))
}
