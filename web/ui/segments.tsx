import type { ReactNode } from 'react'
import style from './segments.module.css'

export type SegmentOption = {
  id: string
  label: ReactNode /** Shown after the word; over 99 as 99+. */
  count?: number
}

/** Views or states of a list side by side, with cheap counts; arrows move between them. */
export function Segments({
  label,
  options,
  value,
  onChange
}: {
  label: string
  options: readonly SegmentOption[]
  value: string
  onChange: (id: string) => void
}) {
  return (
    <div className={style.segments} role="radiogroup" aria-label={label}>
      {options.map((option, index) => (
        <button
          key={option.id}
          type="button"
          role="radio"
          aria-checked={option.id === value}
          tabIndex={option.id === value ? 0 : -1}
          onClick={() => onChange(option.id)}
          onKeyDown={(event) => {
            const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
            const next = step && options[(index + step + options.length) % options.length]
            if (!next) return
            event.preventDefault()
            onChange(next.id)
            const group = event.currentTarget.parentElement
            ;(group?.children[options.indexOf(next)] as HTMLElement | undefined)?.focus()
          }}
        >
          {option.label}
          {option.count === undefined ? null : (
            <span className={style.count}>{option.count > 99 ? '99+' : option.count}</span>
          )}
        </button>
      ))}
    </div>
  )
}
