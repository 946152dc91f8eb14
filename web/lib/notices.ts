import { useEffect } from 'react'
import type { Notice } from './live.ts'

const listeners = new Set<(notice: Notice) => void>()

/** Passes what the stream said to whoever listens by themselves: passing signs (typing, read) make no read old. */
export function tellNotice(notice: Notice): void {
  for (const listener of listeners) listener(notice)
}

/** Hears every notice until what is answered is called: for what runs outside of components, as a call does. */
export function hearNotices(listener: (notice: Notice) => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Hears every notice while the component is on screen. Give it a stable function. */
export function useNotices(hear: (notice: Notice) => void): void {
  useEffect(() => {
    listeners.add(hear)
    return () => void listeners.delete(hear)
  }, [hear])
}
