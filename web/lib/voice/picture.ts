import type { Call as CallModel, Leg } from '@shouwen/kernels/call/types'

/** How a call stands as one of its parties reads it from the server. */
export type Picture = { id: string; state: CallModel['state']; version: number; me: string | null; legs: (Leg & { carrier: 'browser' | 'exchange' })[]; waitingSignals: number }

export type SignalKind = 'hello' | 'offer' | 'answer' | 'candidate' | 'bye'
export type SignalOut = { to: string; kind: SignalKind; body: string }
export type SignalIn = { id: string; from: string; kind: SignalKind; body: string }

/** What a party's browser asks of the server while it is on the line; the desk and the portal have operations of their own for it. */
export type CallWire = {
  send(signals: SignalOut[]): Promise<unknown>
  take(taken: string[]): Promise<{ signals: SignalIn[] }>
  /** "Still here"; answers how the call stands. @param hears legs whose sound arrives */
  beat(hears: string[]): Promise<Picture>
  /** Calls back for the passing signs of this call; returns how to stop. */
  hear(callId: string, listener: (event: string) => void): () => void
}

/** Small words from browser to browser, past the server: they arrive even when it is away. */
export type Word = { word: 'bye' } | { word: 'digits'; digits: string }

/** The ends between which browsers carry the sound; none when the reader's own end hangs on an exchange. */
export const browserLegs = (picture: Picture): Picture => ({
  ...picture,
  legs: meOf(picture)?.carrier === 'browser' ? picture.legs.filter((leg) => leg.carrier === 'browser') : []
})

export const meOf = ({ legs, me }: Picture): Picture['legs'][number] | undefined => legs.find((leg) => leg.id === me)
