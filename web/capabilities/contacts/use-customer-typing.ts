import { readContact } from '@shouwen/contract/contact-lists'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import type { Notice } from '#lib/live.ts'
import { useNotices } from '#lib/notices.ts'
import { refresh } from '#lib/read.ts'

const TYPING_MS = 6_000

/** Does the customer write at this moment? Until their words arrive or they stop. What they have read is read again when they say so. */
export function useCustomerTyping(conversationId: string, count: number): boolean {
  const client = useQueryClient()
  const [until, setUntil] = useState(0)
  useNotices(
    useCallback(
      ({ event, ids }: Notice) => {
        if (ids['conversationId'] !== conversationId) return
        if (event === 'contact.typing') setUntil(Date.now() + TYPING_MS)
        if (event === 'contact.read') void refresh(client, [readContact])
      },
      [conversationId, client]
    )
  )
  useEffect(() => {
    if (until === 0) return
    const timer = setTimeout(() => setUntil(0), until - Date.now())
    return () => clearTimeout(timer)
  }, [until])
  useEffect(() => {
    if (count > 0) setUntil(0)
  }, [count])
  return until > 0
}
