import style from './keycap.module.css'

const apple = typeof navigator !== 'undefined' && /Mac|iP(hone|ad)/.test(navigator.platform)
const shown: Record<string, string> = {
  Ctrl: apple ? '⌘' : 'Ctrl',
  Shift: '⇧',
  Enter: '↵',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→'
}

/** A shortcut drawn as keys: `<Keycap keys="g t" />`, `<Keycap keys="Ctrl+Enter" />`. */
export function Keycap({ keys }: { keys: string }) {
  return (
    <span className={style.keys}>
      {keys.split(' ').map((chord, at) => (
        // The position is the identity of a key in a sequence.
        <span key={`${at}${chord}`} className={style.chord}>
          {chord.split('+').map((key) => (
            <kbd key={key} className={style.key}>
              {shown[key] ?? (key.length === 1 && chord.includes('+') ? key.toUpperCase() : key)}
            </kbd>
          ))}
        </span>
      ))}
    </span>
  )
}
