import { listCharges } from '@shouwen/contract/billing'
import { compensationWords, proposeCompensation, readCompensation } from '@shouwen/contract/compensation'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { Labelled } from '#ui/labelled.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import style from '#web/complaints/case-tab.module.css'
import { yuan } from './yuan.ts'

/** One charge put right under a rule; the amount is read from the bill. */
export function ProposeForm({ ticketId, regionId, customerId }: { ticketId: string; regionId: number; customerId: string }) {
  const { say, pick } = usePhrases('compensation')
  const words = useRead(compensationWords, {})
  const charges = useRead(listCharges, { regionId, customerId })
  const propose = useAct(proposeCompensation, { refreshes: [readCompensation] })
  const [chargeId, setChargeId] = useState<string>()
  const [rule, setRule] = useState('double-refund')
  const [cause, setCause] = useState('operator-fault')
  const [reason, setReason] = useState('')
  const rules = (words.data?.rules ?? []).filter(({ needs }) => needs.includes('charge'))
  const isReady = chargeId !== undefined && reason.trim() !== ''
  const submit = () => propose.act({ ticketId, claims: [{ rule, chargeId, ...(rule === 'double-refund' ? { reason: cause } : {}) }], reason: reason.trim(), ...(rule === 'sp-refund-first' ? { refundFirst: true } : {}) })
  return (
    <section className={style.part}>
      <h2>{say('propose')}</h2>
      <form className={style.column} onSubmit={(event) => { event.preventDefault(); if (isReady) void submit() }}>
        <Labelled label={say('charge')} required>
          {(ids) => <Select {...ids} value={chargeId} onChange={setChargeId} options={(charges.data?.items ?? []).map((one) => ({ value: one.id, label: `${one.fromOn.slice(0, 7)} ${pick({ zh: one.nameZh, en: one.nameEn })} ¥${yuan(one.amountFen)}` }))} />}
        </Labelled>
        <Labelled label={say('rule')}>{(ids) => <Select {...ids} value={rule} onChange={setRule} options={rules.map((one) => ({ value: one.code, label: pick(one) }))} />}</Labelled>
        {rule === 'double-refund' ? <Labelled label={say('cause')}>{(ids) => <Select {...ids} value={cause} onChange={setCause} options={(words.data?.reasons ?? []).map((one) => ({ value: one.code, label: pick(one) }))} />}</Labelled> : null}
        <Labelled label={say('reason')} required>{(ids) => <Input {...ids} value={reason} maxLength={1000} onChange={(event) => setReason(event.target.value)} />}</Labelled>
        {propose.refusal ? <RefusalNotice refusal={propose.refusal} inline /> : null}
        {charges.error ? <RefusalNotice refusal={charges.error} inline /> : null}
        <Button type="primary" htmlType="submit" disabled={!isReady} loading={propose.isBusy}>{say('propose')}</Button>
      </form>
    </section>
  )
}
