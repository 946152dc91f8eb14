import { closeTicket } from '@shouwen/contract/ticket-work'
import { readTicket } from '@shouwen/contract/tickets'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { toast } from '#ui/undo-toast.tsx'
import { type Closing, ClosingFields, closingInput, knownClosing } from './closing-fields.tsx'
import { VerbForm } from './verb-form.tsx'
import style from './verb-form.module.css'
import type { VerbProps } from './verb-panel.tsx'

/** Ends a solved ticket. What the rulebook still wants is named by the refusal, item by item. */
export function CloseForm({ page: { ticket }, onClose }: VerbProps) {
  const { say } = usePhrases('tickets')
  const close = useAct(closeTicket, { refreshes: [readTicket] })
  const [closing, setClosing] = useState<Closing>(() => knownClosing(ticket))
  const missing =
    close.refusal?.code === 'confirmation-missing' ? ((close.refusal.details?.['missing'] ?? []) as string[]) : []
  const submit = async () => {
    if (!(await close.act({ ticketId: ticket.id, ...(ticket.kind === 'complaint' ? closingInput(closing) : {}) })))
      return
    toast({ text: say('done.close', { number: ticket.number }), tone: 'good' })
    onClose()
  }
  return (
    <VerbForm
      title={say('verb.close')}
      action={say('verb.close')}
      isReady
      isBusy={close.isBusy}
      refusal={close.refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className={style.hint}>{say(ticket.confirmation?.answer ? 'close.confirmed' : 'close.hint')}</p>
      {ticket.kind === 'complaint' ? <ClosingFields value={closing} onChange={setClosing} /> : null}
      {missing.length > 0 ? (
        <div className={style.missing}>
          {say('close.missing')}
          <ul>
            {missing.map((item) => (
              <li key={item}>{say(`close.missing-${item}`)}</li>
            ))}
          </ul>
        </div>
      ) : null}
    </VerbForm>
  )
}
