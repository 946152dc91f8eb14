import type { RootCause } from '@shouwen/contract/ticket-words'
import { recordArrival, recordRestoration, reopenTicket, resolveTicket } from '@shouwen/contract/ticket-work'
import { readTicket } from '@shouwen/contract/tickets'
import { useNavigate } from '@tanstack/react-router'
import { Checkbox, Input, Radio } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { Labelled } from '#ui/labelled.tsx'
import { toast } from '#ui/undo-toast.tsx'
import { optionsOf, rootCauses } from './ticket-words.ts'
import { VerbForm } from './verb-form.tsx'
import style from './verb-form.module.css'
import type { VerbProps } from './verb-panel.tsx'

/** Solved by our account: what was done, and for a complaint where the trouble came from. The customer is still to be asked. */
export function ResolveForm({ page: { ticket }, onClose }: VerbProps) {
  const { say } = usePhrases('tickets')
  const resolve = useAct(resolveTicket, { refreshes: [readTicket] })
  const [resolution, setResolution] = useState(ticket.resolution ?? '')
  const [rootCause, setRootCause] = useState<RootCause | undefined>(ticket.rootCause ?? undefined)
  const [factCheck, setFactCheck] = useState('')
  const [withChildren, setWithChildren] = useState(ticket.childCount > 0)
  const needsCause = ticket.kind === 'complaint'
  const submit = async () => {
    const done = await resolve.act({
      ticketId: ticket.id,
      resolution: resolution.trim(),
      ...(rootCause ? { rootCause } : {}),
      ...(factCheck.trim() ? { factCheck: factCheck.trim() } : {}),
      ...(ticket.childCount > 0 ? { withChildren } : {})
    })
    if (!done) return
    toast({ text: say('done.resolve', { number: ticket.number }), tone: 'good' })
    onClose()
  }
  const isReady = resolution.trim() !== '' && (!needsCause || rootCause !== undefined) && ticket.missing.length === 0
  return (
    <VerbForm
      title={say('verb.resolve')}
      action={say('verb.resolve')}
      isReady={isReady}
      isBusy={resolve.isBusy}
      refusal={resolve.refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      {ticket.missing.length > 0 ? (
        <div className={style.missing} role="alert">
          {say('resolve.missing')}
          <ul>
            {ticket.missing.map((field) => (
              <li key={field}>{say(`field.${field.replace(/^form\./, '')}`)}</li>
            ))}
          </ul>
        </div>
      ) : null}
      <Labelled label={say('resolve.resolution')} hint={say('resolve.resolution-hint')} required>
        {(ids) => (
          <Input.TextArea
            {...ids}
            autoFocus
            value={resolution}
            maxLength={10_000}
            autoSize={{ minRows: 4, maxRows: 14 }}
            onChange={(event) => setResolution(event.target.value)}
          />
        )}
      </Labelled>
      <Labelled label={say('resolve.cause')} required={needsCause}>
        {(ids) => (
          <Radio.Group
            {...ids}
            vertical
            value={rootCause}
            onChange={(event) => setRootCause(event.target.value as RootCause)}
            options={optionsOf(rootCauses, 'cause', say)}
          />
        )}
      </Labelled>
      {needsCause ? (
        <Labelled label={say('resolve.fact-check')} hint={say('resolve.fact-check-hint')}>
          {(ids) => <Input.TextArea {...ids} value={factCheck} maxLength={4000} autoSize={{ minRows: 2, maxRows: 8 }} onChange={(event) => setFactCheck(event.target.value)} />}
        </Labelled>
      ) : null}
      {ticket.childCount > 0 ? (
        <Checkbox checked={withChildren} onChange={(event) => setWithChildren(event.target.checked)}>
          {say('resolve.children', { count: ticket.childCount })}
        </Checkbox>
      ) : null}
    </VerbForm>
  )
}

/** On a fault: somebody arrived, or the service works again. */
export function MilestoneForm({
  page: { ticket },
  onClose,
  milestone
}: VerbProps & { milestone: 'arrive' | 'restore' }) {
  const { say } = usePhrases('tickets')
  const record = useAct(milestone === 'arrive' ? recordArrival : recordRestoration, { refreshes: [readTicket] })
  const [note, setNote] = useState('')
  const submit = async () => {
    if (!(await record.act({ ticketId: ticket.id, ...(note.trim() ? { note: note.trim() } : {}) }))) return
    toast({ text: say(`done.${milestone}`, { number: ticket.number }), tone: 'good' })
    onClose()
  }
  return (
    <VerbForm
      title={say(`verb.${milestone}`)}
      action={say(`verb.${milestone}`)}
      isReady
      isBusy={record.isBusy}
      refusal={record.refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className={style.hint}>{say(`${milestone}.hint`)}</p>
      <Labelled label={say('form.detail')}>
        {(ids) => (
          <Input.TextArea
            {...ids}
            autoFocus
            value={note}
            maxLength={2000}
            autoSize={{ minRows: 3, maxRows: 8 }}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Labelled>
    </VerbForm>
  )
}

/** Not solved after all. A closed ticket is final: a follow-up is opened, and we go there. */
export function ReopenForm({ page: { ticket }, onClose }: VerbProps) {
  const { say } = usePhrases('tickets')
  const navigate = useNavigate()
  const reopen = useAct(reopenTicket, { refreshes: [readTicket] })
  const [reason, setReason] = useState('')
  const submit = async () => {
    const done = await reopen.act({ ticketId: ticket.id, reason: reason.trim() })
    if (!done) return
    toast({ text: say(done.followUp ? 'done.follow-up' : 'done.reopen', { number: done.ticket.number }), tone: 'good' })
    onClose()
    if (done.followUp) void navigate({ to: '/tickets/$ticketId', params: { ticketId: done.ticket.id } })
  }
  return (
    <VerbForm
      title={say('verb.reopen')}
      action={say('verb.reopen')}
      isReady={reason.trim() !== ''}
      isBusy={reopen.isBusy}
      refusal={reopen.refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className={style.hint}>{say(ticket.status === 'closed' ? 'reopen.closed-hint' : 'reopen.hint')}</p>
      <Labelled label={say('form.reason')} required>
        {(ids) => (
          <Input.TextArea
            {...ids}
            autoFocus
            value={reason}
            maxLength={500}
            autoSize={{ minRows: 2, maxRows: 6 }}
            onChange={(event) => setReason(event.target.value.replaceAll('\n', ' '))}
          />
        )}
      </Labelled>
    </VerbForm>
  )
}
