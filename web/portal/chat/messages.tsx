import { Fragment } from 'react'
import { addressOf } from '#lib/call.ts'
import { Icon } from '#ui/icon.tsx'
import { useNow } from '#ui/now.ts'
import { dayKey, dayOf, hourOf } from '#ui/time.ts'
import { useWords } from '#ui/words.ts'
import { at } from '../operations.ts'
import { usePhrases } from '../phrases.tsx'
import type { Conversation, Message } from '../who.ts'
import { Files } from '../files.tsx'
import style from './messages.module.css'
import { SystemMessage } from './system-message.tsx'
import type { Pending, Thread } from './use-thread.ts'

/** What was said, day by day; ours left, the customer's right, and what the system has to ask in between. */
export function Messages({
  conversation,
  thread,
  isSignedIn
}: {
  conversation: Conversation
  thread: Thread
  isSignedIn: boolean
}) {
  const { say } = usePhrases('portal')
  const words = useWords()
  const nowMs = useNow(60_000)
  const { messages, pending } = thread
  const lastOwn = messages.findLast((one) => one.from === 'you')
  return (
    <div className={style.thread} role="log" aria-label={say('chat.log')} aria-live="polite">
      {messages.map((message, index) => {
        const before = messages[index - 1]
        const isNewDay = !before || dayKey(before.at, words) !== dayKey(message.at, words)
        return (
          <Fragment key={message.id}>
            {isNewDay ? <h2 className={style.day}>{dayOf(message.at, words, nowMs)}</h2> : null}
            {message.from === 'system' ? (
              <SystemMessage
                message={message}
                messages={messages}
                conversation={conversation}
                isSignedIn={isSignedIn}
              />
            ) : (
              <Said
                message={message}
                conversation={conversation}
                isFirst={before?.from !== message.from || isNewDay}
                isLastOwn={message === lastOwn && pending.length === 0}
              />
            )}
          </Fragment>
        )
      })}
      {pending.map((one) => (
        <OnItsWay key={one.clientKey} one={one} thread={thread} />
      ))}
    </div>
  )
}

function Said({
  message,
  conversation,
  isFirst,
  isLastOwn
}: {
  message: Message
  conversation: Conversation
  isFirst: boolean
  isLastOwn: boolean
}) {
  const { say } = usePhrases('portal')
  const words = useWords()
  const isOurs = message.from === 'us'
  const href = (fileId: string) =>
    addressOf(at.downloadMyFile, { conversationId: conversation.id, fileId, inline: true })
  return (
    <article className={`${style.said} ${isOurs ? style.ours : style.yours}`}>
      {isOurs && isFirst ? (
        <header>{message.jobNumber ? say('chat.job', { job: message.jobNumber }) : say('chat.us')}</header>
      ) : null}
      {message.body ? <p className={style.bubble}>{message.body}</p> : null}
      <Files files={message.files} href={href} />
      <small>
        <time dateTime={message.at}>{hourOf(message.at, words)}</time>
        {isLastOwn ? ` · ${say(conversation.readByUsSeq >= message.seq ? 'chat.read' : 'chat.delivered')}` : ''}
      </small>
    </article>
  )
}

function OnItsWay({ one, thread }: { one: Pending; thread: Thread }) {
  const { say, pick } = usePhrases('portal')
  return (
    <article className={`${style.said} ${style.yours} ${one.failed ? style.failed : style.sending}`}>
      {one.body ? <p className={style.bubble}>{one.body}</p> : null}
      {one.files.map((file) => (
        <p key={`${file.name}${file.size}`} className={style.fileOnWay}>
          <Icon name="file" size={18} />
          {file.name}
        </p>
      ))}
      {one.failed ? (
        <p className={style.failure} role="alert">
          {pick(one.failed)}
          <button type="button" onClick={() => thread.retry(one)}>
            {say('chat.send-again')}
          </button>
          <button type="button" onClick={() => thread.drop(one)}>
            {say('chat.drop')}
          </button>
        </p>
      ) : (
        <small>{say('ask.sending')}</small>
      )}
    </article>
  )
}
