import { Button } from 'antd'
import { type ReactNode, useId } from 'react'
import style from './block.module.css'

/** A part of the page with its heading, how many there are, and the one act that adds to it. */
export function Block({
  title,
  count,
  act,
  flush,
  children
}: {
  title: string
  count?: number | string | undefined
  act?: { label: string; onClick: () => void } | undefined
  flush?: boolean
  children: ReactNode
}) {
  const heading = useId()
  return (
    <section className={style.block} aria-labelledby={heading}>
      <header className={style.head}>
        <h2 id={heading}>
          {title}
          {count === undefined || count === 0 ? null : <span className={style.count}>{count}</span>}
        </h2>
        {act ? (
          <Button size="small" type="link" aria-label={`${act.label}: ${title}`} onClick={act.onClick}>
            {act.label}
          </Button>
        ) : null}
      </header>
      <div className={flush ? style.flush : style.body}>{children}</div>
    </section>
  )
}
