import { useEffect, useSyncExternalStore } from 'react'
import { Icon } from './icon.tsx'
import { IconButton } from './icon-button.tsx'
import style from './undo-toast.module.css'
import { useWords } from './words.ts'

type Toast = {
  text: string
  tone?: 'good' | 'bad'
  /** Takes the act back; the button stays as long as the toast. */
  undo?: () => void
  /** How long it stays, 6 seconds unless said; a toast with undo 10. */
  stayMs?: number
}
type Shown = Toast & { id: number }

let shown: readonly Shown[] = []
let count = 0
const listeners = new Set<() => void>()

function change(next: readonly Shown[]): void {
  shown = next
  for (const listener of listeners) listener()
}

/** Says what was done, in the free middle of the top bar where it covers nothing, with a way back where there is one. At most three stay. */
export function toast(given: Toast): void {
  count += 1
  change([...shown, { ...given, id: count }].slice(-3))
}

/** Draws the toasts; once per page. */
export function UndoToasts() {
  const list = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => shown,
    () => shown
  )
  return (
    <div className={style.toasts} role="status" aria-live="polite">
      {list.map((each) => (
        <OneToast key={each.id} given={each} />
      ))}
    </div>
  )
}

function OneToast({ given }: { given: Shown }) {
  const { say } = useWords()
  const { id, text, tone, undo, stayMs = undo ? 10_000 : 6_000 } = given
  const close = () => change(shown.filter((each) => each.id !== id))
  useEffect(() => {
    const timer = setTimeout(() => change(shown.filter((each) => each.id !== id)), stayMs)
    return () => clearTimeout(timer)
  }, [id, stayMs])
  return (
    <div className={style.toast}>
      {tone ? <Icon name={tone === 'good' ? 'check' : 'warn'} size={16} /> : null}
      <span className={style.text}>{text}</span>
      {undo ? (
        <button
          type="button"
          className={style.undo}
          onClick={() => {
            undo()
            close()
          }}
        >
          {say('undo')}
        </button>
      ) : null}
      <IconButton icon="close" size="small" label={say('close')} onClick={close} />
      {undo ? <span className={style.time} style={{ animationDuration: `${stayMs}ms` }} /> : null}
    </div>
  )
}
