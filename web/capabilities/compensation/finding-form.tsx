import { compensationWords, readCompensation, recordFindings } from '@shouwen/contract/compensation'
import { Button, Checkbox, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { Labelled } from '#ui/labelled.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import style from '#web/complaints/case-tab.module.css'

const answers = ['yes', 'partly', 'no'] as const
type Answer = (typeof answers)[number]

/** Two answers apart, each with its reason, and the checklist that suggests. */
export function FindingForm({ ticketId }: { ticketId: string }) {
  const { say, pick } = usePhrases('compensation')
  const words = useRead(compensationWords, {})
  const find = useAct(recordFindings, { refreshes: [readCompensation] })
  const [complaint, setComplaint] = useState<Answer>('yes')
  const [complaintReason, setComplaintReason] = useState('')
  const [demand, setDemand] = useState<Answer>('partly')
  const [demandReason, setDemandReason] = useState('')
  const [checklist, setChecklist] = useState<string[]>([])
  const [demandKind, setDemandKind] = useState('refund')
  const [multiple, setMultiple] = useState<number | null>(null)
  const options = answers.map((value) => ({ value, label: say(`answer.${value}`) }))
  const isReady = complaintReason.trim() !== '' && demandReason.trim() !== ''
  const submit = () => find.act({ ticketId, complaint, complaintReason: complaintReason.trim(), demand, demandReason: demandReason.trim(), checklist, demandKind, ...(multiple ? { demandMultiple: multiple } : {}) })
  return (
    <form className={style.column} onSubmit={(event) => { event.preventDefault(); if (isReady) void submit() }}>
      <Labelled label={say('complaint-justified')}>{(ids) => <Select {...ids} value={complaint} options={options} onChange={setComplaint} />}</Labelled>
      <Labelled label={say('complaint-reason')} required>{(ids) => <Input {...ids} value={complaintReason} maxLength={500} onChange={(event) => setComplaintReason(event.target.value)} />}</Labelled>
      <Labelled label={say('demand-justified')}>{(ids) => <Select {...ids} value={demand} options={options} onChange={setDemand} />}</Labelled>
      <Labelled label={say('demand-reason')} required>{(ids) => <Input {...ids} value={demandReason} maxLength={500} onChange={(event) => setDemandReason(event.target.value)} />}</Labelled>
      <Labelled label={say('demand-kind')}>{(ids) => <Select {...ids} value={demandKind} options={(words.data?.demands ?? []).map((one) => ({ value: one.code, label: pick(one) }))} onChange={setDemandKind} />}</Labelled>
      <Labelled label={say('multiple')}>{(ids) => <InputNumber {...ids} value={multiple} min={1} max={10_000} precision={0} onChange={setMultiple} />}</Labelled>
      <Checkbox.Group value={checklist} options={(words.data?.checklist ?? []).map((one) => ({ value: one.code, label: pick(one) }))} onChange={(chosen) => setChecklist(chosen)} />
      {find.refusal ? <RefusalNotice refusal={find.refusal} inline /> : null}
      <Button htmlType="submit" disabled={!isReady} loading={find.isBusy}>{say('find')}</Button>
    </form>
  )
}
