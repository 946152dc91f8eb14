import { assignTask } from '@shouwen/contract/ticket-tasks'
import { readTicket } from '@shouwen/contract/tickets'
import { Input } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { Labelled } from '#ui/labelled.tsx'
import { toast } from '#ui/undo-toast.tsx'
import { type Receiver, ReceiverSelect } from './receiver-select.tsx'
import { VerbForm } from './verb-form.tsx'
import style from './verb-form.module.css'
import type { VerbProps } from './verb-panel.tsx'

/** Asks another department for its part; it has a clock of its own, and this ticket stays ours. */
export function TaskForm({ page: { ticket }, onClose }: VerbProps) {
  const { say } = usePhrases('tickets')
  const give = useAct(assignTask, { refreshes: [readTicket] })
  const [receiver, setReceiver] = useState<Receiver>({})
  const [title, setTitle] = useState('')
  const [detail, setDetail] = useState('')
  const submit = async () => {
    const { staffId, unitId } = receiver
    const done = await give.act({
      ticketId: ticket.id,
      title: title.trim(),
      detail: detail.trim(),
      ...(staffId ? { staffId } : {}),
      ...(unitId ? { unitId } : {})
    })
    if (!done) return
    toast({ text: say('done.task', { title: title.trim() }), tone: 'good' })
    onClose()
  }
  const isReady = Object.keys(receiver).length > 0 && title.trim() !== '' && detail.trim() !== ''
  return (
    <VerbForm
      title={say('verb.task')}
      action={say('task.give')}
      isReady={isReady}
      isBusy={give.isBusy}
      refusal={give.refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className={style.hint}>{say('task.hint')}</p>
      <ReceiverSelect value={receiver} onChange={setReceiver} kinds={['unit', 'person']} />
      <Labelled label={say('task.title')} required>
        {(ids) => <Input {...ids} value={title} maxLength={200} onChange={(event) => setTitle(event.target.value)} />}
      </Labelled>
      <Labelled label={say('task.detail')} required>
        {(ids) => (
          <Input.TextArea
            {...ids}
            value={detail}
            maxLength={5000}
            autoSize={{ minRows: 3, maxRows: 10 }}
            onChange={(event) => setDetail(event.target.value)}
          />
        )}
      </Labelled>
    </VerbForm>
  )
}
