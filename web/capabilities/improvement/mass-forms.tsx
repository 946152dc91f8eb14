import { type MassDetail, readMass, reportMass, writeAnswer } from '@shouwen/contract/improvement-mass'
import type { Static } from '@shouwen/contract/operation'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { Labelled } from '#ui/labelled.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import style from './loop.module.css'

type Detail = Static<typeof MassDetail>

/** Reports a mass complaint up the chain, or drafts what every channel says. @norm FS-31 GV-24 */
export function MassForms({ mass, form, onDone }: { mass: Detail; form: 'report' | 'answer'; onDone: () => void }) {
  return form === 'report' ? <ReportForm mass={mass} onDone={onDone} /> : <AnswerForm mass={mass} onDone={onDone} />
}

function ReportForm({ mass, onDone }: { mass: Detail; onDone: () => void }) {
  const { say, pick } = usePhrases('improvement')
  const report = useAct(reportMass, { refreshes: [readMass] })
  const steps = [...new Map([...mass.steps.map((one) => [one.code, pick(one)] as const), ...mass.reports.map((one) => [one.step, pick(one.stepName)] as const)])]
  const [step, setStep] = useState(mass.steps[0]?.code ?? steps[0]?.[0] ?? '')
  const [told, setTold] = useState({ phenomenon: mass.phenomenon ?? '', scope: mass.scope ?? '', handling: mass.handling ?? '' })
  const [expected, setExpected] = useState('')
  const isReady = Object.values(told).every((text) => text.trim() !== '') && expected !== ''
  const submit = async () => {
    if (isReady && (await report.act({ regionId: mass.regionId, massId: mass.id, step, ...told, expectedAt: new Date(expected).toISOString() }))) onDone()
  }
  return (
    <form className={style.rows} onSubmit={(event) => { event.preventDefault(); void submit() }}>
      <Labelled label={say('mass.step')} required>
        {(ids) => <Select {...ids} value={step} onChange={setStep} options={steps.map(([value, label]) => ({ value, label }))} />}
      </Labelled>
      {(['phenomenon', 'scope', 'handling'] as const).map((key) => (
        <Labelled key={key} label={say(`mass.${key}`)} required>
          {(ids) => <Input.TextArea {...ids} value={told[key]} maxLength={1000} autoSize={{ minRows: 1, maxRows: 6 }} onChange={(event) => setTold({ ...told, [key]: event.target.value })} />}
        </Labelled>
      ))}
      <label className={style.rows}>
        {say('mass.expected')}
        <input className={style.moment} type="datetime-local" required value={expected} onChange={({ target }) => setExpected(target.value)} />
      </label>
      <span className={style.line}>
        <Button size="small" type="primary" htmlType="submit" disabled={!isReady} loading={report.isBusy}>{say('mass.act.send')}</Button>
        <Button size="small" onClick={onDone}>{say('leave')}</Button>
      </span>
      {report.refusal ? <RefusalNotice refusal={report.refusal} inline /> : null}
    </form>
  )
}

function AnswerForm({ mass, onDone }: { mass: Detail; onDone: () => void }) {
  const { say } = usePhrases('improvement')
  const write = useAct(writeAnswer, { refreshes: [readMass] })
  const [last] = mass.answers
  const [words, setWords] = useState({ zh: last?.zh ?? '', en: last?.en ?? '', partner: last?.partner ?? '', dataSource: last?.dataSource ?? '' })
  const isReady = words.zh.trim() !== '' && words.en.trim() !== ''
  const submit = async () => {
    const { zh, en, partner, dataSource } = words
    if (isReady && (await write.act({ regionId: mass.regionId, massId: mass.id, zh, en, ...(partner.trim() ? { partner: partner.trim() } : {}), ...(dataSource.trim() ? { dataSource: dataSource.trim() } : {}) }))) onDone()
  }
  return (
    <form className={style.rows} onSubmit={(event) => { event.preventDefault(); void submit() }}>
      {(['zh', 'en'] as const).map((key) => (
        <Labelled key={key} label={say(`answer.words-${key}`)} required>
          {(ids) => <Input.TextArea {...ids} value={words[key]} maxLength={key === 'zh' ? 2000 : 4000} autoSize={{ minRows: 2, maxRows: 8 }} onChange={(event) => setWords({ ...words, [key]: event.target.value })} />}
        </Labelled>
      ))}
      <Labelled label={say('answer.partner-label')}>{(ids) => <Input {...ids} value={words.partner} maxLength={200} onChange={(event) => setWords({ ...words, partner: event.target.value })} />}</Labelled>
      <Labelled label={say('answer.data-label')}>{(ids) => <Input {...ids} value={words.dataSource} maxLength={400} onChange={(event) => setWords({ ...words, dataSource: event.target.value })} />}</Labelled>
      <span className={style.line}>
        <Button size="small" type="primary" htmlType="submit" disabled={!isReady} loading={write.isBusy}>{say('answer.draft')}</Button>
        <Button size="small" onClick={onDone}>{say('leave')}</Button>
      </span>
      {write.refusal ? <RefusalNotice refusal={write.refusal} inline /> : null}
    </form>
  )
}
