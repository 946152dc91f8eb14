import { hearsMusic } from '@shouwen/kernels/call/hears'
import { isRefused } from '../call.ts'
import { openMusic } from './hold-music.ts'
import { openMesh } from './mesh.ts'
import type { PeerState } from './peer.ts'
import { browserLegs, type CallWire, meOf, type Picture, type SignalOut } from './picture.ts'

export type LineSnapshot = {
  picture: Picture
  isMuted: boolean
  /** The server cannot be reached now; those who talk hear each other all the same. */
  isServerAway: boolean
  /** The customer's browser said goodbye to ours directly. */
  hasCustomerGone: boolean
  /** Keys the customer pressed, as they came from browser to browser. */
  digits: string
  others: { id: string; party: string; state: PeerState }[]
  isClosed: boolean
}

export type CallLine = ReturnType<typeof openCallLine>

type LineGiven = { wire: CallWire; first: Picture; iceServers: RTCIceServer[]; microphone: MediaStream; beatSeconds: number }

const HASTE_MS = 1000

/**
 * A party's end of a call in this browser: tells the server "still here", reads how the call stands, passes signals on, and keeps the sound as
 * the picture says. While the server is away everything that runs runs on.
 */
export function openCallLine({ wire, first, iceServers, microphone, beatSeconds }: LineGiven) {
  let picture = first
  let isMuted = false
  let isServerAway = false
  let hasCustomerGone = false
  let digits = ''
  let isClosed = false
  let snapshot: LineSnapshot
  const listeners = new Set<() => void>()
  const music = openMusic()
  const track = microphone.getAudioTracks()[0] as MediaStreamTrack

  const outgoing: SignalOut[] = []
  const mesh = openMesh({
    iceServers,
    microphone: track,
    post(signal) {
      outgoing.push(signal)
      void flush()
    },
    onWord(word, from) {
      if (word.word === 'bye' && from.party === 'customer') hasCustomerGone = true
      if (word.word === 'digits') digits = (digits + word.digits).slice(-64)
      changed()
    },
    onChange: changed
  })

  function changed(): void {
    snapshot = {
      picture,
      isMuted,
      isServerAway,
      hasCustomerGone,
      digits,
      others: mesh?.others().map(({ leg, state }) => ({ id: leg.id, party: leg.party, state })) ?? [],
      isClosed
    }
    for (const listener of listeners) listener()
  }

  /** Only one runs at a time; asked for meanwhile, it runs once more. */
  function oneAtATime(work: () => Promise<boolean>): () => Promise<void> {
    let isRunning = false
    let again = false
    return async () => {
      again = true
      if (isRunning) return
      isRunning = true
      try {
        while (again && !isClosed) {
          again = false
          if (await work().catch(onFault)) again = true
        }
      } finally {
        // Whatever went wrong, the next one asked for runs.
        isRunning = false
      }
    }
  }

  /** True: try again at once after a pause. */
  async function onFault(error: unknown): Promise<boolean> {
    if (!isRefused(error)) throw error
    if (error.status > 0 && error.status < 500 && error.status !== 429) return false
    if (!isServerAway) {
      isServerAway = true
      changed()
    }
    await wait(HASTE_MS)
    return true
  }

  const flush = oneAtATime(async () => {
    while (outgoing.length > 0) {
      const now = outgoing.slice(0, 50)
      try {
        await wire.send(now)
      } catch (error) {
        if (!isRefused(error) || error.status === 0 || error.status >= 500 || error.status === 429) throw error
        // The other side has left: what was for them is nobody's now.
      }
      outgoing.splice(0, now.length)
    }
    return false
  })

  let taken: string[] = []
  const fetchMail = oneAtATime(async () => {
    const { signals } = await wire.take(taken)
    taken = signals.map((signal) => signal.id)
    for (const signal of signals) mesh.receive(signal)
    return signals.length > 0
  })

  const beat = oneAtATime(async () => {
    try {
      const heard = mesh.others().filter((other) => other.state === 'connected')
      show(await wire.beat(heard.map((other) => other.leg.id)))
    } catch (error) {
      if (isRefused(error, 'call-not-for-you') || isRefused(error, 'not-found') || isRefused(error, 'not-signed-in')) close()
      else throw error
    }
    if (isServerAway) {
      isServerAway = false
      changed()
    }
    return false
  })

  function show(next: Picture): void {
    if (isClosed || next.version < picture.version) return
    picture = next
    const me = meOf(picture)
    if (picture.state === 'ended' || !me) return close()
    mesh.follow(browserLegs(picture))
    music.play(me.carrier === 'browser' && hearsMusic(picture, me))
    if (picture.waitingSignals > 0) void fetchMail()
    changed()
  }

  const stopHearing = wire.hear(picture.id, (event) => void (event === 'call.mail' ? fetchMail() : beat()))
  const beats = setInterval(() => void beat(), beatSeconds * 1000)
  // A sign may be missed: until sound flows the box is looked into every second.
  const haste = setInterval(() => {
    if (mesh.others().some((other) => other.state !== 'connected')) void fetchMail()
  }, HASTE_MS)

  function close(): void {
    if (isClosed) return
    isClosed = true
    clearInterval(beats)
    clearInterval(haste)
    stopHearing()
    music.close()
    mesh.close()
    for (const one of microphone.getTracks()) one.stop()
    changed()
  }

  changed()
  show(first)
  return {
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    get: () => snapshot,
    show,
    mute(muted: boolean): void {
      isMuted = muted
      mesh.mute(muted)
      changed()
    },
    press(keys: string): void {
      mesh.tell({ word: 'digits', digits: keys })
    },
    /** Tells the others directly that we hang up, for the case that the server is away. */
    sayGoodbye: () => mesh.tell({ word: 'bye' }),
    others: mesh.others,
    microphone,
    close
  }
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
