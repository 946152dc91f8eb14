import { changeStatus } from '@shouwen/contract/ticket-work'
import { readTicket } from '@shouwen/contract/tickets'
import { Input, Radio } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { Labelled } from '#ui/labelled.tsx'
import { toast } from '#ui/undo-toast.tsx'
import { useTicketChoices } from './ticket-words.ts'
import { VerbForm } from './verb-form.tsx'
import style from './verb-form.module.css'
import type { VerbProps } from './verb-panel.tsx'

/** Waiting for the customer, or held by ourselves: for one of the stated reasons only. The toast takes it back. */
export function StandStillForm({ page: { ticket }, onClose, to }: VerbProps & { to: 'pending' | 'held' }) {
  const { say } = usePhrases('tickets')
  const { choices, reason } = useTicketChoices()
  const change = useAct(changeStatus, { refreshes: [readTicket] })
  const reasons = choices?.pauseReasons.filter((each) => each.status === to) ?? []
  const [code, setCode] = useState<string>()
  const [detail, setDetail] = useState('')
  const chosen = reasons.find((each) => each.code === code)
  const submit = async () => {
    if (!chosen) return
    if (
      !(await change.act({
        ticketId: ticket.id,
        to,
        reason: chosen.code,
        ...(detail.trim() ? { detail: detail.trim() } : {})
      }))
    )
      return
    toast({
      text: say(`done.${to}`, { number: ticket.number }),
      undo: () => void change.act({ ticketId: ticket.id, to: 'inProgress' })
    })
    onClose()
  }
  const verb = to === 'pending' ? 'wait' : 'hold'
  return (
    <VerbForm
      title={say(`verb.${verb}`)}
      action={say(`verb.${verb}`)}
      isReady={chosen !== undefined && (!chosen.detail || detail.trim() !== '')}
      isBusy={change.isBusy}
      refusal={change.refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className={style.hint}>{say(`${verb}.hint`)}</p>
      <Radio.Group
        vertical
        value={code}
        onChange={(event) => setCode(event.target.value as string)}
        options={reasons.map((each) => ({ value: each.code, label: reason(each.code) }))}
        aria-label={say('form.reason')}
      />
      <Labelled
        label={say('form.detail')}
        required={chosen?.detail ?? false}
        hint={chosen?.detail ? say('form.detail-needed') : undefined}
      >
        {(ids) => (
          <Input.TextArea
            {...ids}
            value={detail}
            maxLength={2000}
            autoSize={{ minRows: 2, maxRows: 8 }}
            onChange={(event) => setDetail(event.target.value)}
          />
        )}
      </Labelled>
    </VerbForm>
  )
}

/** Ends a ticket that is not solved: withdrawn, or not a matter for us. */
export function StopForm({ page: { ticket }, onClose, to }: VerbProps & { to: 'cancelled' | 'rejected' }) {
  const { say } = usePhrases('tickets')
  const change = useAct(changeStatus, { refreshes: [readTicket] })
  const [reason, setReason] = useState('')
  const submit = async () => {
    if (!(await change.act({ ticketId: ticket.id, to, reason: reason.trim() }))) return
    toast({ text: say(`done.${to}`, { number: ticket.number }) })
    onClose()
  }
  const verb = to === 'cancelled' ? 'cancel' : 'reject'
  return (
    <VerbForm
      title={say(`verb.${verb}`)}
      action={say(`verb.${verb}`)}
      danger
      isReady={reason.trim() !== ''}
      isBusy={change.isBusy}
      refusal={change.refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className={style.hint}>{say(`${verb}.hint`)}</p>
      <Labelled label={say('form.reason')} required>
        {(ids) => (
          <Input
            {...ids}
            autoFocus
            value={reason}
            maxLength={300}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Labelled>
    </VerbForm>
  )
}
