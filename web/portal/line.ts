import { useEffect, useState } from 'react'
import { openLine } from '#lib/live-line.ts'
import type { Notice } from '#lib/live.ts'
import { hearNotice, refreshAll } from './read.ts'

const listeners = new Set<(notice: Notice) => void>()

/** Hears every sign of the server while the component is on screen, also the passing ones (typing, read). */
export function useNotices(hear: (notice: Notice) => void): void {
  useEffect(() => {
    listeners.add(hear)
    return () => void listeners.delete(hear)
  }, [hear])
}

/**
 * Keeps the line to the server open for whoever this is (a customer or a conversation); true while it is lost. Dialled anew for another,
 * because the server decides at the dial who hears what.
 */
export function useLine(who: string | undefined): boolean {
  const [isLost, setLost] = useState(false)
  useEffect(() => {
    if (!who) return setLost(false)
    return openLine('/api/portal/live', (message) => {
      if (message.kind === 'line') {
        setLost(message.line === 'lost')
        if (message.line === 'resumed') void refreshAll()
        return
      }
      hearNotice(message.notice)
      for (const listener of listeners) listener(message.notice)
    })
  }, [who])
  return isLost
}
