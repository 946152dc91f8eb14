import { useState } from 'react'
import { Icon } from '#ui/icon.tsx'
import { usePhrases } from '../phrases.tsx'
import { Go } from '../place.tsx'
import type { Conversation } from '../who.ts'
import style from './chat.module.css'

/** Who serves, the number of the ticket, and the way to end it, asked once more because it cannot be taken back. */
export function ChatHead({
  conversation,
  isSignedIn,
  isBusy,
  onLeave
}: {
  conversation: Conversation
  isSignedIn: boolean
  isBusy: boolean
  onLeave: () => void
}) {
  const { say } = usePhrases('portal')
  const [isAsked, setAsked] = useState(false)
  const { state, agentJobNumber, ticketId, ticketNumber } = conversation
  return (
    <header className={style.head}>
      <span className={`${style.face} ${state === 'active' ? style.here : ''}`} aria-hidden>
        <Icon name={state === 'active' ? 'person' : 'chat'} size={20} />
      </span>
      <div className={style.who}>
        <h1>
          {state === 'active' && agentJobNumber
            ? say('chat.served-by', { job: agentJobNumber })
            : say(`chat.state.${state}`)}
        </h1>
        {ticketNumber ? (
          <p>
            {say('chat.ticket')}{' '}
            {isSignedIn && ticketId ? <Go to={`/tickets/${ticketId}`}>{ticketNumber}</Go> : ticketNumber}
          </p>
        ) : null}
      </div>
      {state === 'closed' ? null : isAsked ? (
        <div className={style.leave} role="group" aria-label={say('chat.leave-sure')}>
          <button type="button" className="quiet" disabled={isBusy} onClick={onLeave}>
            {say('chat.leave-yes')}
          </button>
          {/* biome-ignore lint/a11y/noAutofocus: the safe answer to a question just asked */}
          <button type="button" className="main-act" autoFocus onClick={() => setAsked(false)}>
            {say('chat.leave-no')}
          </button>
        </div>
      ) : (
        <button type="button" className={style.end} onClick={() => setAsked(true)}>
          {say('chat.leave')}
        </button>
      )}
    </header>
  )
}
