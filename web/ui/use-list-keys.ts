import { type KeyboardEvent, useState } from 'react'
import { useShortcut } from './shortcuts.ts'

type ListKeys<Row> = {
  rows: readonly Row[]
  rowId: (row: Row) => string
  onOpen?: (row: Row) => void
  onToggle?: (row: Row) => void
  anywhere: boolean
  /** The row that is active at first: the one somebody comes back from. */
  startId?: string
  /** Brings a row into view. */
  show: (index: number) => void
  words: { down: string; up: string; open: string; select: string; group: string }
}

/**
 * Moves through rows: j/k and arrows, Home/End, Enter opens, x selects. The active row is remembered by id, so it stays
 * where it was when the list is read again.
 */
export function useListKeys<Row>({ rows, rowId, onOpen, onToggle, anywhere, startId, show, words }: ListKeys<Row>) {
  const [activeId, setActive] = useState(startId)
  const activeIndex = activeId === undefined ? -1 : rows.findIndex((row) => rowId(row) === activeId)
  const active = rows[activeIndex]
  const move = (to: number) => {
    const index = Math.max(0, Math.min(rows.length - 1, to))
    const row = rows[index]
    if (row === undefined) return
    setActive(rowId(row))
    show(index)
  }
  const enabled = anywhere && rows.length > 0
  const { group } = words
  useShortcut('j', words.down, () => move(activeIndex + 1), { group, enabled })
  useShortcut('k', words.up, () => move(activeIndex < 0 ? 0 : activeIndex - 1), { group, enabled })
  useShortcut('Enter', words.open, () => active && onOpen?.(active), {
    group,
    enabled: enabled && onOpen !== undefined
  })
  useShortcut('x', words.select, () => active && onToggle?.(active), {
    group,
    enabled: enabled && onToggle !== undefined
  })

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    const steps: Record<string, number> = {
      ArrowDown: activeIndex + 1,
      ArrowUp: activeIndex - 1,
      Home: 0,
      End: rows.length - 1,
      PageDown: activeIndex + 10,
      PageUp: activeIndex - 10
    }
    const to = steps[event.key] ?? (anywhere ? undefined : { j: activeIndex + 1, k: activeIndex - 1 }[event.key])
    if (to !== undefined) move(to)
    else if (event.key === ' ' && active && onToggle) onToggle(active)
    else if (event.key === 'Enter' && active && onOpen && !anywhere) onOpen(active)
    else return
    event.preventDefault()
  }
  return { activeIndex, setActive, onKeyDown }
}
