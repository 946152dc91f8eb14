import { type Ref, useEffect, useRef, useState } from 'react'
import { Icon } from './icon.tsx'
import { IconButton } from './icon-button.tsx'
import { Keycap } from './keycap.tsx'
import style from './search-box.module.css'
import { isComposing } from './shortcuts.ts'
import { useWords } from './words.ts'

/**
 * Search as you type: `onChange` comes `waitMs` after the last key and at once on Enter, never while an input method is
 * composing (half a pinyin word finds nothing). Escape empties it.
 */
export function SearchBox({
  value,
  onChange,
  placeholder,
  label,
  keys,
  waitMs = 250,
  ref
}: {
  value: string
  onChange: (value: string) => void
  placeholder?: string
  label: string
  /** The shortcut that focuses it, shown as a hint; register it where it is used. */
  keys?: string
  waitMs?: number
  ref?: Ref<HTMLInputElement>
}) {
  const { say } = useWords()
  const [text, setText] = useState(value)
  const composing = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const sent = useRef(value)
  useEffect(() => {
    // The value changed from outside (a saved view, the back button), not by typing here.
    if (value !== sent.current) setText(value)
    sent.current = value
  }, [value])
  useEffect(() => () => clearTimeout(timer.current), [])
  const tell = (next: string, wait: number) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      sent.current = next.trim()
      onChange(next.trim())
    }, wait)
  }
  return (
    <div className={style.box} role="search">
      <Icon name="search" size={15} />
      <input
        ref={ref}
        type="text"
        inputMode="search"
        value={text}
        maxLength={200}
        aria-label={label}
        placeholder={placeholder ?? label}
        onCompositionStart={() => {
          composing.current = true
          clearTimeout(timer.current)
        }}
        onCompositionEnd={(event) => {
          composing.current = false
          tell(event.currentTarget.value, waitMs)
        }}
        onChange={(event) => {
          setText(event.target.value)
          if (!composing.current) tell(event.target.value, waitMs)
        }}
        onKeyDown={(event) => {
          if (isComposing(event.nativeEvent)) return
          if (event.key === 'Enter') tell(text, 0)
          if (event.key !== 'Escape') return
          event.stopPropagation()
          if (text === '') return event.currentTarget.blur()
          setText('')
          tell('', 0)
        }}
      />
      {text === '' && keys ? <Keycap keys={keys} /> : null}
      {text === '' ? null : (
        <IconButton
          icon="close"
          size="small"
          label={say('search.clear')}
          onClick={() => {
            setText('')
            tell('', 0)
          }}
        />
      )}
    </div>
  )
}
