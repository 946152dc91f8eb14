import { now, useNow } from './now.ts'
import { countdownOf, instantOf, lengthOf } from './time.ts'
import { useWords } from './words.ts'

/** Time left to an instant, ticking in the last hour; after it how long ago that was. Plain text, no colour. */
export function TimeLeft({ until }: { until: string }) {
  const words = useWords()
  const due = Date.parse(until)
  const left = due - useNow(Math.abs(due - now()) < 3_660_000 ? 1_000 : 60_000)
  return (
    <time dateTime={until} title={instantOf(until, words)} className="number">
      {left >= 0
        ? words.say('promise.left', { time: countdownOf(left, words.language) })
        : words.say('promise.late', { time: lengthOf(left, words.language) })}
    </time>
  )
}
