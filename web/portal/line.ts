import { useEffect, useState } from 'react'
import { openLine } from '#lib/live-line.ts'
import { tellNotice } from '#lib/notices.ts'
import { hearNotice, refreshAll } from './read.ts'

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
      tellNotice(message.notice)
    })
  }, [who])
  return isLost
}
