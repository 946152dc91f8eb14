import { useState } from 'react'
import { AskForm } from '../ask-form.tsx'
import { host } from '../frame.ts'
import { usePhrases } from '../phrases.tsx'
import { Trouble, Waiting } from '../states.tsx'
import { useCustomer, useLatestConversation } from '../who.ts'
import { Chat } from './chat.tsx'
import style from './chat-page.module.css'

/** The conversation that goes on or ended last; without one, the question. */
export function ChatPage({ ticketId }: { ticketId: string | undefined }) {
  const { say } = usePhrases('portal')
  const { customer, isKnown } = useCustomer()
  const latest = useLatestConversation()
  const [isAsking, setAsking] = useState(false)
  if (latest.error && !latest.isKnown)
    return (
      <div className="page">
        <Trouble refusal={latest.error} onRetry={latest.retry} />
      </div>
    )
  if (!latest.isKnown || !isKnown) return <Waiting />
  const { conversation } = latest
  // One conversation at a time: an open one goes on, whatever it was about.
  if (conversation && !((isAsking || ticketId) && conversation.state === 'closed'))
    return (
      <Chat
        key={conversation.id}
        conversationId={conversation.id}
        customer={customer}
        onAskAgain={() => setAsking(true)}
      />
    )
  return (
    <div className={`page ${style.ask}`}>
      <h1 className="visually-hidden">{say('title.chat')}</h1>
      <AskForm customer={customer} ticketId={ticketId} focus={!host} />
    </div>
  )
}
