import { assignTicket, offerHandover } from '@shouwen/contract/ticket-work'
import { readTicket } from '@shouwen/contract/tickets'
import { Checkbox, Input } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { Labelled } from '#ui/labelled.tsx'
import { toast } from '#ui/undo-toast.tsx'
import { type Receiver, ReceiverSelect } from './receiver-select.tsx'
import { VerbForm } from './verb-form.tsx'
import style from './verb-form.module.css'
import type { VerbProps } from './verb-panel.tsx'

const isChosen = (receiver: Receiver) => Object.keys(receiver).length > 0

/** Gives the ticket away without asking: whoever answers for it goes on doing so until the receiver takes it. */
export function AssignForm({ page: { ticket }, onClose }: VerbProps) {
  const { say } = usePhrases('tickets')
  const assign = useAct(assignTicket, { refreshes: [readTicket] })
  const [receiver, setReceiver] = useState<Receiver>({})
  const [reason, setReason] = useState('')
  const submit = async () => {
    if (!(await assign.act({ ticketId: ticket.id, ...receiver, reason: reason.trim() }))) return
    toast({ text: say('done.assign', { number: ticket.number }), tone: 'good' })
    onClose()
  }
  return (
    <VerbForm
      title={say('verb.assign')}
      action={say('verb.assign')}
      isReady={isChosen(receiver) && reason.trim() !== ''}
      isBusy={assign.isBusy}
      refusal={assign.refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className={style.hint}>{say('assign.hint')}</p>
      <ReceiverSelect value={receiver} onChange={setReceiver} />
      <Labelled label={say('form.reason')} required>
        {(ids) => <Input {...ids} value={reason} maxLength={300} onChange={(event) => setReason(event.target.value)} />}
      </Labelled>
    </VerbForm>
  )
}

/** Offers the ticket with a summary; it stays here until the other side accepts. */
export function HandOverForm({ page: { ticket, handover }, onClose }: VerbProps) {
  const { say } = usePhrases('tickets')
  const offer = useAct(offerHandover, { refreshes: [readTicket] })
  const [receiver, setReceiver] = useState<Receiver>({})
  const [reason, setReason] = useState('')
  const [summary, setSummary] = useState('')
  const [agreed, setAgreed] = useState(false)
  const submit = async () => {
    if (
      !(await offer.act({
        ticketId: ticket.id,
        ...receiver,
        reason: reason.trim(),
        summary: summary.trim(),
        customerAgreed: agreed
      }))
    )
      return
    toast({ text: say('done.hand-over', { number: ticket.number }), tone: 'good' })
    onClose()
  }
  const isReady = isChosen(receiver) && reason.trim() !== '' && summary.trim() !== '' && handover === null
  return (
    <VerbForm
      title={say('verb.hand-over')}
      action={say('hand-over.offer')}
      isReady={isReady}
      isBusy={offer.isBusy}
      refusal={offer.refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className={style.hint}>{say(handover ? 'hand-over.already' : 'hand-over.hint')}</p>
      <ReceiverSelect value={receiver} onChange={setReceiver} />
      <Labelled label={say('form.reason')} required>
        {(ids) => <Input {...ids} value={reason} maxLength={300} onChange={(event) => setReason(event.target.value)} />}
      </Labelled>
      <Labelled label={say('hand-over.summary')} hint={say('hand-over.summary-hint')} required>
        {(ids) => (
          <Input.TextArea
            {...ids}
            value={summary}
            maxLength={4000}
            autoSize={{ minRows: 4, maxRows: 12 }}
            onChange={(event) => setSummary(event.target.value)}
          />
        )}
      </Labelled>
      <Checkbox checked={agreed} onChange={(event) => setAgreed(event.target.checked)}>
        {say('hand-over.agreed')}
      </Checkbox>
    </VerbForm>
  )
}
