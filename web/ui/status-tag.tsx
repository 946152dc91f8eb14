import type { ReactNode } from 'react'
import style from './status-tag.module.css'

export type Tone = 'neutral' | 'accent' | 'good' | 'warn' | 'bad' | 'info'

/** A word about a state, with a dot that is hollow for what is still open and filled for what is settled. */
export function StatusTag({
  tone = 'neutral',
  settled,
  children
}: {
  tone?: Tone
  settled?: boolean
  children: ReactNode
}) {
  return (
    <span className={`${style.tag} ${style[tone]}`}>
      <span className={settled ? style.filled : style.hollow} aria-hidden />
      {children}
    </span>
  )
}
