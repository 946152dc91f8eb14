import type { Priority, TicketKind } from '@shouwen/contract/ticket-words'
import { readTicket, reclassifyTicket, setPriority } from '@shouwen/contract/tickets'
import { Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { Labelled } from '#ui/labelled.tsx'
import { toast } from '#ui/undo-toast.tsx'
import { kinds, optionsOf, priorities, useTicketChoices } from './ticket-words.ts'
import { VerbForm } from './verb-form.tsx'
import style from './verb-form.module.css'
import type { VerbProps } from './verb-panel.tsx'

/** Another priority than the table's, with a reason; or the table's again. */
export function PriorityForm({ page: { ticket }, onClose }: VerbProps) {
  const { say, pick } = usePhrases('tickets')
  const set = useAct(setPriority, { refreshes: [readTicket] })
  const [priority, choose] = useState<Priority | 'table'>(ticket.priority)
  const [reason, setReason] = useState('')
  const submit = async () => {
    const done = await set.act({
      ticketId: ticket.id,
      reason: reason.trim(),
      ...(priority === 'table' ? {} : { priority })
    })
    if (!done) return
    toast({ text: `${done.priority} · ${pick(done.priorityBecause)}`, tone: 'good' })
    onClose()
  }
  return (
    <VerbForm
      title={say('verb.priority')}
      action={say('verb.priority')}
      isReady={reason.trim() !== ''}
      isBusy={set.isBusy}
      refusal={set.refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <Radio.Group
        vertical
        aria-label={say('column.priority')}
        value={priority}
        onChange={(event) => choose(event.target.value as Priority | 'table')}
        options={[
          ...priorities.map((each) => ({ value: each, label: `${each} ${say(`priority.${each}`)}` })),
          { value: 'table', label: say('priority.table') }
        ]}
      />
      {ticket.priorityBecause ? <p className={style.hint}>{pick(ticket.priorityBecause)}</p> : null}
      <Labelled label={say('form.reason')} required>
        {(ids) => <Input {...ids} value={reason} maxLength={300} onChange={(event) => setReason(event.target.value)} />}
      </Labelled>
    </VerbForm>
  )
}

/** Another kind: what is asked for, the categories and the promises change with it. */
export function KindForm({ page: { ticket }, onClose }: VerbProps) {
  const { say } = usePhrases('tickets')
  const { categoryOptions } = useTicketChoices()
  const reclassify = useAct(reclassifyTicket, { refreshes: [readTicket] })
  const [kind, setKind] = useState<TicketKind>(ticket.kind)
  const [category, setCategory] = useState<string>()
  const [reason, setReason] = useState('')
  const submit = async () => {
    if (
      !(await reclassify.act({ ticketId: ticket.id, kind, reason: reason.trim(), ...(category ? { category } : {}) }))
    )
      return
    toast({ text: say('done.kind', { kind: say(`kind.${kind}`) }), tone: 'good' })
    onClose()
  }
  return (
    <VerbForm
      title={say('verb.kind')}
      action={say('verb.kind')}
      isReady={kind !== ticket.kind && reason.trim() !== ''}
      isBusy={reclassify.isBusy}
      refusal={reclassify.refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className={style.hint}>{say('kind.hint')}</p>
      <Radio.Group
        vertical
        aria-label={say('column.kind')}
        value={kind}
        onChange={(event) => {
          setKind(event.target.value as TicketKind)
          setCategory(undefined)
        }}
        options={optionsOf(kinds, 'kind', say)}
      />
      <Labelled label={say('column.category')}>
        {(ids) => (
          <Select
            {...ids}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            value={category ?? null}
            onChange={(next: string | undefined) => setCategory(next)}
            options={categoryOptions(kind)}
          />
        )}
      </Labelled>
      <Labelled label={say('form.reason')} required>
        {(ids) => <Input {...ids} value={reason} maxLength={300} onChange={(event) => setReason(event.target.value)} />}
      </Labelled>
    </VerbForm>
  )
}
