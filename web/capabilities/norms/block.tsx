import { type ReactNode, useId } from 'react'
import style from './block.module.css'

/** A part of a page with its heading and what can be done about it. */
export function Block({
  title,
  aside,
  flush,
  children
}: {
  title: ReactNode
  aside?: ReactNode /** The content reaches the edges: tables, lists. */
  flush?: boolean
  children: ReactNode
}) {
  const heading = useId()
  return (
    <section className={style.block} aria-labelledby={heading}>
      <header className={style.head}>
        <h2 id={heading}>{title}</h2>
        {aside ? <div className={style.aside}>{aside}</div> : null}
      </header>
      <div className={flush ? style.flush : style.body}>{children}</div>
    </section>
  )
}
