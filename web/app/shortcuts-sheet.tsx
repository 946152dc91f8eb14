import { useEffect, useRef } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { IconButton } from '#ui/icon-button.tsx'
import { Keycap } from '#ui/keycap.tsx'
import { useActiveShortcuts } from '#ui/shortcuts.ts'
import style from './shortcuts-sheet.module.css'

/** The `?` sheet: every key that works on this screen now, by group. */
export function ShortcutsSheet({ onClose }: { onClose: () => void }) {
  const { say } = usePhrases('app')
  const dialog = useRef<HTMLDialogElement>(null)
  const groups = Map.groupBy(useActiveShortcuts(), (each) => each.group ?? say('keys.here'))
  useEffect(() => {
    dialog.current?.showModal()
    dialog.current?.focus()
  }, [])
  return (
    <dialog
      ref={dialog}
      className={style.sheet}
      tabIndex={-1}
      aria-label={say('keys.title')}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <header>
        <h2>{say('keys.title')}</h2>
        <IconButton icon="close" label={say('keys.close')} keys="Escape" onClick={onClose} />
      </header>
      <div className={style.groups}>
        {[...groups].map(([group, shortcuts]) => (
          <section key={group}>
            <h3>{group}</h3>
            <ul>
              {shortcuts.map((each) => (
                <li key={each.keys}>
                  <span>{each.label}</span>
                  <Keycap keys={each.keys} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </dialog>
  )
}
