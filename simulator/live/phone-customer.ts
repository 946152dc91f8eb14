import { beatMyCall, callDoor, hangUpMyCall, startCall } from '@shouwen/contract/portal-calls'
import { noteAnswer } from './count.ts'
import type { Visit } from './chat-customer.ts'
import { callOperation } from './door.ts'
import { drawMs } from './pace.ts'
import { pause } from './pause.ts'

/** Through every menu it reaches a person. */
const PERSON_KEY = '0'

/**
 * A visitor calls: every step of a call's signalling and not a single sound, so nothing is recorded. They wait as long as their patience lasts, are
 * served as long as their matter takes, and hang up first, as customers do (SC-13).
 */
export async function visitByPhone({ door, regionId, matter, pace, inTimeSeconds, random, count, signal }: Visit): Promise<void> {
  const { announcement } = await callOperation(door, callDoor, { regionId })
  let call = await callOperation(door, startCall, { regionId, announcementVersion: announcement.version, language: matter.language, menu: PERSON_KEY })
  count.callsStarted += 1
  const began = Date.now()
  const patienceMs = drawMs(pace.patience, random)
  const talkMs = drawMs(pace.handle, random)
  let metAt = 0
  while (call.state !== 'ended') {
    await pause(Math.min(call.beatSeconds * 1000, 2500), signal)
    call = await callOperation(door, beatMyCall, { callId: call.id })
    if (call.answeredAt && metAt === 0) {
      metAt = Date.now()
      noteAnswer(count, (metAt - began) / 1000, inTimeSeconds)
    }
    const isDone = metAt > 0 && Date.now() - metAt > talkMs
    const hasEnough = metAt === 0 && Date.now() - began > patienceMs
    if (call.state === 'ended' || !(signal.aborted || isDone || hasEnough)) continue
    if (hasEnough) count.gaveUp += 1
    if (isDone) count.served += 1
    call = await callOperation(door, hangUpMyCall, { callId: call.id })
  }
}
