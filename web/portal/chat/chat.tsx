import { useCallback, useEffect, useRef, useState } from 'react'
import { call } from '#lib/call.ts'
import type { Notice } from '#lib/live.ts'
import { ScrollToEnd } from '#ui/scroll-to-end.tsx'
import { useAct } from '../act.ts'
import { isLookedAt, tellHost, watchLooks } from '../frame.ts'
import { useNotices } from '#lib/notices.ts'
import { at } from '../operations.ts'
import { usePhrases } from '../phrases.tsx'
import { useRead } from '../read.ts'
import { Trouble, Waiting } from '../states.tsx'
import type { Customer, Message } from '../who.ts'
import { ChatComposer } from './chat-composer.tsx'
import style from './chat.module.css'
import { ChatHead } from './chat-head.tsx'
import { PromiseCard } from './promise-card.tsx'
import { LeaveContact } from './leave-contact.tsx'
import { QueueCard } from './queue-card.tsx'
import { Messages } from './messages.tsx'
import { useThread } from './use-thread.ts'

const TYPING_MS = 6_000

/** One conversation: who serves, the promise, the words, the place to write. */
export function Chat({
  conversationId,
  customer,
  onAskAgain
}: {
  conversationId: string
  customer: Customer | undefined
  onAskAgain: () => void
}) {
  const { say } = usePhrases('portal')
  const [state, setState] = useState<string>()
  const read = useRead(at.readMyConversation, { conversationId }, { everyMs: state === 'waiting' ? 5_000 : 60_000 })
  const door = useRead(at.chatDoor, {})
  const thread = useThread(conversationId)
  const leave = useAct(at.leaveChat, [at.readMyConversation, at.listMyConversations])
  const isTyping = useTyping(conversationId, thread.messages.length)
  const conversation = read.data
  useEffect(() => setState(conversation?.state), [conversation?.state])
  useReadReceipt(conversationId, thread.messages)
  if (read.error && !conversation)
    return (
      <div className="page">
        <Trouble refusal={read.error} onRetry={read.retry} />
      </div>
    )
  if (!conversation || (!thread.isRead && !thread.error)) return <Waiting />
  const isOpen = conversation.state !== 'closed'
  return (
    <section className={style.chat} aria-label={say('title.chat')}>
      <ChatHead
        conversation={conversation}
        isSignedIn={customer !== undefined}
        isBusy={leave.isBusy}
        onLeave={() => void leave.act({ conversationId })}
      />
      <PromiseCard messages={thread.messages} conversation={conversation} />
      {thread.error ? <Trouble refusal={thread.error} onRetry={thread.readOn} /> : null}
      <ScrollToEnd
        count={
          thread.messages.filter((one) => one.payload?.kind !== 'rated').length +
          thread.pending.length +
          (isTyping ? 1 : 0)
        }
      >
        <Messages conversation={conversation} thread={thread} isSignedIn={customer !== undefined} />
        {conversation.queue ? <QueueCard queue={conversation.queue} conversation={conversation} /> : null}
        {conversation.queue?.agentsOnline === 0 &&
        !thread.messages.some((one) => one.payload?.kind === 'ask-contact') ? (
          <div className={style.leaveWord}>
            <LeaveContact conversation={conversation} />
          </div>
        ) : null}
        <p className={style.typing} role="status">
          {isTyping ? say('chat.typing', { job: conversation.agentJobNumber ?? '' }) : ''}
        </p>
      </ScrollToEnd>
      {leave.refusal ? <Trouble refusal={leave.refusal} /> : null}
      {isOpen ? (
        <ChatComposer conversationId={conversationId} limits={door.data?.limits} onSend={thread.send} />
      ) : (
        <div className={style.ended}>
          <p>{say('chat.ended')}</p>
          <button type="button" className="main-act" onClick={onAskAgain}>
            {say('chat.ask-again')}
          </button>
        </div>
      )}
    </section>
  )
}

/** The other side writes: until its words arrive, or it stops. */
function useTyping(conversationId: string, count: number): boolean {
  const [until, setUntil] = useState(0)
  useNotices(
    useCallback(
      ({ event, ids }: Notice) => {
        if (event === 'contact.typing' && ids['conversationId'] === conversationId) setUntil(Date.now() + TYPING_MS)
      },
      [conversationId]
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

/** Tells the desk what has been seen, only while somebody looks; what was not, the widget shows as a number. */
function useReadReceipt(conversationId: string, messages: readonly Message[]): void {
  const seen = useRef<number | undefined>(undefined)
  useEffect(() => {
    const last = messages.at(-1)?.seq ?? 0
    if (last === 0) return
    const see = () => {
      if (!isLookedAt())
        return tellHost({
          shouwen: 'unread',
          count: messages.filter((one) => one.from === 'us' && one.seq > (seen.current ?? last)).length
        })
      if (seen.current === last) return
      seen.current = last
      tellHost({ shouwen: 'unread', count: 0 })
      void call(at.readMyMessages, { conversationId, uptoSeq: last }).catch(() => {})
    }
    see()
    return watchLooks(see)
  }, [conversationId, messages])
}
