import { linkTickets, mergeTickets, setParent, splitTicket } from '@shouwen/contract/ticket-links'
import { readTicket } from '@shouwen/contract/tickets'
import { useNavigate } from '@tanstack/react-router'
import { Input, Radio } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { Labelled } from '#ui/labelled.tsx'
import { toast } from '#ui/undo-toast.tsx'
import { type FoundTicket, TicketSelect } from './ticket-select.tsx'
import { optionsOf } from './ticket-words.ts'
import { VerbForm } from './verb-form.tsx'
import style from './verb-form.module.css'
import type { VerbProps } from './verb-panel.tsx'

const linkKinds = ['related', 'duplicate', 'caused-by', 'parent'] as const
type LinkKind = (typeof linkKinds)[number]

/** Says how another ticket belongs to this one, or puts this one below it. */
export function LinkForm({ page: { ticket, abilities }, onClose }: VerbProps) {
  const { say } = usePhrases('tickets')
  const link = useAct(linkTickets, { refreshes: [readTicket] })
  const parent = useAct(setParent, { refreshes: [readTicket] })
  const [otherId, setOther] = useState<string>()
  const [kind, setKind] = useState<LinkKind>('related')
  const submit = async () => {
    if (!otherId) return
    const done =
      kind === 'parent'
        ? await parent.act({ ticketId: ticket.id, parentId: otherId })
        : await link.act({ ticketId: ticket.id, otherId, kind })
    if (!done) return
    toast({ text: say('done.link', { number: ticket.number }), tone: 'good' })
    onClose()
  }
  return (
    <VerbForm
      title={say('verb.link')}
      action={say('verb.link')}
      isReady={otherId !== undefined}
      isBusy={link.isBusy || parent.isBusy}
      refusal={link.refusal ?? parent.refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <Labelled label={say('link.other')} required>
        {(ids) => <TicketSelect id={ids.id} value={otherId} onChange={setOther} notId={ticket.id} autoFocus />}
      </Labelled>
      <Radio.Group
        vertical
        aria-label={say('link.kind')}
        value={kind}
        onChange={(event) => setKind(event.target.value as LinkKind)}
        options={optionsOf(
          linkKinds.filter((each) => each !== 'parent' || abilities.includes('merge')),
          'link.as',
          say
        )}
      />
    </VerbForm>
  )
}

/** This ticket ends, the other goes on with both histories. */
export function MergeForm({ page: { ticket, customer }, onClose }: VerbProps) {
  const { say } = usePhrases('tickets')
  const navigate = useNavigate()
  const merge = useAct(mergeTickets, { refreshes: [readTicket] })
  const [intoId, setInto] = useState<string>()
  const [into, setIntoRow] = useState<FoundTicket>()
  // One matter of two customers may be right, as with one outage; merged by mistake, one would hear of the other.
  const isOtherCustomer = into !== undefined && (into.customer?.id ?? null) !== (customer?.id ?? null)
  const [reason, setReason] = useState('')
  const submit = async () => {
    if (!intoId || !(await merge.act({ ticketId: ticket.id, intoId, reason: reason.trim() }))) return
    toast({ text: say('done.merge', { number: ticket.number }), tone: 'good' })
    onClose()
    void navigate({ to: '/tickets/$ticketId', params: { ticketId: intoId } })
  }
  return (
    <VerbForm
      title={say('verb.merge')}
      action={say('verb.merge')}
      danger
      isReady={intoId !== undefined && reason.trim() !== ''}
      isBusy={merge.isBusy}
      refusal={merge.refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className={style.hint}>{say('merge.hint', { number: ticket.number })}</p>
      <Labelled label={say('merge.into')} required>
        {(ids) => (
          <TicketSelect
            id={ids.id}
            value={intoId}
            onChange={(next, row) => {
              setInto(next)
              setIntoRow(row)
            }}
            notId={ticket.id}
            autoFocus
          />
        )}
      </Labelled>
      {isOtherCustomer ? (
        <p className={style.missing} role="alert">
          {say('merge.other-customer', { ours: customer?.name ?? '—', theirs: into.customer?.name ?? '—' })}
        </p>
      ) : null}
      <Labelled label={say('form.reason')} required>
        {(ids) => <Input {...ids} value={reason} maxLength={300} onChange={(event) => setReason(event.target.value)} />}
      </Labelled>
    </VerbForm>
  )
}

/** A second matter of the same customer gets a ticket of its own. */
export function SplitForm({ page: { ticket }, onClose }: VerbProps) {
  const { say } = usePhrases('tickets')
  const navigate = useNavigate()
  const split = useAct(splitTicket, { refreshes: [readTicket] })
  const [title, setTitle] = useState('')
  const [description, setDescription] = useState('')
  const [reason, setReason] = useState('')
  const submit = async () => {
    const part = await split.act({
      ticketId: ticket.id,
      title: title.trim(),
      description: description.trim(),
      reason: reason.trim()
    })
    if (!part) return
    toast({ text: say('done.split', { number: part.number }), tone: 'good' })
    onClose()
    void navigate({ to: '/tickets/$ticketId', params: { ticketId: part.id } })
  }
  const isReady = [title, description, reason].every((each) => each.trim() !== '')
  return (
    <VerbForm
      title={say('verb.split')}
      action={say('verb.split')}
      isReady={isReady}
      isBusy={split.isBusy}
      refusal={split.refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className={style.hint}>{say('split.hint')}</p>
      <Labelled label={say('field.title')} required>
        {(ids) => (
          <Input {...ids} autoFocus value={title} maxLength={200} onChange={(event) => setTitle(event.target.value)} />
        )}
      </Labelled>
      <Labelled label={say('field.description')} required>
        {(ids) => (
          <Input.TextArea
            {...ids}
            value={description}
            maxLength={20_000}
            autoSize={{ minRows: 3, maxRows: 10 }}
            onChange={(event) => setDescription(event.target.value)}
          />
        )}
      </Labelled>
      <Labelled label={say('form.reason')} required>
        {(ids) => <Input {...ids} value={reason} maxLength={300} onChange={(event) => setReason(event.target.value)} />}
      </Labelled>
    </VerbForm>
  )
}
