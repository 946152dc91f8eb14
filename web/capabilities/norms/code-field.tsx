import { type KeyboardEvent, type Ref, useImperativeHandle, useRef, useState } from 'react'
import { isComposing } from '#ui/shortcuts.ts'
import style from './code-field.module.css'

const LINE_PX = 20

export type CodeFieldHandle = { goTo: (line: number) => void }

/**
 * Text of a rulebook file with line numbers; lines with a fault are marked. Enter keeps the indentation; Tab moves on as everywhere, so
 * that nobody is caught in the field.
 */
export function CodeField({
  value,
  onChange,
  faultyLines,
  label,
  describedBy,
  ref
}: {
  value: string
  onChange: (text: string) => void
  faultyLines: ReadonlySet<number>
  label: string
  describedBy?: string
  ref?: Ref<CodeFieldHandle>
}) {
  const field = useRef<HTMLTextAreaElement>(null)
  const [scroll, setScroll] = useState({ top: 0, left: 0 })
  const lines = value.split('\n')
  useImperativeHandle(ref, () => ({
    goTo: (line) => {
      const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0)
      field.current?.focus()
      field.current?.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0))
      if (field.current) field.current.scrollTop = Math.max(0, (line - 6) * LINE_PX)
    }
  }))
  const indent = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.shiftKey || isComposing(event.nativeEvent))
      return
    const { selectionStart } = event.currentTarget
    const begun = value.slice(value.lastIndexOf('\n', selectionStart - 1) + 1, selectionStart)
    const margin = /^ */.exec(begun)?.[0] ?? ''
    if (margin === '') return
    event.preventDefault()
    // The one way to insert that the browser's undo remembers.
    document.execCommand('insertText', false, `\n${margin}`)
  }
  return (
    <div className={style.code}>
      <div className={style.gutter} aria-hidden>
        <div style={{ transform: `translateY(${-scroll.top}px)` }}>
          {lines.map((_, index) => (
            // A line is its number.
            <span key={`line-${index + 1}`} className={faultyLines.has(index + 1) ? style.faulty : undefined}>
              {index + 1}
            </span>
          ))}
        </div>
      </div>
      <div className={style.paper}>
        <div className={style.marks} aria-hidden style={{ transform: `translateY(${-scroll.top}px)` }}>
          {[...faultyLines].map((line) => (
            <i key={line} style={{ top: (line - 1) * LINE_PX }} />
          ))}
        </div>
        <textarea
          ref={field}
          value={value}
          wrap="off"
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          maxLength={100_000}
          aria-label={label}
          aria-describedby={describedBy}
          aria-invalid={faultyLines.size > 0 ? true : undefined}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={indent}
          onScroll={(event) => setScroll({ top: event.currentTarget.scrollTop, left: event.currentTarget.scrollLeft })}
        />
      </div>
    </div>
  )
}
