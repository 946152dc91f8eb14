import type { ReactNode } from 'react'
import { Icon } from '#ui/icon.tsx'
import style from './detail-section.module.css'

/** A part of the details with its heading; `folded` ones open when pressed. */
export function DetailSection({
  title,
  count,
  action,
  folded,
  children
}: {
  title: string
  count?: number
  action?: ReactNode
  folded?: boolean
  children: ReactNode
}) {
  const head = (
    <>
      {title}
      {count ? <span className={style.count}>{count}</span> : null}
    </>
  )
  if (folded)
    return (
      <details className={style.section}>
        <summary className={style.head}>
          <h2>{head}</h2>
          <Icon name="down" size={13} />
        </summary>
        {children}
      </details>
    )
  return (
    <section className={style.section}>
      <div className={style.head}>
        <h2>{head}</h2>
        {action}
      </div>
      {children}
    </section>
  )
}
