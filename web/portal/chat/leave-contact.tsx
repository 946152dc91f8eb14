import { type FormEvent, useState } from 'react'
import { Icon } from '#ui/icon.tsx'
import { useAct } from '../act.ts'
import { at } from '../operations.ts'
import { usePhrases } from '../phrases.tsx'
import { Trouble } from '../states.tsx'
import type { Conversation } from '../who.ts'
import style from './messages.module.css'

/** Nobody is free: the answer can follow by mail, and nobody has to wait here. Waiting on is just as good. */
export function LeaveContact({ conversation }: { conversation: Conversation }) {
  const { say } = usePhrases('portal')
  const leave = useAct(at.leaveMyContact, [at.readMyConversation])
  const [contact, setContact] = useState('')
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (contact.trim()) void leave.act({ conversationId: conversation.id, contact: contact.trim() })
  }
  if (conversation.contact)
    return (
      <section className={style.ask}>
        <p className={style.done}>
          <Icon name="check" />
          {say('contact.kept', { contact: conversation.contact })}
        </p>
        <p>{say('contact.may-go')}</p>
      </section>
    )
  if (conversation.state === 'closed' || conversation.state === 'active')
    return <p className={style.system}>{say('system.ask-contact')}</p>
  return (
    <form className={style.ask} onSubmit={send}>
      <h3>{say('contact.title')}</h3>
      <p>{say('contact.text')}</p>
      <label className="field">
        <span>{say('contact.mail')}</span>
        <input
          type="email"
          required
          maxLength={200}
          autoComplete="email"
          value={contact}
          onChange={(event) => setContact(event.target.value)}
        />
      </label>
      {leave.refusal ? <Trouble refusal={leave.refusal} /> : null}
      <button type="submit" className="main-act" disabled={leave.isBusy || contact.trim() === ''}>
        {say('contact.leave')}
      </button>
    </form>
  )
}
