import { readComplaint } from '@shouwen/contract/complaint-classes'
import { answerForCity, handToCity, listEscalations, takeBackFromCity } from '@shouwen/contract/complaint-levels'
import { readTicket } from '@shouwen/contract/tickets'
import { Input } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { UnitSelect } from '#lib/unit-select.tsx'
import { Labelled } from '#ui/labelled.tsx'
import { toast } from '#ui/undo-toast.tsx'
import { VerbForm } from '#web/tickets/verb-form.tsx'
import type { FormProps } from './level-form.tsx'
import style from './levels-tab.module.css'

const shown = { refreshes: [readComplaint, listEscalations, readTicket] }

/** A city branch handles it, within a time inside the province's. @norm TK-06 */
export function CityForm({ complaint, onClose }: FormProps) {
  const { say } = usePhrases('complaints')
  const hand = useAct(handToCity, shown)
  const [unitId, setUnitId] = useState<string>()
  const [reason, setReason] = useState('')
  const submit = async () => {
    if (!unitId || !(await hand.act({ ticketId: complaint.ticketId, unitId, reason: reason.trim() }))) return
    toast({ text: say('levels.city-done'), tone: 'good' })
    onClose()
  }
  return (
    <VerbForm title={say('levels.city')} action={say('form.do')} isReady={unitId !== undefined && reason.trim() !== ''} isBusy={hand.isBusy} refusal={hand.refusal} onSubmit={submit} onClose={onClose}>
      <p className={style.quiet}>{say('levels.city-text')}</p>
      <Labelled label={say('levels.city-unit')} required>
        {(ids) => <UnitSelect {...ids} value={unitId} onChange={setUnitId} regionId={complaint.regionId} />}
      </Labelled>
      <Labelled label={say('form.reason')} required>
        {(ids) => <Input {...ids} maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />}
      </Labelled>
    </VerbForm>
  )
}

/** The city's answer, or why the province takes it back. @norm TK-06 */
export function CityTextForm({ complaint, onClose, isAnswer }: FormProps & { isAnswer: boolean }) {
  const { say } = usePhrases('complaints')
  const answer = useAct(answerForCity, shown)
  const back = useAct(takeBackFromCity, shown)
  const [text, setText] = useState('')
  const { ticketId } = complaint
  const submit = async () => {
    const done = isAnswer ? await answer.act({ ticketId, result: text.trim() }) : await back.act({ ticketId, reason: text.trim().slice(0, 200) })
    if (!done) return
    toast({ text: say('levels.back'), tone: 'good' })
    onClose()
  }
  return (
    <VerbForm title={say(isAnswer ? 'levels.city-answer' : 'levels.take-back')} action={say('form.do')} isReady={text.trim() !== ''} isBusy={answer.isBusy || back.isBusy} refusal={answer.refusal ?? back.refusal} onSubmit={submit} onClose={onClose}>
      <Labelled label={say(isAnswer ? 'levels.city-result' : 'form.reason')} required>
        {(ids) => <Input.TextArea {...ids} maxLength={isAnswer ? 4000 : 200} autoSize={{ minRows: 4, maxRows: 12 }} value={text} onChange={(event) => setText(event.target.value)} />}
      </Labelled>
    </VerbForm>
  )
}
