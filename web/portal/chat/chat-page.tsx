import { lazy, Suspense, useState } from 'react'
import { AskForm } from '../ask-form.tsx'
import { host } from '../frame.ts'
import type { Chosen } from '../menu/menu-card.tsx'
import { at } from '../operations.ts'
import { usePhrases } from '../phrases.tsx'
import { useRead } from '../read.ts'
import { Trouble, Waiting } from '../states.tsx'
import { useCustomer, useLatestConversation } from '../who.ts'
import { Chat } from './chat.tsx'
import style from './chat-page.module.css'

const MenuCard = lazy(() => import('../menu/menu-card.tsx').then((card) => ({ default: card.MenuCard })))

/** The conversation that goes on or ended last; without one, the question. */
export function ChatPage({ ticketId }: { ticketId: string | undefined }) {
  const { say } = usePhrases('portal')
  const { customer, isKnown } = useCustomer()
  const latest = useLatestConversation()
  const [isAsking, setAsking] = useState(false)
  const [chosen, setChosen] = useState<Chosen>()
  const [regionId, setRegion] = useState<number>()
  const door = useRead(at.chatDoor, {})
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
      {ticketId ? null : (
        <Suspense fallback={null}>
          <MenuCard regionId={customer?.regionId ?? door.data?.regionId ?? regionId} onPerson={setChosen} />
        </Suspense>
      )}
      <AskForm customer={customer} ticketId={ticketId} menu={chosen?.path} focus={!host} onRegion={setRegion} />
    </div>
  )
}
