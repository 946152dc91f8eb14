import { useCallback, useEffect, useRef, useState } from 'react'
import { call, isRefused, newIdempotencyKey, type Refused } from '#lib/call.ts'
import type { Notice } from '#lib/live.ts'
import { useNotices } from '#lib/notices.ts'
import { at } from '../operations.ts'
import { refresh } from '../read.ts'
import type { Message } from '../who.ts'

/** Words on their way: shown at once, kept until the server has them. */
export type Pending = { clientKey: string; body: string; files: readonly File[]; failed?: Refused }

const PAGE = 200

/**
 * The messages of a conversation, read on from the last one known, and those on their way. A message is sent under a key of its own, so
 * sending it again after a bad line never doubles it.
 */
export function useThread(conversationId: string) {
  const [messages, setMessages] = useState<readonly Message[]>([])
  const [pending, setPending] = useState<readonly Pending[]>([])
  const [error, setError] = useState<Refused>()
  const [isRead, setRead] = useState(false)
  const last = useRef(0)
  const reading = useRef<Promise<void>>(Promise.resolve())

  const add = useCallback((more: readonly Message[]) => {
    if (more.length === 0) return
    last.current = Math.max(last.current, ...more.map((one) => one.seq))
    setMessages((known) => {
      const seqs = new Set(known.map((one) => one.seq))
      return [...known, ...more.filter((one) => !seqs.has(one.seq))].sort((a, b) => a.seq - b.seq)
    })
  }, [])

  const readOn = useCallback(() => {
    reading.current = reading.current.then(async () => {
      try {
        for (let more = true; more; ) {
          const { items } = await call(at.listMyMessages, { conversationId, afterSeq: last.current, limit: PAGE })
          add(items)
          more = items.length === PAGE
        }
        setError(undefined)
        setRead(true)
      } catch (caught) {
        if (!isRefused(caught)) throw caught
        setError(caught)
      }
    })
  }, [conversationId, add])

  useEffect(readOn, [readOn])
  useEffect(() => {
    // A phone that slept heard nothing; coming back it looks.
    const look = () => document.visibilityState === 'visible' && readOn()
    document.addEventListener('visibilitychange', look)
    addEventListener('online', readOn)
    return () => {
      document.removeEventListener('visibilitychange', look)
      removeEventListener('online', readOn)
    }
  }, [readOn])
  useNotices(
    useCallback(
      ({ event, ids }: Notice) => {
        if (ids['conversationId'] !== conversationId) return
        if (event === 'contact.read') void refresh(at.readMyConversation)
        else if (event !== 'contact.typing') readOn()
      },
      [conversationId, readOn]
    )
  )

  const deliver = async (one: Pending): Promise<boolean> => {
    try {
      const fileIds =
        one.files.length > 0
          ? (
              await call(
                at.attachMyFiles,
                { conversationId },
                { files: one.files, idempotencyKey: newIdempotencyKey() }
              )
            ).files.map((file) => file.id)
          : undefined
      const message = await call(at.sendMyMessage, {
        conversationId,
        clientKey: one.clientKey,
        ...(one.body ? { body: one.body } : {}),
        ...(fileIds ? { fileIds } : {})
      })
      add([message])
      setPending((known) => known.filter((each) => each.clientKey !== one.clientKey))
      // The system may have answered in the same breath.
      readOn()
      return true
    } catch (caught) {
      if (!isRefused(caught)) throw caught
      setPending((known) =>
        known.map((each) => (each.clientKey === one.clientKey ? { ...each, failed: caught } : each))
      )
      return false
    }
  }
  const send = (body: string, files: readonly File[]) => {
    const one: Pending = { clientKey: newIdempotencyKey(), body, files }
    setPending((known) => [...known, one])
    return deliver(one)
  }
  const retry = (one: Pending) => {
    const again: Pending = { clientKey: one.clientKey, body: one.body, files: one.files }
    setPending((known) => known.map((each) => (each.clientKey === one.clientKey ? again : each)))
    void deliver(again)
  }
  const drop = (one: Pending) => setPending((known) => known.filter((each) => each.clientKey !== one.clientKey))
  return { messages, pending, error, isRead, readOn, send, retry, drop }
}

export type Thread = ReturnType<typeof useThread>
