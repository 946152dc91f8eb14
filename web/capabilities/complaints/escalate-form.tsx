import { readComplaint, readComplaintChoices } from '@shouwen/contract/complaint-classes'
import { escalateComplaint, listEscalations } from '@shouwen/contract/complaint-levels'
import { Input, Radio } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { Labelled } from '#ui/labelled.tsx'
import { Segments } from '#ui/segments.tsx'
import { toast } from '#ui/undo-toast.tsx'
import { VerbForm } from '#web/tickets/verb-form.tsx'
import { capital } from './capital.ts'
import type { FormProps } from './level-form.tsx'
import style from './levels-tab.module.css'

/** Up or down on one side: each level with its definition, and why. @norm TK-56 */
export function EscalateForm({ complaint, onClose }: FormProps) {
  const { say, pick } = usePhrases('complaints')
  const { data: choices } = useRead(readComplaintChoices, {})
  const escalate = useAct(escalateComplaint, { refreshes: [readComplaint, listEscalations] })
  const [side, setSide] = useState<'internal' | 'external'>('internal')
  const [to, setTo] = useState<string | null>()
  const [reason, setReason] = useState('')
  const now = complaint.escalation[side]?.code ?? null
  const submit = async () => {
    if (to === undefined || !(await escalate.act({ ticketId: complaint.ticketId, side, to, reason: reason.trim() }))) return
    toast({ text: say('levels.moved'), tone: 'good' })
    onClose()
  }
  return (
    <VerbForm title={say('levels.escalate')} action={say('form.do')} isReady={to !== undefined && reason.trim() !== ''} isBusy={escalate.isBusy} refusal={escalate.refusal} onSubmit={submit} onClose={onClose}>
      <Segments
        label={say('levels.side')}
        value={side}
        options={(['internal', 'external'] as const).map((id) => ({ id, label: say(`levels.${id}`) }))}
        onChange={(id) => {
          setSide(id as 'internal')
          setTo(undefined)
        }}
      />
      <Radio.Group aria-label={say('list.level')} value={to === undefined ? '' : (to ?? 'none')} onChange={(event) => setTo(event.target.value === 'none' ? null : String(event.target.value))} className={style.radios}>
        {[...(choices?.levels[side] ?? [])].map((level) => (
          <Radio key={level.code} value={level.code} disabled={level.code === now}>
            <strong>
              {level.code} {capital(pick(level))}
            </strong>
            <small className={style.quiet}>{pick(level.definition)}</small>
          </Radio>
        ))}
        <Radio value="none" disabled={now === null}>
          <strong>{say('levels.off')}</strong>
        </Radio>
      </Radio.Group>
      <Labelled label={say('form.reason')} required>
        {(ids) => <Input.TextArea {...ids} maxLength={1000} autoSize={{ minRows: 2, maxRows: 6 }} value={reason} onChange={(event) => setReason(event.target.value)} />}
      </Labelled>
    </VerbForm>
  )
}
