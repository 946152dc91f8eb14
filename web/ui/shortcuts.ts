import { useEffect, useRef, useSyncExternalStore } from 'react'

/** Something a key does now. `keys` is one chord or a sequence: `r`, `Ctrl+Enter`, `g t`, `Shift+J`, `?`. */
export type Shortcut = {
  keys: string
  label: string
  /** Heading under which the `?` sheet lists it. */
  group?: string
  run: (event: KeyboardEvent) => void
  /** Also while typing in a field; only chords with Ctrl/Alt/Meta or Escape should. */
  inFields?: boolean
}

let active: readonly Shortcut[] = []
const listeners = new Set<() => void>()

function change(next: readonly Shortcut[]): void {
  active = next
  for (const listener of listeners) listener()
}

/** Adds a shortcut until the returned function is called. A later one wins over an earlier one with the same keys. */
export function addShortcut(shortcut: Shortcut): () => void {
  change([...active, shortcut])
  return () => change(active.filter((each) => each !== shortcut))
}

/** While the component is on screen, `keys` does `run` and is listed under `?`. Not registered when `enabled` is false. */
export function useShortcut(
  keys: string,
  label: string,
  run: (event: KeyboardEvent) => void,
  options: { group?: string; enabled?: boolean; inFields?: boolean } = {}
): void {
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  const { group, enabled = true, inFields } = options
  useEffect(() => {
    if (!enabled) return
    return addShortcut({ keys, label, group, inFields, run: (event) => latest.current(event) })
  }, [keys, label, group, enabled, inFields])
}

/** The shortcuts that work now, earliest first, one per keys. */
export function useActiveShortcuts(): readonly Shortcut[] {
  const all = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => active,
    () => active
  )
  return [...new Map(all.map((each) => [each.keys, each])).values()]
}

/** The chord of a key press in our spelling: `Ctrl+K`, `Shift+Enter`, `j`, `?`. Ctrl and ⌘ are the same key. */
export function chordOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): string {
  const printable = event.key.length === 1
  const modified = event.ctrlKey || event.metaKey || event.altKey
  const parts: string[] = []
  if (event.ctrlKey || event.metaKey) parts.push('Ctrl')
  if (event.altKey) parts.push('Alt')
  if (event.shiftKey && (!printable || modified)) parts.push('Shift')
  parts.push(modified && printable ? event.key.toUpperCase() : event.key === ' ' ? 'Space' : event.key)
  return parts.join('+')
}

/** Is a Chinese (or other) input method composing? Then every key belongs to it. 229 is how older browsers say so. */
export function isComposing(event: { isComposing?: boolean; keyCode?: number }): boolean {
  return event.isComposing === true || event.keyCode === 229
}

function inField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.role === 'combobox'
}

/** Is the press meant for what has the focus: an open dialog, a pop-up that Escape closes, a button that Enter presses? */
function belongsElsewhere(event: KeyboardEvent): boolean {
  if (document.querySelector('dialog[open]')) return true
  const target = event.target instanceof Element ? event.target : document.body
  if (event.key === 'Escape')
    return target.closest('[aria-expanded="true"], .ant-popover, .ant-select-dropdown') !== null
  if ((event.key !== 'Enter' && event.key !== ' ') || event.ctrlKey || event.metaKey) return false
  return target.closest('button, a, summary, label, [role]:not([role="grid"], [role="main"])') !== null
}

/**
 * Chooses what a press does: the shortcut to run, or the waiting beginning of a sequence (`g` of `g t`).
 * Pure; `waiting` is what the former press left.
 */
export function choose(
  shortcuts: readonly Shortcut[],
  waiting: string,
  chord: string,
  typing: boolean
): { run?: Shortcut; waiting: string } {
  const usable = typing ? shortcuts.filter((each) => each.inFields) : shortcuts
  const pressed = waiting ? `${waiting} ${chord}` : chord
  const run = usable.findLast((each) => each.keys === pressed)
  if (run) return { run, waiting: '' }
  if (usable.some((each) => each.keys.startsWith(`${pressed} `))) return { waiting: pressed }
  return waiting ? choose(shortcuts, '', chord, typing) : { waiting: '' }
}

/** Listens to the window; call once. A sequence must be finished within 1.2 seconds. */
export function listenToKeys(): () => void {
  let waiting = ''
  let timer: ReturnType<typeof setTimeout> | undefined
  const listen = (event: KeyboardEvent) => {
    if (event.defaultPrevented || isComposing(event) || /^(Control|Shift|Alt|Meta|Process)$/.test(event.key)) return
    if (belongsElsewhere(event)) return
    const chosen = choose(active, waiting, chordOf(event), inField(event.target))
    waiting = chosen.waiting
    clearTimeout(timer)
    if (waiting) timer = setTimeout(() => (waiting = ''), 1_200)
    if (!chosen.run) return
    event.preventDefault()
    chosen.run.run(event)
  }
  addEventListener('keydown', listen)
  return () => removeEventListener('keydown', listen)
}
