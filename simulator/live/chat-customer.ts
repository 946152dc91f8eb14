import type { OutputOf } from '@shouwen/contract/operation'
import { confirmMyChat, leaveChat, listMyMessages, readMyConversation, sendMyMessage, startChat } from '@shouwen/contract/portal-chat'
import { answerSurvey } from '@shouwen/contract/surveys'
import { type Count, noteAnswer } from './count.ts'
import { callOperation, type Door, Refused } from './door.ts'
import { type Matter, surveyWords } from './matters.ts'
import { drawMs, type Pace, pick } from './pace.ts'
import { pause } from './pause.ts'

export type Visit = { door: Door; regionId: number; consentVersion: string; matter: Matter; pace: Pace; inTimeSeconds: number; random: () => number; count: Count; signal: AbortSignal }
type Conversation = OutputOf<typeof readMyConversation>

const LOOK_MS = 3000
/** Nobody stays longer, whatever happens. */
const LONGEST_MS = 30 * 60_000
const WAIT_FOR_SURVEY_MS = 20_000

/** A visitor of the portal writes, waits, loses patience or is served, says whether it is solved, and rates. When the signal comes they leave. */
export async function visitByChat(visit: Visit): Promise<void> {
  const { door, regionId, consentVersion, matter, random, count } = visit
  const key = () => `sim-${crypto.randomUUID()}`
  const { conversation } = await callOperation(door, startChat, { regionId, body: matter.opening, clientKey: key(), consentVersion, category: matter.topic, language: matter.language })
  count.chatsStarted += 1
  const { id: conversationId } = conversation
  // Who says that it is not solved is served again, at the front.
  for (let isAgain = false; ; isAgain = true) {
    const ended = await liveThrough(visit, conversationId, key, isAgain)
    if (ended?.state !== 'closed' || ended.confirmation !== 'asked') return
    await pause(2000 + random() * 4000, visit.signal)
    const isSolved = isAgain || visit.signal.aborted || random() < 0.92
    await callOperation(door, confirmMyChat, { conversationId, solved: isSolved, satisfied: random() < 0.9 })
    if (!isSolved) continue
    count.served += 1
    if (random() < 0.6) await rate(visit, conversationId)
    return
  }
}

/** Until it is over; answers how it then stood, null when the customer left. @param isAgain they were served before, which is counted once */
async function liveThrough(visit: Visit, conversationId: string, key: () => string, isAgain: boolean): Promise<Conversation | null> {
  const { door, matter, pace, inTimeSeconds, random, count, signal } = visit
  const began = Date.now()
  const patienceMs = drawMs(pace.patience, random)
  let isMet = false
  let said = 0
  let heard = 0
  for (;;) {
    await pause(LOOK_MS * (0.7 + 0.6 * random()), signal)
    const now = await callOperation(door, readMyConversation, { conversationId })
    const waited = Date.now() - began
    if (now.state === 'closed') return now
    if (now.state === 'away') {
      count.wentAway += 1
      return null
    }
    if (now.state === 'active' && !isMet) {
      isMet = true
      if (!isAgain) noteAnswer(count, waited / 1000, inTimeSeconds)
    }
    if (signal.aborted || waited > LONGEST_MS || (!isMet && waited > patienceMs)) {
      if (!isMet && !isAgain && !signal.aborted) count.gaveUp += 1
      await callOperation(door, leaveChat, { conversationId })
      return null
    }
    if (!isMet || now.lastSeq <= heard) continue
    const { items, lastSeq } = await callOperation(door, listMyMessages, { conversationId, afterSeq: heard })
    heard = lastSeq
    if (said < matter.more.length && items.some((one) => one.from === 'us')) {
      await pause(1500 + random() * 4000, signal)
      const sent = callOperation(door, sendMyMessage, { conversationId, body: matter.more[said] as string, clientKey: key() })
      // It may have been closed while they wrote.
      await sent.catch((error: unknown) => error instanceof Refused && error.code === 'contact-closed')
      said += 1
    }
  }
}

/** Answers the survey when it comes into the thread. */
async function rate({ door, matter, random, count, signal }: Visit, conversationId: string): Promise<void> {
  const end = Date.now() + WAIT_FOR_SURVEY_MS
  while (Date.now() < end && !signal.aborted) {
    await pause(LOOK_MS, signal)
    const { items } = await callOperation(door, listMyMessages, { conversationId })
    const token = /(\d{1,4}\.[\w-]{43})/.exec(items.find((one) => one.payload?.kind === 'survey')?.payload?.link ?? '')?.[1]
    if (!token) continue
    const score = random() < 0.85 ? 5 - Math.floor(random() * 2) : 1 + Math.floor(random() * 3)
    await callOperation(door, answerSurvey, { token, process: score, result: score, comment: pick(surveyWords[matter.language], random) })
    count.rated += 1
    return
  }
}
