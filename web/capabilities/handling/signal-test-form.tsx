import { readCaseFacts, recordSignalTest } from '@shouwen/contract/handling-verify'
import { Button, Input, InputNumber, Segmented, Select } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { Labelled } from '#ui/labelled.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { toast } from '#ui/undo-toast.tsx'
import style from './handling.module.css'
import { useHere } from './use-here.ts'
import type { CaseFacts } from './verify-part.tsx'

/** A measurement at the customer's place; what is not measured stays empty. @norm TK-15 TK-09 */
export function SignalTestForm({ ticketId, facts, onDone }: { ticketId: string; facts: CaseFacts; onDone: () => void }) {
  const { say, pick } = usePhrases('handling')
  const save = useAct(recordSignalTest, { refreshes: [readCaseFacts] })
  const [place, setPlace] = useState('')
  const [indoor, setIndoor] = useState(true)
  const [technology, setTechnology] = useState(facts.words.technologies.find(({ code }) => code === '4g')?.code ?? '4g')
  const [values, setValues] = useState<Record<string, number | null>>({})
  const [note, setNote] = useState('')
  const here = useHere()
  const readings = Object.entries(values).flatMap(([code, value]) => (value === null ? [] : [{ code, value }]))
  const submit = async () => {
    const done = await save.act({ ticketId, place: place.trim(), indoor, technology, readings, ...here.where, ...(note.trim() ? { note: note.trim() } : {}) })
    if (!done) return
    toast({ text: say('test.done', { verdict: say(`verdict.${done.verdict}`) }), tone: done.verdict === 'healthy' ? 'good' : 'bad' })
    onDone()
  }
  return (
    <form
      className={style.form}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Labelled label={say('test.place')} required>
        {(ids) => <Input {...ids} autoFocus value={place} maxLength={200} onChange={(event) => setPlace(event.target.value)} />}
      </Labelled>
      <div className={style.acts}>
        <Segmented
          aria-label={say('test.where')}
          value={indoor ? 'in' : 'out'}
          onChange={(value) => setIndoor(value === 'in')}
          options={[
            { value: 'in', label: say('test.indoor') },
            { value: 'out', label: say('test.outdoor') }
          ]}
        />
        <Select aria-label={say('test.technology')} value={technology} onChange={setTechnology} style={{ minWidth: 120 }} options={facts.words.technologies.map((one) => ({ value: one.code, label: pick(one) }))} />
        <Button onClick={here.look} disabled={here.isLooking}>
          {here.where ? say('test.placed') : say('test.position')}
        </Button>
      </div>
      <div className={style.pair}>
        {facts.words.indicators.map((one) => (
          <Labelled key={one.code} label={`${pick(one)}${one.unit ? ` (${one.unit})` : ''}`} hint={say('test.healthy', { value: one.healthy })}>
            {(ids) => <InputNumber {...ids} style={{ width: '100%' }} min={one.min} max={one.max} value={values[one.code] ?? null} onChange={(value) => setValues({ ...values, [one.code]: value })} />}
          </Labelled>
        ))}
      </div>
      <Labelled label={say('test.note')}>
        {(ids) => <Input.TextArea {...ids} value={note} maxLength={1000} autoSize={{ minRows: 2, maxRows: 6 }} onChange={(event) => setNote(event.target.value)} />}
      </Labelled>
      {save.refusal ? <RefusalNotice refusal={save.refusal} inline /> : null}
      <div className={style.acts}>
        <Button type="primary" htmlType="submit" loading={save.isBusy} disabled={place.trim() === '' || readings.length === 0}>
          {say('test.save')}
        </Button>
        <Button type="text" onClick={onDone}>
          {say('leave')}
        </Button>
      </div>
    </form>
  )
}
