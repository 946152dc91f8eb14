import type { OutputOf } from '@shouwen/contract/operation'
import { Icon } from '#ui/icon.tsx'
import { useNow } from '#ui/now.ts'
import { momentOf } from '#ui/time.ts'
import { useWords } from '#ui/words.ts'
import type { at } from '../operations.ts'
import { usePhrases } from '../phrases.tsx'
import style from './my-ticket.module.css'

type Ticket = OutputOf<typeof at.readMyTicket>

/** The usual way; what really happened is put on it, and only what has not happened yet stands ahead. */
const usual = ['received', 'in-hand', 'solved', 'closed']
const ended = new Set(['closed', 'cancelled', 'not-accepted'])

/** Every step with its time, back and forth as it was; then the usual ones still ahead. */
export function Steps({ steps, step }: Pick<Ticket, 'steps' | 'step'>) {
  const { say } = usePhrases('portal')
  const words = useWords()
  const nowMs = useNow(60_000)
  const from = step === 'received' ? 0 : step === 'solved' ? 2 : 1
  const ahead = ended.has(step) ? [] : usual.slice(from + 1)
  return (
    <ol className={style.steps} aria-label={say('ticket.steps')}>
      {steps.map((one, index) => {
        const isNow = index === steps.length - 1 && !ended.has(step)
        return (
          <li
            key={one.at + one.step}
            className={isNow ? style.now : undefined}
            aria-current={isNow ? 'step' : undefined}
          >
            <span aria-hidden>{isNow ? null : <Icon name="check" size={14} />}</span>
            <strong>{say(`step.${one.step}`)}</strong>
            <time dateTime={one.at}>{momentOf(one.at, words, nowMs)}</time>
          </li>
        )
      })}
      {ahead.map((one) => (
        <li key={one} className={style.ahead}>
          <span aria-hidden />
          <span>{say(`step.${one}`)}</span>
        </li>
      ))}
    </ol>
  )
}
