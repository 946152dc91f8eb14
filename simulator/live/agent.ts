import type { OutputOf } from '@shouwen/contract/operation'
import { acceptContact, closeContact, replyToContact } from '@shouwen/contract/chat-desk'
import { answerCall, beatCall, callDesk, listMyCalls, wrapUpCall } from '@shouwen/contract/calls'
import { listMyContacts } from '@shouwen/contract/contact-lists'
import { beatPresence, endWrapUp, getPresence, setPresence } from '@shouwen/contract/presence'
import { type Count, noteTrouble } from './count.ts'
import { callOperation, type Door, Refused } from './door.ts'
import { listen } from './listen.ts'
import { matters, takeOver } from './matters.ts'
import { drawMs, type Pace, pick } from './pace.ts'
import { createBell, pause } from './pause.ts'

export type Desk = { door: Door; staffId: string; chats: number; breakShare: number; pace: Pace; random: () => number; count: Count }
type Contact = OutputOf<typeof listMyContacts>['items'][number]
type Call = OutputOf<typeof listMyCalls>['items'][number]

/** Looks again without being told, as a browser does: what a broken line swallowed is found. */
const LOOK_MS = 15_000

/** What may happen when others were quicker: no trouble. */
const USUAL = new Set(['contact-closed', 'contact-not-yours', 'contact-not-offered', 'contact-not-active', 'contact-taken-by-another', 'call-ended', 'call-not-for-you', 'call-move-not-possible'])

/**
 * Works at a seat until the signal: takes what is offered, replies, resolves, wraps up, has breaks. When the signal comes the browser is simply gone,
 * and what was in hand is left where it is; `goHome` is the honest way.
 */
export async function workAtSeat(desk: Desk, signal: AbortSignal): Promise<void> {
  const { door, staffId, chats } = desk
  await callOperation(door, setPresence, { state: 'available', capacity: chats })
  const bell = createBell()
  const inHand = new Map<string, Promise<void>>()
  const line = listen(door, '/api/live', ({ event, ids }) => {
    if (event === 'reload' || ids['staffId'] === staffId || inHand.has(String(ids['conversationId'])) || event.startsWith('call.')) bell.ring()
  }, signal)
  const beating = beat(desk, signal)
  /** One piece of work per contact at a time. */
  const begin = (id: string, work: () => Promise<void>): void => {
    if (inHand.has(id)) return
    const done = work()
      .catch((error: unknown) => {
        if (!signal.aborted && !(error instanceof Refused && USUAL.has(error.code))) noteTrouble(desk.count, 'agent', error)
      })
      .finally(() => inHand.delete(id))
    inHand.set(id, done)
  }
  while (!signal.aborted) {
    try {
      const { items } = await callOperation(door, listMyContacts, { limit: 50 })
      for (const contact of items)
        if (contact.channel === 'chat' && (contact.state === 'offered' || contact.state === 'active')) begin(contact.id, () => serveChat(desk, contact, signal))
      const calls = await callOperation(door, listMyCalls, {})
      for (const call of calls.items) begin(call.id, () => serveCall(desk, call, signal))
    } catch (error) {
      noteTrouble(desk.count, 'desk', error)
      await pause(1000, signal)
    }
    await bell.wait(LOOK_MS, signal)
    // What comes in one burst is read once.
    await pause(200, signal)
  }
  await Promise.all([line, beating, ...inHand.values()])
}

/** Leaves the seat with nothing in hand. */
export async function goHome({ door }: Desk): Promise<void> {
  await callOperation(door, setPresence, { state: 'signed-out' })
}

async function beat({ door, count }: Desk, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    let seconds = 5
    try {
      const told = await callOperation(door, beatPresence, { idleSeconds: 0 })
      seconds = told.nextBeatSeconds
      // Paused by the system, or signed out while the line was broken: they come back.
      if (told.state === 'away' || told.state === 'signed-out') await callOperation(door, setPresence, { state: 'available' })
    } catch (error) {
      if (!signal.aborted) noteTrouble(count, 'beat', error)
    }
    await pause(seconds * 1000, signal)
  }
}

async function serveChat(desk: Desk, contact: Contact, signal: AbortSignal): Promise<void> {
  const { door, pace, random, count } = desk
  const conversationId = contact.id
  if (contact.state === 'offered') {
    await pause(drawMs(pace.pickUp, random), signal)
    if (signal.aborted) return
    await callOperation(door, acceptContact, { conversationId })
    count.taken += 1
  }
  const matter = matters.find((one) => one.opening.startsWith(contact.subject.replace(/…$/, ''))) ?? matters.find((one) => one.language === contact.language)
  const replies = contact.lastStaffAt ? [takeOver[contact.language], ...(matter?.replies.slice(-1) ?? [])] : (matter?.replies ?? [])
  const stepMs = drawMs(pace.handle, random) / (replies.length + 1)
  for (const body of replies) {
    await pause(stepMs, signal)
    if (signal.aborted) return
    await callOperation(door, replyToContact, { conversationId, body, clientKey: `sim-${crypto.randomUUID()}` })
  }
  await pause(stepMs, signal)
  if (signal.aborted) return
  const outcome = random() < 0.85 ? 'solved' : 'follow-up'
  await callOperation(door, closeContact, { conversationId, outcome, ...(outcome === 'solved' && matter ? { resolution: matter.resolution } : {}) })
  await maybeBreak(desk, signal)
}

async function serveCall(desk: Desk, given: Call, signal: AbortSignal): Promise<void> {
  const { door, pace, random, count } = desk
  const callId = given.id
  const { beatSeconds, results } = await callOperation(door, callDesk, {})
  let call = given
  if (call.abilities.includes('answer')) {
    await pause(drawMs(pace.pickUp, random), signal)
    if (signal.aborted) return
    call = await callOperation(door, answerCall, { callId })
    count.taken += 1
  }
  // No sound reaches us, so we vouch for nobody.
  while (call.state !== 'ended') {
    await pause(beatSeconds * 1000, signal)
    if (signal.aborted) return
    call = await callOperation(door, beatCall, { callId, hears: [] })
  }
  await pause(drawMs(pace.wrapUp, random), signal)
  if (signal.aborted) return
  const result = results.find((one) => one.code === 'solved') ?? results[0]
  if (result) await callOperation(door, wrapUpCall, { callId, result: result.code, note: '模拟来电，无语音 / simulated call without sound' })
  if ((await callOperation(door, getPresence, {})).state === 'wrap-up') await callOperation(door, endWrapUp, {})
  await maybeBreak(desk, signal)
}

/** Now and then somebody has a break; it begins when nothing is in hand any more. */
async function maybeBreak({ door, breakShare, pace, random, count }: Desk, signal: AbortSignal): Promise<void> {
  if (random() >= breakShare) return
  await callOperation(door, setPresence, { state: pick(['break', 'break', 'meal', 'training'], random), reason: '模拟 / simulated' })
  count.breaks += 1
  await pause(drawMs(pace.break, random), signal)
  if (!signal.aborted) await callOperation(door, setPresence, { state: 'available' })
}
