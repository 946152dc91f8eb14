import { closeContact } from '@shouwen/contract/chat-desk'
import { getPresence } from '@shouwen/contract/presence'
import { listMyContacts, readContact } from '@shouwen/contract/contact-lists'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { DetailPanel } from '#ui/detail-panel.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { toast } from '#ui/undo-toast.tsx'
import type { ContactFacts } from './conversation-head.tsx'
import style from './conversation.module.css'
import type { ContactLine } from './offer-card.tsx'

const outcomes = ['solved', 'follow-up', 'spam'] as const

/** How it ended: solved asks the customer, only their yes closes the ticket; to be followed up keeps the ticket going. */
export function ClosePanel({
  contact,
  ticket,
  onDone,
  onClose
}: {
  contact: ContactLine
  ticket: ContactFacts['ticket']
  onDone: () => void
  onClose: () => void
}) {
  const { say } = usePhrases('contacts')
  const close = useAct(closeContact, { refreshes: [readContact, listMyContacts, getPresence] })
  const [outcome, setOutcome] = useState<(typeof outcomes)[number]>('solved')
  const [resolution, setResolution] = useState('')
  const needsWords =
    outcome === 'solved' && ticket !== null && !['resolved', 'closed', 'cancelled', 'rejected'].includes(ticket.status)
  const end = async () => {
    const words = resolution.trim()
    if (!(await close.act({ conversationId: contact.id, outcome, ...(words ? { resolution: words } : {}) }))) return
    toast({ text: say(`close.done-${outcome}`), tone: 'good' })
    onDone()
  }
  return (
    <DetailPanel
      title={say('close.title')}
      width={340}
      onClose={onClose}
      footer={
        <Button
          type="primary"
          disabled={needsWords && resolution.trim() === ''}
          loading={close.isBusy}
          onClick={() => void end()}
        >
          {say('close.send')}
        </Button>
      }
    >
      <form
        className={style.form}
        onSubmit={(event) => {
          event.preventDefault()
          void end()
        }}
      >
        <fieldset>
          <legend>{say('close.how')}</legend>
          {outcomes.map((one) => (
            <label key={one} className={style.outcome}>
              <input type="radio" name="outcome" checked={outcome === one} onChange={() => setOutcome(one)} />
              <span>
                <strong>{say(`close.${one}`)}</strong>
                <small>{say(`close.${one}-text`)}</small>
              </span>
            </label>
          ))}
        </fieldset>
        {needsWords ? (
          <label>
            <span>{say('close.resolution')}</span>
            <Input.TextArea
              rows={4}
              maxLength={4000}
              value={resolution}
              placeholder={say('close.resolution-hint')}
              onChange={(event) => setResolution(event.target.value)}
            />
          </label>
        ) : null}
        {close.refusal ? <RefusalNotice refusal={close.refusal} inline /> : null}
      </form>
    </DetailPanel>
  )
}
