import * as recordings from '@shouwen/contract/call-recordings'
import * as calls from '@shouwen/contract/calls'
import type { InputOf, Operation, OutputOf } from '@shouwen/contract/operation'
import { hears } from '@shouwen/kernels/call/hears'
import { useSyncExternalStore } from 'react'
import { call, newIdempotencyKey } from '#lib/call.ts'
import { hearNotices } from '#lib/notices.ts'
import { type CallLine, type LineSnapshot, openCallLine } from '#lib/voice/call-line.ts'
import { type NoMicrophone, openMicrophone } from '#lib/voice/microphone.ts'
import { type CallWire, meOf } from '#lib/voice/picture.ts'
import { openRecorder, type Recorder } from '#lib/voice/recorder.ts'

export type CallView = OutputOf<typeof calls.answerCall>
export type Desk = OutputOf<typeof calls.callDesk>

type Open = { view: CallView; line: CallLine; desk: Desk; recorder: Recorder | 'opening' | undefined; release: () => void }

let open: Open | undefined
const listeners = new Set<() => void>()
const tell = () => {
  for (const listener of listeners) listener()
}
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
const nothing = () => () => undefined

/** The call this window carries, on whatever screen the person is. */
export const useDeskCall = (): CallView | undefined => useSyncExternalStore(subscribe, () => open?.view)

export const useDeskLine = (): LineSnapshot | undefined => {
  const line = useSyncExternalStore(subscribe, () => open?.line)
  return useSyncExternalStore(line?.subscribe ?? nothing, () => line?.get())
}

/** A write with a key of its own, for what runs outside of components. */
const act = <Op extends Operation>(operation: Op, input: InputOf<Op>): Promise<OutputOf<Op>> => call(operation, input, { idempotencyKey: newIdempotencyKey() })

/**
 * Takes part in a call: answers, joins as a supervisor, or goes on after a reload. Asks for the microphone first, because a call answered
 * without one is silence. Answers why not, or undefined. Refusals of `begin` are thrown.
 */
export async function openDeskLine(desk: Desk, call: CallView, begin: () => Promise<CallView | undefined>): Promise<NoMicrophone | 'elsewhere' | undefined> {
  const microphone = isOnExchange(call) ? silence() : await openMicrophone()
  if (typeof microphone === 'string') return microphone
  const stop = () => {
    for (const track of microphone.getTracks()) track.stop()
  }
  const view = await begin()
  const release = view && (await holdAlone(view.id))
  if (!view || !release) {
    stop()
    return view ? 'elsewhere' : undefined
  }
  const line = openCallLine({ wire: wireOf(view.id), first: view, iceServers: desk.iceServers, microphone, beatSeconds: desk.beatSeconds })
  open = { view, line, desk, recorder: undefined, release }
  line.subscribe(() => follow(line))
  follow(line)
  return undefined
}

/** Is the sound of the call on an exchange, so that this browser only steers it? */
const isOnExchange = ({ legs, me }: CallView): boolean => (legs.find((leg) => leg.id === me) ?? legs.find((leg) => leg.party === 'customer'))?.carrier === 'exchange'

/** A line without a microphone: nothing is heard of it. */
const silence = (): MediaStream => new AudioContext().createMediaStreamDestination().stream

/** Shows the newer answer of a verb at once. */
export function showView(view: CallView): void {
  if (open?.view.id === view.id) open.line.show(view)
}

export const muteDesk = (isMuted: boolean): void => open?.line.mute(isMuted)
export const sayGoodbye = (): void => open?.line.sayGoodbye()

function follow(line: CallLine): void {
  if (open?.line !== line) return
  const { picture, isClosed } = line.get()
  open.view = picture as CallView
  if (isClosed) {
    const { recorder, release } = open
    open = undefined
    if (recorder !== 'opening') void recorder?.stop()
    release()
  } else {
    keepRecording(open)
    if (line.get().hasCustomerGone && meOf(open.view)?.party === 'agent') void tellCustomerGone(open)
  }
  tell()
}

const goneTold = new Set<string>()

