import { now, useNow } from '#ui/now.ts'
import { PromiseMark } from '#ui/promise-mark.tsx'
import { type PromiseFacts, standingOf, stepOf } from '#ui/promise-state.ts'
import { countdownOf, hourOf, lengthOf } from '#ui/time.ts'
import { useWords } from '#ui/words.ts'
import { usePhrases } from '../phrases.tsx'
import type { Conversation, Message } from '../who.ts'
import style from './promise-card.module.css'

/**
 * What we promised when the question came and what became of it: ticking, kept, or broken. It stands over the words as long as they are
 * shown, and never hides that we were late.
 */
export function PromiseCard({ messages, conversation }: { messages: readonly Message[]; conversation: Conversation }) {
  const { say } = usePhrases('portal')
  const words = useWords()
  const promise = promiseOf(messages)
  const facts: PromiseFacts = promise ?? { state: 'cancelled' }
  const standing = standingOf(facts, useNow(stepOf(facts, now())))
  if (!promise || (conversation.state === 'closed' && standing.state !== 'kept' && standing.state !== 'broken'))
    return null
  const { state, used } = standing
  // The page counts whole seconds: in the first it must not show more than was promised.
  const ms = Math.min(
    standing.ms ?? 0,
    state === 'broken' ? Number.POSITIVE_INFINITY : Date.parse(promise.dueAt) - Date.parse(promise.startedAt)
  )
  const by = hourOf(promise.dueAt, words)
  const line =
    state === 'kept'
      ? say('promise.kept', {
          time: lengthOf(Date.parse(promise.settledAt ?? '') - Date.parse(promise.startedAt), words.language)
        })
      : state === 'broken'
        ? promise.settledAt
          ? say('promise.kept-late', { time: lengthOf(ms, words.language) })
          : say('promise.late', { time: lengthOf(ms, words.language) })
        : say('promise.running', { minutes: promise.minutes, by })
  return (
    <div className={`${style.card} ${style[state]}`} data-promise={state}>
      <PromiseMark state={state} used={used ?? 0} size={22} />
      <p>{line}</p>
      {state === 'running' || state === 'at-risk' ? (
        <strong role="timer" aria-label={say('promise.left', { time: lengthOf(ms, words.language) })}>
          {countdownOf(ms, words.language)}
        </strong>
      ) : null}
    </div>
  )
}

/** The promise of the last receipt, settled by the first words of a person behind it. */
function promiseOf(messages: readonly Message[]) {
  const receipt = messages.findLast((one) => one.payload?.kind === 'received')
  const { dueAt, minutes } = receipt?.payload ?? {}
  if (!receipt || !dueAt || !minutes) return undefined
  const answer = messages.find((one) => one.from === 'us' && one.seq > receipt.seq)
  const state = !answer ? 'running' : answer.at <= dueAt ? 'kept' : 'broken'
  return { state, dueAt, minutes, startedAt: receipt.at, settledAt: answer?.at ?? null } as const
}
