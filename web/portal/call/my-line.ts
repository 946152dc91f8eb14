import { useSyncExternalStore } from 'react'
import { call } from '#lib/call.ts'
import { hearNotices } from '#lib/notices.ts'
import type { CallLine, LineSnapshot } from '#lib/voice/call-line.ts'
import { type NoMicrophone, openMicrophone } from '#lib/voice/microphone.ts'
import type { CallWire } from '#lib/voice/picture.ts'
import type { at as operations } from '../operations.ts'
import { at } from '../operations.ts'
import { refresh } from '../read.ts'
import type { OutputOf } from '@shouwen/contract/operation'

export type MyCall = OutputOf<typeof operations.startCall>

type Open = { call: MyCall; line: CallLine; release: () => void }

let open: Open | undefined
/** The last call of this page, after it has ended. */
let last: MyCall | undefined
const listeners = new Set<() => void>()
const tell = () => {
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** The call this page carries now. It goes on while other pages of the portal are looked at. */
export const useMyCall = (): { call: MyCall | undefined; isOver: boolean } => {
  const shown = useSyncExternalStore(subscribe, () => open?.call ?? last)
  return { call: shown, isOver: open === undefined }
}

const nothing = () => () => undefined

/** How the line stands; undefined without a call. */
export const useMyLine = (): LineSnapshot | undefined => {
  const line = useSyncExternalStore(subscribe, () => open?.line)
  return useSyncExternalStore(line?.subscribe ?? nothing, () => line?.get())
}

export const forgetLast = (): void => {
  last = undefined
  tell()
}

/** Calls, or goes on with a call that is open: asks for the microphone first. Answers why not, or undefined. */
export async function openMyLine(begin: () => Promise<MyCall | undefined>): Promise<NoMicrophone | 'elsewhere' | undefined> {
  const microphone = await openMicrophone()
  if (typeof microphone === 'string') return microphone
  const mine = await begin()
  const stop = () => {
    for (const track of microphone.getTracks()) track.stop()
  }
  if (!mine) {
    stop()
    return undefined
  }
  const release = await holdAlone(mine.id)
  if (!release) {
    stop()
    return 'elsewhere'
  }
  const { openCallLine } = await import('#lib/voice/call-line.ts')
  const line = openCallLine({ wire: wireOf(mine.id), first: mine, iceServers: mine.iceServers, microphone, beatSeconds: mine.beatSeconds })
  open = { call: mine, line, release }
  last = undefined
  line.subscribe(() => {
    if (!open || open.line !== line) return
    open.call = line.get().picture as MyCall
    if (line.get().isClosed) {
      last = open.call
      open.release()
      open = undefined
      void refresh(at.readMyCall, at.listMyConversations)
    }
    tell()
  })
  tell()
  return undefined
}

/** One window carries a call; the others hear that it is there. */
function holdAlone(id: string): Promise<(() => void) | undefined> {
  if (!navigator.locks) return Promise.resolve(() => undefined)
  return new Promise((resolve) => {
    void navigator.locks.request(`call-${id}`, { ifAvailable: true }, (lock) => {
      if (!lock) return resolve(undefined)
      return new Promise<void>((release) => resolve(() => release()))
    })
  })
}

function wireOf(callId: string): CallWire {
  return {
    send: (signals) => call(at.sendMySignals, { callId, signals }),
    take: (taken) => call(at.takeMySignals, { callId, taken }),
    beat: () => call(at.beatMyCall, { callId }),
    hear: (id, listener) =>
      hearNotices(({ event, ids }) => {
        if (ids['callId'] === id) listener(event)
      })
  }
}

/** Hangs up: tells the other side directly too, so that it ends even when the server is away. */
export async function hangUp(): Promise<void> {
  const now = open
  if (!now) return
  now.line.sayGoodbye()
  for (let attempt = 0; attempt < 5; attempt += 1) {
    try {
      now.line.show(await call(at.hangUpMyCall, { callId: now.call.id }))
      break
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 400))
    }
  }
  now.line.close()
}

/** Lets go of the line and keeps the place: we call back. */
export async function askCallback(number: string): Promise<void> {
  const now = open
  if (!now) return
  try {
    await call(at.askCallback, { callId: now.call.id, number })
  } catch {
    // Somebody takes the call this very moment: it goes on.
    return
  }
  now.line.close()
  last = undefined
  await refresh(at.readMyCall)
  tell()
}

export const mute = (isMuted: boolean): void => open?.line.mute(isMuted)

/** Sends keys: at once from browser to browser, and to the server to be kept. */
export function pressKeys(digits: string): void {
  if (!open) return
  open.line.press(digits)
  void call(at.pressMyDigits, { callId: open.call.id, digits }).catch(() => undefined)
}
