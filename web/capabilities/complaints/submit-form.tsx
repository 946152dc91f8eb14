import { readComplaint, readComplaintChoices } from '@shouwen/contract/complaint-classes'
import { listEscalations, submitComplaint } from '@shouwen/contract/complaint-levels'
import { readTicket } from '@shouwen/contract/tickets'
import { Input, Radio } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { Labelled } from '#ui/labelled.tsx'
import { now } from '#ui/now.ts'
import { toast } from '#ui/undo-toast.tsx'
import { VerbForm } from '#web/tickets/verb-form.tsx'
import { localOf } from './asked-inputs.tsx'
import type { FormProps } from './level-form.tsx'
import style from './levels-tab.module.css'

const USUAL_HOURS = 2

/** What cannot be handled goes to the superior: why, what was tried, and when the customer hears next. @norm TK-27 TK-58 */
export function SubmitForm({ complaint, onClose }: FormProps) {
  const { say } = usePhrases('complaints')
  const { data: choices } = useRead(readComplaintChoices, {})
  const submitting = useAct(submitComplaint, { refreshes: [readComplaint, listEscalations, readTicket] })
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState('')
  const [next, setNext] = useState(() => new Date(now() + USUAL_HOURS * 3_600_000).toISOString())
  const [toldBy, setToldBy] = useState<'said' | 'written'>('said')
  const minutes = Math.floor((Date.parse(next) - now()) / 60_000)
  const fits = choices === undefined || (minutes >= choices.nextContact.leastMinutes && minutes <= choices.nextContact.mostMinutes)
  const submit = async () => {
    const done = await submitting.act({ ticketId: complaint.ticketId, reason: reason.trim(), tried: tried.trim(), nextContactAt: next, toldBy })
    if (!done) return
    toast({ text: say('submission.done', { who: `${done.superior.name} ${done.superior.jobNumber}` }), tone: 'good' })
    onClose()
  }
  return (
    <VerbForm title={say('levels.submit')} action={say('levels.submit-do')} isReady={reason.trim() !== '' && tried.trim() !== '' && fits} isBusy={submitting.isBusy} refusal={submitting.refusal} onSubmit={submit} onClose={onClose}>
      <Labelled label={say('submission.why')} required>
        {(ids) => <Input {...ids} maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />}
      </Labelled>
      <Labelled label={say('submission.what-tried')} hint={say('submission.tried-hint')} required>
        {(ids) => <Input.TextArea {...ids} maxLength={2000} autoSize={{ minRows: 3, maxRows: 8 }} value={tried} onChange={(event) => setTried(event.target.value)} />}
      </Labelled>
      <Labelled label={say('submission.next')} error={fits ? undefined : say('submission.next-wrong')} required>
        {(ids) => <Input {...ids} type="datetime-local" value={localOf(next)} onChange={(event) => event.target.value && setNext(new Date(event.target.value).toISOString())} />}
      </Labelled>
      <Radio.Group aria-label={say('submission.told')} value={toldBy} onChange={(event) => setToldBy(event.target.value as 'said')} className={style.radios}>
        <Radio value="said">{say('submission.by-voice')}</Radio>
        <Radio value="written">{say('submission.by-writing')}</Radio>
      </Radio.Group>
    </VerbForm>
  )
}