/** The customer's browser said goodbye to ours directly. They tell the server themselves where they can; else it is ours to say, once it is back. */
async function tellCustomerGone({ view, line }: Open): Promise<void> {
  if (goneTold.has(view.id)) return
  goneTold.add(view.id)
  while (!line.get().isClosed) {
    await new Promise((resolve) => setTimeout(resolve, 2_000))
    if (line.get().isClosed) return
    const answer = await act(calls.hangUpCall, { callId: view.id, reason: 'customer-gone' }).catch((error: unknown) => error)
    if (answer && typeof answer === 'object' && 'version' in answer) line.show(answer as CallView)
  }
}

/** Who serves the customer records: what passes between the customer and us, and nothing of what is said while they wait. */
function keepRecording(now: Open): void {
  const me = meOf(now.view)
  const wanted = me?.party === 'agent' && me.carrier === 'browser'
  if (wanted && now.recorder === undefined) {
    now.recorder = 'opening'
    const callId = now.view.id
    void openRecorder({
      bitsPerSecond: now.desk.recording.bitsPerSecond,
      chunkSeconds: now.desk.recording.chunkSeconds,
      begin: (mediaType) => act(recordings.startRecording, { callId, mediaType }),
      add: (recordingId, no, content) => act(recordings.addRecordingChunk, { callId, recordingId, no, content }),
      end: (recordingId) => act(recordings.endRecording, { callId, recordingId })
    }).then(
      (recorder) => {
        // The call may have ended while the recorder was made ready.
        if (open !== now) return void recorder.stop()
        now.recorder = recorder
        mix(now)
        tell()
      },
      () => {
        now.recorder = undefined
      }
    )
    return
  }
  if (typeof now.recorder === 'object') mix(now)
}

function mix({ view, line, recorder }: Open): void {
  const me = meOf(view)
  const customer = view.legs.find((leg) => leg.party === 'customer')
  if (typeof recorder !== 'object' || !me || !customer) return
  const others = line.others().filter(({ stream }) => stream !== null)
  recorder.follow(
    others.filter(({ leg }) => leg.id === customer.id).map(({ leg, stream }) => ({ stream: stream as MediaStream, isOn: hears(view, leg, me) })),
    [
      { stream: line.microphone, isOn: hears(view, me, customer) && !line.get().isMuted },
      ...others.filter(({ leg }) => leg.id !== customer.id).map(({ leg, stream }) => ({ stream: stream as MediaStream, isOn: hears(view, leg, customer) }))
    ]
  )
}

/** Leaves sensitive data out: silence at once, and the server keeps from when to when. */
export async function pauseRecording(paused: boolean): Promise<void> {
  const now = open
  if (!now || typeof now.recorder !== 'object') return
  now.recorder.pause(paused)
  mix(now)
  tell()
  await act(recordings.pauseRecording, { callId: now.view.id, recordingId: now.recorder.id, paused }).catch(() => undefined)
}

/** Is this window recording, and do pieces wait for the server? */
export const useRecorder = (): { isRecording: boolean; isPaused: boolean } => {
  const state = useSyncExternalStore(subscribe, () => (typeof open?.recorder === 'object' ? (open.recorder.isPaused() ? 'paused' : 'on') : 'off'))
  return { isRecording: state !== 'off', isPaused: state === 'paused' }
}

function wireOf(callId: string): CallWire {
  return {
    send: (signals) => act(calls.sendSignals, { callId, signals }),
    take: (taken) => act(calls.takeSignals, { callId, taken }),
    beat: (heard) => act(calls.beatCall, { callId, hears: heard }),
    hear: (id, listener) =>
      hearNotices(({ event, ids }) => {
        if (ids['callId'] === id) listener(event)
      })
  }
}

/** One window carries a call; the others leave it alone. */
function holdAlone(id: string): Promise<(() => void) | undefined> {
  if (!navigator.locks) return Promise.resolve(() => undefined)
  return new Promise((resolve) => {
    void navigator.locks.request(`call-${id}`, { ifAvailable: true }, (lock) => {
      if (!lock) return resolve(undefined)
      return new Promise<void>((release) => resolve(() => release()))
    })
  })
}
