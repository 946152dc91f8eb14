import type { OutputOf } from '@shouwen/contract/operation'
import { PromiseMark } from '#ui/promise-mark.tsx'
import { useNow } from '#ui/now.ts'
import { standingOf } from '#ui/promise-state.ts'
import { lengthOf } from '#ui/time.ts'
import { useWords } from '#ui/words.ts'
import type { at } from '../operations.ts'
import { usePhrases } from '../phrases.tsx'
import style from './my-ticket.module.css'

type Own = OutputOf<typeof at.readMyTicket>['promises']

/** What became of the promises made for it: kept, late, standing still. The next one that runs has its own line. */
export function OwnPromises({ promises }: { promises: Own }) {
  const { say, pick } = usePhrases('portal')
  const { language } = useWords()
  const nowMs = useNow(60_000)
  const shown = promises.filter((one) => one.state !== 'running' && one.state !== 'cancelled')
  if (shown.length === 0) return null
  return (
    <ul className={style.promises} aria-label={say('ticket.promises')}>
      {shown.map((one) => {
        const { state, ms } = standingOf(
          {
            state: one.state,
            dueAt: one.dueAt,
            startedAt: one.startedAt,
            settledAt: one.stoppedAt,
            leftMs: one.remainingMs
          },
          nowMs
        )
        return (
          <li key={one.id} className={style[state]}>
            <PromiseMark state={state} size={18} />
            <span>{pick(one)}</span>
            <span>{say(`promise.was.${state}`, { time: lengthOf(ms ?? 0, language) })}</span>
          </li>
        )
      })}
    </ul>
  )
}
