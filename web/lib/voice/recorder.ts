import { isRefused } from '../call.ts'

type RecorderGiven = {
  bitsPerSecond: number
  chunkSeconds: number
  /** Begins the recording on the server; answers its id. */
  begin(mediaType: 'audio/webm'): Promise<{ id: string }>
  add(id: string, no: number, content: string): Promise<{ chunks: number }>
  end(id: string): Promise<unknown>
}

/** A voice and whether it is recorded now. */
export type Voice = { stream: MediaStream; isOn: boolean }

export type Recorder = Awaited<ReturnType<typeof openRecorder>>

const RETRY_MS = 2000

/**
 * Records a call as two channels: the customer left, our side right. Pieces of a few seconds leave for the server while it runs, one after
 * another; those it cannot take now wait here, so that an outage loses nothing and a crash some seconds.
 */
export async function openRecorder(given: RecorderGiven) {
  const context = new AudioContext()
  void context.resume().catch(() => undefined)
  const merger = context.createChannelMerger(2)
  const target = context.createMediaStreamDestination()
  target.channelCount = 2
  merger.connect(target)
  // A source that is always there keeps the time running while nobody speaks.
  const silence = context.createConstantSource()
  silence.offset.value = 0
  silence.connect(merger, 0, 0)
  silence.start()

  const inputs = new Map<MediaStream, { source: MediaStreamAudioSourceNode; gain: GainNode }>()
  let isPaused = false

  function input(stream: MediaStream, channel: 0 | 1): GainNode {
    const known = inputs.get(stream)
    if (known) return known.gain
    const source = context.createMediaStreamSource(stream)
    const gain = context.createGain()
    // One channel each, whatever the microphone gives.
    gain.channelCount = 1
    gain.channelCountMode = 'explicit'
    source.connect(gain).connect(merger, 0, channel)
    inputs.set(stream, { source, gain })
    return gain
  }

  const { id } = await given.begin('audio/webm')
  const media = new MediaRecorder(target.stream, { mimeType: 'audio/webm;codecs=opus', audioBitsPerSecond: given.bitsPerSecond })
  const waiting: Blob[] = []
  let next = 0
  let isOver = false
  let sending: Promise<void> | undefined

  async function sendAll(): Promise<void> {
    while (waiting.length > 0 && !isOver) {
      try {
        await given.add(id, next, await base64Of(waiting[0] as Blob))
        waiting.shift()
        next += 1
      } catch (error) {
        if (!isRefused(error)) throw error
        if (error.status >= 400 && error.status < 500 && error.status !== 429 && error.status !== 401) isOver = true
        else await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
      }
    }
    sending = undefined
  }

  media.ondataavailable = ({ data }) => {
    if (data.size === 0) return
    waiting.push(data)
    sending ??= sendAll()
  }
  media.start(given.chunkSeconds * 1000)

  return {
    id,
    /** Whose voices are recorded now; a voice that is not on is silence, so that times stay true. */
    follow(left: readonly Voice[], right: readonly Voice[]): void {
      const wanted = new Map([...left.map((voice) => [voice, 0] as const), ...right.map((voice) => [voice, 1] as const)])
      const present = new Set([...wanted.keys()].map((voice) => voice.stream))
      for (const [stream, { source, gain }] of inputs)
        if (!present.has(stream)) {
          source.disconnect()
          gain.disconnect()
          inputs.delete(stream)
        }
      for (const [voice, channel] of wanted) input(voice.stream, channel).gain.value = voice.isOn && !isPaused ? 1 : 0
    },
    /** Silence instead of sensitive data, at once; the server hears of it separately. Call `follow` afterwards. */
    pause(paused: boolean): void {
      isPaused = paused
      if (paused) for (const { gain } of inputs.values()) gain.gain.value = 0
    },
    isPaused: () => isPaused,
    /** Pieces that wait for the server. */
    backlog: () => waiting.length,
    /** Ends it and sends what is left; resolves when the server has everything. */
    async stop(): Promise<void> {
      if (media.state !== 'inactive') {
        const last = new Promise((resolve) => media.addEventListener('stop', resolve, { once: true }))
        media.stop()
        await last
      }
      await sending
      await context.close().catch(() => undefined)
      if (isOver) return
      for (;;) {
        try {
          await given.end(id)
          return
        } catch (error) {
          if (!isRefused(error) || (error.status >= 400 && error.status < 500 && error.status !== 429)) return
          await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
        }
      }
    }
  }
}

async function base64Of(piece: Blob): Promise<string> {
  const bytes = new Uint8Array(await piece.arrayBuffer())
  let text = ''
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(text)
}
