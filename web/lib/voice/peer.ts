import type { SignalKind, Word } from './picture.ts'

export type PeerState = 'connecting' | 'connected' | 'lost'

export type PeerGiven = {
  iceServers: RTCIceServer[]
  microphone: MediaStreamTrack
  /** The newer leg dials; the other only answers, so that two offers never meet. */
  dials: boolean
  post(kind: SignalKind, body: string): void
  onSound(stream: MediaStream): void
  onState(state: PeerState): void
  onWord(word: Word): void
}

export type Peer = ReturnType<typeof openPeer>

type Body = {
  /** Session of the sender's connection, and the one of the receiver as the sender knows it: what belongs to an older one is ignored. */
  s: string
  r: string | null
  sdp?: string
  candidate?: RTCIceCandidateInit
}

/**
 * The way for sound to one other leg. Both say hello; the one who dials then offers. A page that was loaded again says hello with a new
 * session, and the other side begins anew; a way that failed is dug again.
 */
export function openPeer(given: PeerGiven) {
  let mine = newSession()
  let theirs: string | null = null
  let offeredTo: string | null = null
  let speaks = false
  let isOpen = true
  let line = connect()
  let early: RTCIceCandidateInit[] = []
  // One after another: a description must be in place before the next signal is looked at.
  let working: Promise<void> = Promise.resolve()

  function connect() {
    const connection = new RTCPeerConnection({ iceServers: given.iceServers })
    const track = given.microphone.clone()
    track.enabled = speaks
    connection.addTrack(track, new MediaStream([track]))
    const words = connection.createDataChannel('words', { negotiated: true, id: 0 })
    words.onmessage = ({ data }) => given.onWord(JSON.parse(String(data)) as Word)
    connection.ontrack = ({ streams, track: heard }) => given.onSound(streams[0] ?? new MediaStream([heard]))
    connection.onicecandidate = ({ candidate }) => candidate && line.connection === connection && post('candidate', { candidate: candidate.toJSON() })
    connection.onconnectionstatechange = () => {
      if (line.connection !== connection || !isOpen) return
      const { connectionState } = connection
      if (connectionState === 'connected') given.onState('connected')
      if (connectionState === 'disconnected') given.onState('lost')
      if (connectionState === 'failed') restart()
    }
    given.onState('connecting')
    return { connection, track, words }
  }

  function post(kind: SignalKind, more: Partial<Body> = {}): void {
    given.post(kind, JSON.stringify({ s: mine, r: theirs, ...more } satisfies Body))
  }

  function drop(): void {
    line.track.stop()
    line.connection.close()
    early = []
    offeredTo = null
  }

  function restart(): void {
    drop()
    mine = newSession()
    theirs = null
    line = connect()
    post('hello')
  }

  async function offer(): Promise<void> {
    if (!given.dials || theirs === null || offeredTo === theirs) return
    offeredTo = theirs
    await line.connection.setLocalDescription(await line.connection.createOffer())
    post('offer', { sdp: line.connection.localDescription?.sdp ?? '' })
  }

  async function describe(type: 'offer' | 'answer', sdp: string): Promise<void> {
    await line.connection.setRemoteDescription({ type, sdp })
    for (const candidate of early.splice(0)) await line.connection.addIceCandidate(candidate)
  }

  async function read(kind: SignalKind, body: Body): Promise<void> {
    if (!isOpen) return
    if (kind === 'bye') return given.onWord({ word: 'bye' })
    if (kind === 'hello') {
      if (theirs !== body.s) {
        const isAnother = theirs !== null
        theirs = body.s
        if (isAnother || line.connection.remoteDescription) {
          drop()
          line = connect()
        }
      }
      if (body.r !== mine) post('hello')
      return offer()
    }
    if (body.r !== mine) return
    if (kind === 'offer' && body.sdp) {
      theirs = body.s
      await describe('offer', body.sdp)
      await line.connection.setLocalDescription(await line.connection.createAnswer())
      return post('answer', { sdp: line.connection.localDescription?.sdp ?? '' })
    }
    if (body.s !== theirs) return
    if (kind === 'answer' && body.sdp && line.connection.signalingState === 'have-local-offer') return describe('answer', body.sdp)
    if (kind !== 'candidate' || !body.candidate) return
    if (line.connection.remoteDescription) await line.connection.addIceCandidate(body.candidate)
    else early.push(body.candidate)
  }

  post('hello')
  return {
    receive(kind: SignalKind, text: string): void {
      // A signal nobody understands costs a new way at worst, never the call.
      working = working.then(() => read(kind, JSON.parse(text) as Body)).catch(() => undefined)
    },
    /** Lets our voice through, or silence. */
    speak(isSpeaking: boolean): void {
      speaks = isSpeaking
      line.track.enabled = isSpeaking
    },
    /** Another microphone from now on, without a new way. */
    async useMicrophone(track: MediaStreamTrack): Promise<void> {
      given.microphone = track
      const next = track.clone()
      next.enabled = speaks
      await line.connection.getSenders()[0]?.replaceTrack(next)
      line.track.stop()
      line.track = next
    },
    tell(word: Word): void {
      if (line.words.readyState === 'open') line.words.send(JSON.stringify(word))
    },
    isConnected: () => line.connection.connectionState === 'connected',
    close(): void {
      isOpen = false
      drop()
    }
  }
}

const newSession = (): string => Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, '0')).join('')
