import { downloadContactFile, readContactMessages } from '@shouwen/contract/chat-desk'
import { listMyContacts } from '@shouwen/contract/contact-lists'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { addressOf, call } from '#lib/call.ts'
import { usePhrases } from '#lib/phrases.ts'
import { refresh } from '#lib/read.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { ScrollToEnd } from '#ui/scroll-to-end.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { Timeline, type TimelineItem } from '#ui/timeline.tsx'
import type { ContactFacts } from './conversation-head.tsx'
import style from './conversation.module.css'
import { nameOf } from './party-name.tsx'
import { type DeskLine, useDeskMessages } from './use-desk-messages.ts'
import { useCustomerTyping } from './use-customer-typing.ts'

/** What was said, newest at the foot, earlier ones on demand; seen means told to the customer. */
export function DeskThread({ conversationId, facts }: { conversationId: string; facts: ContactFacts }) {
  const { say } = usePhrases('contacts')
  const client = useQueryClient()
  const { messages, hasEarlier, error, isRead, readEarlier, retry } = useDeskMessages(conversationId)
  const isTyping = useCustomerTyping(conversationId, messages.length)
  const last = messages.at(-1)?.seq ?? 0
  const isMine = facts.abilities.includes('reply')
  const name = nameOf(facts.contact.party, say('visitor'))
  useEffect(() => {
    if (last === 0 || !isMine) return
    const see = () => {
      if (document.visibilityState !== 'visible') return
      call(readContactMessages, { conversationId, uptoSeq: last }).then(
        () => refresh(client, [listMyContacts]),
        () => {}
      )
    }
    see()
    document.addEventListener('visibilitychange', see)
    return () => document.removeEventListener('visibilitychange', see)
  }, [client, conversationId, last, isMine])
  const items = useMemo(() => {
    const lastRead = messages.findLast(
      (one) => one.direction === 'out' && one.authorKind === 'staff' && one.seq <= facts.customerReadSeq
    )
    return messages.map((message) => itemOf(message, { conversationId, name, isLastRead: message === lastRead, say }))
  }, [messages, facts.customerReadSeq, conversationId, name, say])
  if (error && !isRead) return <RefusalNotice refusal={error} onRetry={retry} />
  if (!isRead)
    return (
      <div style={{ flex: 1, padding: 16 }}>
        <Skeleton lines={6} height={14} />
      </div>
    )
  return (
    <>
      <ScrollToEnd count={messages.length}>
        {hasEarlier ? (
          <button type="button" className={style.earlier} onClick={readEarlier}>
            {say('thread.earlier')}
          </button>
        ) : null}
        <Timeline items={items} label={say('conversation')} />
      </ScrollToEnd>
      <p className={style.typing} role="status">
        {isTyping ? say('thread.typing', { name }) : ''}
      </p>
    </>
  )
}

type Words = {
  conversationId: string
  name: string
  isLastRead: boolean
  say: (key: string, values?: Record<string, string | number>) => string
}

function itemOf(message: DeskLine, { conversationId, name, isLastRead, say }: Words): TimelineItem {
  const { id, at, body, payload } = message
  if (message.authorKind === 'system')
    return {
      id,
      at,
      kind: 'event',
      icon:
        payload?.kind === 'received'
          ? 'promise'
          : payload?.kind === 'survey' || payload?.kind === 'rated'
            ? 'survey'
            : 'robot',
      text: body,
      by: say('thread.system')
    }
  const attachments = message.files.map((file) => ({
    id: file.id,
    name: file.name,
    size: file.bytes,
    isImage: file.mediaType.startsWith('image/'),
    href: addressOf(downloadContactFile, { conversationId, fileId: file.id, inline: true })
  }))
  const author = message.author?.name ?? name
  const number = message.author ? { channel: message.author.jobNumber } : {}
  if (message.direction === 'note') return { id, at, kind: 'note', author, body, attachments }
  return {
    id,
    at,
    kind: 'message',
    side: message.direction,
    ...number,
    author,
    body: body || say('thread.files'),
    attachments,
    ...(isLastRead ? { delivery: 'read' as const } : {})
  }
}
