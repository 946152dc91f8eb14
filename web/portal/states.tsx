import type { ReactNode } from 'react'
import type { Refused } from '#lib/call.ts'
import { Icon, type IconName } from '#ui/icon.tsx'
import { usePhrases } from './phrases.tsx'
import style from './states.module.css'

/** Something is being read. */
export function Waiting() {
  const { say } = usePhrases('portal')
  return (
    <div className={style.waiting} role="status" aria-label={say('loading')}>
      <span />
      <span />
      <span />
    </div>
  )
}

/** What stopped us, in the reader's words, and the way on. */
export function Trouble({ refusal, onRetry }: { refusal: Pick<Refused, 'zh' | 'en'>; onRetry?: () => void }) {
  const { say, pick } = usePhrases('portal')
  return (
    <div className={style.trouble} role="alert">
      <Icon name="warn" size={20} />
      <span>{pick(refusal)}</span>
      {onRetry ? (
        <button type="button" className="quiet" onClick={onRetry}>
          {say('retry')}
        </button>
      ) : null}
    </div>
  )
}

/** Nothing here yet, and what to do about it. */
export function Empty({ icon, title, children }: { icon: IconName; title: string; children?: ReactNode }) {
  return (
    <div className={style.empty}>
      <Icon name={icon} size={40} />
      <h1>{title}</h1>
      {children}
    </div>
  )
}
