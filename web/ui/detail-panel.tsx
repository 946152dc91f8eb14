import { type ReactNode, useEffect, useRef, useState } from 'react'
import style from './detail-panel.module.css'
import { IconButton } from './icon-button.tsx'
import { useShortcut } from './shortcuts.ts'
import { useWords } from './words.ts'

/**
 * A panel beside the content (give it to `Page panel`): the list stays usable, Escape closes it, focus goes in when it
 * opens and back when it closes. On a phone it covers the page.
 */
export function DetailPanel({
  title,
  actions,
  footer,
  width = 420,
  onClose,
  children
}: {
  title: ReactNode
  actions?: ReactNode
  footer?: ReactNode
  width?: number
  onClose: () => void
  children: ReactNode
}) {
  const { say } = useWords()
  const panel = useRef<HTMLElement>(null)
  useShortcut('Escape', say('close'), onClose, { inFields: true })
  const [before] = useState(() => document.activeElement)
  useEffect(() => {
    // A field inside that took the focus by itself keeps it.
    if (!panel.current?.contains(document.activeElement)) panel.current?.focus({ preventScroll: true })
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [before])
  return (
    <aside
      ref={panel}
      className={style.panel}
      style={{ width }}
      tabIndex={-1}
      aria-label={typeof title === 'string' ? title : undefined}
    >
      <header className={style.head}>
        <h2 className={style.title}>{title}</h2>
        {actions}
        <IconButton icon="close" label={say('close')} keys="Escape" onClick={onClose} />
      </header>
      <div className={style.body}>{children}</div>
      {footer ? <footer className={style.foot}>{footer}</footer> : null}
    </aside>
  )
}
