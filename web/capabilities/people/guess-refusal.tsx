import { usePhrases } from '#lib/phrases.ts'
import { Icon } from '#ui/icon.tsx'
import { useNow } from '#ui/now.ts'
import { type RefusalFacts, RefusalNotice } from '#ui/refusal-notice.tsx'
import { countdownOf, hourOf } from '#ui/time.ts'
import { useWords } from '#ui/words.ts'
import style from './guess-refusal.module.css'

type Refusal = RefusalFacts & { details?: Record<string, unknown> | undefined }

/** Why a password or code did not pass. A lock is told with the time it still lasts, and goes away when it ends. */
export function GuessRefusal({ refusal }: { refusal: Refusal | undefined }) {
  const until = lockedUntil(refusal)
  if (!refusal) return null
  if (until !== undefined) return <LockNotice until={until} />
  return <RefusalNotice refusal={refusal} inline />
}

/** The instant a lock ends, if that is what was refused. */
export function lockedUntil(refusal: Refusal | undefined): number | undefined {
  if (refusal?.code !== 'sign-in-locked') return undefined
  const until = Date.parse(String(refusal.details?.['until']))
  return Number.isNaN(until) ? undefined : until
}

function LockNotice({ until }: { until: number }) {
  const { say } = usePhrases('sign-in')
  const words = useWords()
  const left = until - useNow()
  if (left <= 0)
    return (
      <p className={style.over} role="status">
        {say('lock.over')}
      </p>
    )
  return (
    <div className={style.lock}>
      <Icon name="lock" size={18} />
      <div>
        <p role="alert">{say('lock.text', { at: hourOf(until, words) })}</p>
        <p className={style.left} aria-hidden>
          {say('lock.left')} <b>{countdownOf(left, words.language)}</b>
        </p>
      </div>
    </div>
  )
}
