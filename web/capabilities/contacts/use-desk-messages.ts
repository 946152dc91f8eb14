import { listContactMessages } from '@shouwen/contract/contact-lists'
import type { OutputOf } from '@shouwen/contract/operation'
import { useCallback, useEffect, useRef, useState } from 'react'
import { call, isRefused, type Refused } from '#lib/call.ts'
import { useRead } from '#lib/read.ts'

export type DeskLine = OutputOf<typeof listContactMessages>['items'][number]

/**
 * The messages of a conversation: the newest page is kept true by the events of the contract, and lies over what was read before, so
 * nothing once seen disappears. Earlier pages are read on demand.
 */
export function useDeskMessages(conversationId: string) {
  const newest = useRead(listContactMessages, { conversationId, limit: 100 })
  const [earlier, setEarlier] = useState<readonly DeskLine[]>([])
  const [hasEarlier, setHasEarlier] = useState<boolean>()
  const [error, setError] = useState<Refused>()
  const known = useRef(new Map<number, DeskLine>())
  const [messages, setMessages] = useState<readonly DeskLine[]>([])
  useEffect(() => {
    for (const message of [...earlier, ...(newest.data?.items ?? [])]) known.current.set(message.seq, message)
    setMessages([...known.current.values()].sort((a, b) => a.seq - b.seq))
  }, [earlier, newest.data])
  const first = messages[0]?.seq
  const readEarlier = useCallback(async () => {
    if (first === undefined) return
    try {
      const page = await call(listContactMessages, { conversationId, beforeSeq: first, limit: 100 })
      setEarlier((before) => [...page.items, ...before])
      setHasEarlier(page.hasEarlier)
    } catch (caught) {
      if (!isRefused(caught)) throw caught
      setError(caught)
    }
  }, [conversationId, first])
  return {
    messages,
    isRead: newest.data !== undefined,
    hasEarlier: hasEarlier ?? newest.data?.hasEarlier ?? false,
    error: error ?? newest.error ?? undefined,
    readEarlier: () => void readEarlier(),
    retry: () => void newest.refetch()
  }
}
