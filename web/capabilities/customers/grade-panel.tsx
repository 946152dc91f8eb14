import { getCustomer, listCustomers, setCustomerGrade } from '@shouwen/contract/customers'
import { Input, Switch } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { Labelled } from '#ui/labelled.tsx'
import { Segments } from '#ui/segments.tsx'
import { toast } from '#ui/undo-toast.tsx'
import type { Customer } from './customer-page.tsx'
import { grades } from './customer-search.ts'
import { PanelForm } from './panel-form.tsx'
import style from './panel-form.module.css'

/** Grade and VIP decide deadlines and priority, so a change has its reason and stays in the history. */
export function GradePanel({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const { say } = usePhrases('customers')
  const { act, isBusy, refusal } = useAct(setCustomerGrade, { refreshes: [getCustomer, listCustomers] })
  const [grade, setGrade] = useState(customer.grade)
  const [vip, setVip] = useState(customer.vip)
  const [reason, setReason] = useState('')
  const isChanged = grade !== customer.grade || vip !== customer.vip
  const send = async () => {
    const done = await act({
      regionId: customer.regionId,
      customerId: customer.id,
      version: customer.version,
      grade,
      vip,
      reason: reason.trim()
    })
    if (!done) return
    toast({ text: say('grades.done'), tone: 'good' })
    onClose()
  }
  return (
    <PanelForm
      title={say('grades.change-title')}
      intro={say('grades.text')}
      submit={say('save')}
      isBusy={isBusy}
      isReady={isChanged && reason.trim() !== ''}
      refusal={refusal}
      onSubmit={send}
      onClose={onClose}
    >
      <fieldset className={style.group}>
        <legend>{say('grade.label')}</legend>
        <div>
          <Segments
            label={say('grade.label')}
            value={grade}
            options={grades.map((each) => ({ id: each, label: say(`grade.${each}`) }))}
            onChange={(id) => setGrade(id as typeof grade)}
          />
        </div>
        <label style={{ display: 'inline-flex', gap: 8, alignItems: 'center' }}>
          <Switch size="small" checked={vip} onChange={setVip} />
          VIP
        </label>
      </fieldset>
      <Labelled label={say('grades.reason')} required>
        {(ids) => (
          <Input
            {...ids}
            autoFocus
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Labelled>
    </PanelForm>
  )
}
