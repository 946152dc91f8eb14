import { addContactMeans, getCustomer } from '@shouwen/contract/customers'
import { Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { Labelled } from '#ui/labelled.tsx'
import { toast } from '#ui/undo-toast.tsx'
import type { Customer } from './customer-page.tsx'
import { PanelForm } from './panel-form.tsx'

export const meansKinds = ['phone', 'email', 'address', 'wechat'] as const

/** Another way to reach the customer. */
export function MeansPanel({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const { say } = usePhrases('customers')
  const { act, isBusy, refusal } = useAct(addContactMeans, { refreshes: [getCustomer] })
  const [kind, setKind] = useState<(typeof meansKinds)[number]>('phone')
  const [value, setValue] = useState('')
  const [contactName, setContactName] = useState('')
  const [preferred, setPreferred] = useState(false)
  const send = async () => {
    const done = await act({
      regionId: customer.regionId,
      customerId: customer.id,
      kind,
      value: value.trim(),
      ...(contactName.trim() ? { contactName: contactName.trim() } : {}),
      ...(preferred ? { preferred } : {})
    })
    if (!done) return
    toast({ text: say('means.added'), tone: 'good' })
    onClose()
  }
  return (
    <PanelForm
      title={say('means.new')}
      submit={say('add')}
      isBusy={isBusy}
      isReady={value.trim() !== ''}
      refusal={refusal}
      onSubmit={send}
      onClose={onClose}
    >
      <Labelled label={say('means.kind-label')}>
        {(ids) => (
          <Select
            {...ids}
            value={kind}
            onChange={setKind}
            options={meansKinds.map((each) => ({ value: each, label: say(`means.kind.${each}`) }))}
          />
        )}
      </Labelled>
      <Labelled label={say(`means.kind.${kind}`)} required>
        {(ids) => (
          <Input
            {...ids}
            autoFocus
            autoComplete="off"
            maxLength={300}
            inputMode={kind === 'phone' ? 'tel' : kind === 'email' ? 'email' : 'text'}
            value={value}
            onChange={(event) => setValue(event.target.value)}
          />
        )}
      </Labelled>
      <Labelled label={say('means.contact-name')} hint={say('means.contact-hint')}>
        {(ids) => (
          <Input
            {...ids}
            autoComplete="off"
            maxLength={80}
            value={contactName}
            onChange={(event) => setContactName(event.target.value)}
          />
        )}
      </Labelled>
      <Checkbox checked={preferred} onChange={(event) => setPreferred(event.target.checked)}>
        {say('means.prefer')}
      </Checkbox>
    </PanelForm>
  )
}
