import type { OutputOf } from '@shouwen/contract/operation'
import { now, useNow } from '#ui/now.ts'
import { PromiseMark } from '#ui/promise-mark.tsx'
import { lengthOf, momentOf } from '#ui/time.ts'
import { useWords } from '#ui/words.ts'
import type { at } from '../operations.ts'
import { usePhrases } from '../phrases.tsx'
import style from './my-tickets.module.css'

type Promised = NonNullable<OutputOf<typeof at.readMyTicket>['nextPromise']>

/** What we promised next and by when; late is said as late. */
export function NextPromise({ promise }: { promise: Promised }) {
  const { say, pick } = usePhrases('portal')
  const words = useWords()
  const due = promise.dueAt ? Date.parse(promise.dueAt) : undefined
  const nowMs = useNow(due !== undefined && Math.abs(due - now()) < 3_600_000 ? 1_000 : 60_000)
  const isLate = promise.overdue || (due !== undefined && nowMs >= due)
  return (
    <p className={`${style.promise} ${isLate ? style.late : ''}`}>
      <PromiseMark state={isLate ? 'broken' : due === undefined ? 'paused' : 'running'} used={0.35} size={18} />
      <span>
        {pick(promise)}
        {due === undefined || !promise.dueAt ? null : (
          <>
            {' · '}
            {isLate
              ? say('ticket.late', { time: lengthOf(nowMs - due, words.language) })
              : say('ticket.by', {
                  at: momentOf(promise.dueAt, words, nowMs),
                  time: lengthOf(due - nowMs, words.language)
                })}
          </>
        )}
      </span>
    </p>
  )
}
