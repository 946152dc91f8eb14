import { readComplaintChoices } from '@shouwen/contract/complaint-classes'
import { analyseEscalation, listEscalations } from '@shouwen/contract/complaint-levels'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { Labelled } from '#ui/labelled.tsx'
import { toast } from '#ui/undo-toast.tsx'
import { StaffSelect } from '#web/tickets/receiver-select.tsx'
import { VerbForm } from '#web/tickets/verb-form.tsx'
import { capital } from './capital.ts'
import type { FormProps } from './level-form.tsx'
import style from './levels-tab.module.css'

type Measure = { key: number; text: string; ownerId: string | undefined; dueOn: string }
const MOST = 10

/** What set an escalation off, why, and what is done about it, by whom and until when. @norm TK-57 */
export function AnalysisForm({ complaint, escalationId, onClose }: FormProps & { escalationId: string }) {
  const { say, pick } = usePhrases('complaints')
  const { data: choices } = useRead(readComplaintChoices, {})
  const analyse = useAct(analyseEscalation, { refreshes: [listEscalations] })
  const [triggers, setTriggers] = useState<string[]>([])
  const [cause, setCause] = useState('')
  const [measures, setMeasures] = useState<Measure[]>([{ key: 0, text: '', ownerId: undefined, dueOn: '' }])
  const put = (key: number, part: Partial<Measure>) => setMeasures(measures.map((one) => (one.key === key ? { ...one, ...part } : one)))
  const isReady = triggers.length > 0 && cause.trim() !== '' && measures.every(({ text, ownerId, dueOn }) => text.trim() !== '' && ownerId && dueOn)
  const submit = async () => {
    const given = measures.map(({ text, ownerId, dueOn }) => ({ text: text.trim(), ownerId: ownerId ?? '', dueOn }))
    if (!(await analyse.act({ ticketId: complaint.ticketId, escalationId, triggers, cause: cause.trim(), measures: given }))) return
    toast({ text: say('analysis.done'), tone: 'good' })
    onClose()
  }
  return (
    <VerbForm title={say('analysis.do')} action={say('form.save')} isReady={Boolean(isReady)} isBusy={analyse.isBusy} refusal={analyse.refusal} onSubmit={submit} onClose={onClose}>
      <Labelled label={say('analysis.triggers')} required>
        {(ids) => <Select {...ids} mode="multiple" maxCount={MOST} value={triggers} onChange={setTriggers} options={(choices?.triggers ?? []).map((trigger) => ({ value: trigger.code, label: capital(pick(trigger)) }))} />}
      </Labelled>
      <Labelled label={say('analysis.cause')} required>
        {(ids) => <Input.TextArea {...ids} maxLength={2000} autoSize={{ minRows: 3, maxRows: 8 }} value={cause} onChange={(event) => setCause(event.target.value)} />}
      </Labelled>
      {measures.map((measure, at) => (
        <fieldset key={measure.key} className={style.measure}>
          <legend>{say('analysis.measure', { no: at + 1 })}</legend>
          <Labelled label={say('analysis.what')} required>
            {(ids) => <Input {...ids} maxLength={200} value={measure.text} onChange={(event) => put(measure.key, { text: event.target.value })} />}
          </Labelled>
          <Labelled label={say('analysis.who')} required>
            {(ids) => <StaffSelect id={ids.id} value={measure.ownerId} onChange={(ownerId) => put(measure.key, { ownerId })} autoFocus={false} />}
          </Labelled>
          <Labelled label={say('analysis.until')} required>
            {(ids) => <Input {...ids} type="date" value={measure.dueOn} onChange={(event) => put(measure.key, { dueOn: event.target.value })} />}
          </Labelled>
          {measures.length > 1 ? (
            <Button size="small" type="text" onClick={() => setMeasures(measures.filter(({ key }) => key !== measure.key))}>
              {say('analysis.remove')}
            </Button>
          ) : null}
        </fieldset>
      ))}
      {measures.length < MOST ? (
        <Button size="small" onClick={() => setMeasures([...measures, { key: Math.max(...measures.map(({ key }) => key)) + 1, text: '', ownerId: undefined, dueOn: '' }])}>
          {say('analysis.add')}
        </Button>
      ) : null}
    </VerbForm>
  )
}
