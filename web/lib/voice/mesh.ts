import { connections, hears } from '@shouwen/kernels/call/hears'
import type { Leg } from '@shouwen/kernels/call/types'
import { openPeer, type Peer, type PeerState } from './peer.ts'
import { meOf, type Picture, type SignalIn, type SignalOut, type Word } from './picture.ts'

type MeshGiven = {
  iceServers: RTCIceServer[]
  microphone: MediaStreamTrack
  post(signal: SignalOut): void
  onWord(word: Word, from: Leg): void
  onChange(): void
}

type Other = { leg: Leg; peer: Peer; state: PeerState; wasConnected: boolean; stream: MediaStream | null; speaker: HTMLAudioElement }

export type Mesh = ReturnType<typeof openMesh>

/** This browser's ways to all other parties of a call: opened and closed, and voices let through, exactly as the kernel says. */
export function openMesh(given: MeshGiven) {
  const others = new Map<string, Other>()
  let picture: Picture | undefined
  let isMuted = false

  function open(leg: Leg, dials: boolean): Other {
    const speaker = new Audio()
    speaker.autoplay = true
    const other: Other = { leg, state: 'connecting', wasConnected: false, stream: null, speaker, peer: undefined as never }
    other.peer = openPeer({
      iceServers: given.iceServers,
      microphone: given.microphone,
      dials,
      post: (kind, body) => given.post({ to: leg.id, kind, body }),
      onSound(stream) {
        other.stream = stream
        speaker.srcObject = stream
        void speaker.play().catch(() => undefined)
        follow()
        given.onChange()
      },
      onState(state) {
        // Who was heard before and is being dialled again is lost, not new.
        other.wasConnected ||= state === 'connected'
        other.state = state === 'connecting' && other.wasConnected ? 'lost' : state
        given.onChange()
      },
      onWord: (word) => given.onWord(word, other.leg)
    })
    return other
  }

  function close(id: string, other: Other): void {
    other.peer.close()
    other.speaker.srcObject = null
    others.delete(id)
  }

  function follow(next: Picture | undefined = picture): void {
    picture = next
    const me = picture && meOf(picture)
    if (!picture || !me) return
    const wanted = new Map<string, { leg: Leg; dials: boolean }>()
    for (const { dials, dialled } of connections(picture)) {
      if (dials.id === me.id) wanted.set(dialled.id, { leg: dialled, dials: true })
      if (dialled.id === me.id) wanted.set(dials.id, { leg: dials, dials: false })
    }
    for (const [id, other] of others) if (!wanted.has(id)) close(id, other)
    for (const [id, { leg, dials }] of wanted) {
      const other = others.get(id) ?? open(leg, dials)
      others.set(id, other)
      other.leg = leg
      other.peer.speak(!isMuted && hears(picture, me, leg))
      other.speaker.muted = !hears(picture, leg, me)
    }
  }

  return {
    follow,
    receive: ({ from, kind, body }: SignalIn) => others.get(from)?.peer.receive(kind, body),
    mute(muted: boolean): void {
      isMuted = muted
      follow()
    },
    tell(word: Word): void {
      for (const { peer } of others.values()) peer.tell(word)
    },
    async useMicrophone(track: MediaStreamTrack): Promise<void> {
      given.microphone = track
      for (const { peer } of others.values()) await peer.useMicrophone(track)
    },
    /** Other parties with what is heard of them. */
    others: () => [...others.values()].map(({ leg, state, stream }) => ({ leg, state, stream })),
    close(): void {
      for (const [id, other] of others) close(id, other)
    }
  }
}
