import type { OutputOf, Static } from '@shouwen/contract/operation'
import type { TimelineItem } from '@shouwen/contract/ticket-schemas'
import { listTimeline, type readTicket } from '@shouwen/contract/tickets'
import { useState } from 'react'
import { call, isRefused, type Refused } from '#lib/call.ts'

type Item = Static<typeof TimelineItem>

/**
 * A ticket's history, oldest first: the newest page comes with the ticket and stays true, earlier ones are read when asked for. What fell
 * off the first page because something new came is kept.
 */
export function useTimeline(ticketId: string, first: OutputOf<typeof readTicket>['timeline']) {
  const [kept, setKept] = useState<ReadonlyMap<string, Item>>(new Map())
  const [earlier, setEarlier] = useState<string | null>()
  const [isReading, setReading] = useState(false)
  const [refusal, setRefusal] = useState<Refused>()
  if (first.items.some((item) => kept.get(item.id)?.what !== item.what)) setKept(merged(kept, first.items))
  const items = [...merged(kept, first.items).values()].sort((a, b) =>
    a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1
  )
  const cursor = earlier === undefined ? first.nextCursor : earlier
  const readEarlier = async () => {
    if (!cursor) return
    setReading(true)
    try {
      const page = await call(listTimeline, { ticketId, cursor, limit: 50 })
      setKept((known) => merged(known, page.items))
      setEarlier(page.nextCursor)
      setRefusal(undefined)
    } catch (error) {
      if (!isRefused(error)) throw error
      setRefusal(error)
    } finally {
      setReading(false)
    }
  }
  return { items, hasEarlier: cursor !== null, readEarlier, isReading, refusal }
}

function merged(known: ReadonlyMap<string, Item>, items: readonly Item[]): Map<string, Item> {
  return new Map([...known, ...items.map((item) => [item.id, item] as const)])
}
