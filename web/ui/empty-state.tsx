import type { ReactNode } from 'react'
import style from './empty-state.module.css'

const drawings = {
  /** Nothing here yet. */
  empty: (
    <>
      <path d="M22 58h76v30a6 6 0 0 1-6 6H28a6 6 0 0 1-6-6z" className={style.fill} />
      <path d="M22 58l14-30h48l14 30v30a6 6 0 0 1-6 6H28a6 6 0 0 1-6-6z" />
      <path d="M22 58h24c0 8 6 13 14 13s14-5 14-13h24" />
    </>
  ),
  /** All done: the list is empty because the work is. */
  done: (
    <>
      <circle cx="60" cy="60" r="34" className={style.fill} />
      <circle cx="60" cy="60" r="34" />
      <path d="M45 61l11 11 20-23" className={style.strong} />
      <path d="M14 36h8M98 84h8M20 88l5-5M95 37l5-5" />
    </>
  ),
  /** Nothing was found. */
  nothing: (
    <>
      <circle cx="54" cy="54" r="28" className={style.fill} />
      <circle cx="54" cy="54" r="28" />
      <path d="M75 75l22 22" className={style.strong} />
      <path d="M44 54h20" />
    </>
  ),
  /** No permission. */
  locked: (
    <>
      <rect x="32" y="52" width="56" height="42" rx="6" className={style.fill} />
      <rect x="32" y="52" width="56" height="42" rx="6" />
      <path d="M42 52V40a18 18 0 0 1 36 0v12" />
      <path d="M60 68v10" className={style.strong} />
    </>
  )
} as const

/** What stands where nothing is: a small drawing, what it means, and what to do about it. */
export function EmptyState({
  kind = 'empty',
  title,
  children,
  actions,
  compact,
  heading: Heading = 'p'
}: {
  kind?: keyof typeof drawings
  title: string
  children?: ReactNode
  actions?: ReactNode
  compact?: boolean
  /** `h1` where it is the whole page. */
  heading?: 'p' | 'h1'
}) {
  return (
    <div className={compact ? style.compact : style.empty}>
      <svg viewBox="0 0 120 120" className={style.drawing} aria-hidden>
        {drawings[kind]}
      </svg>
      <Heading className={style.title}>{title}</Heading>
      {children ? <div className={style.text}>{children}</div> : null}
      {actions ? <div className={style.actions}>{actions}</div> : null}
    </div>
  )
}
