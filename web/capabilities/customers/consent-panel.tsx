import { consentPurposeWords, getCustomer, recordConsent } from '@shouwen/contract/customers'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { Labelled } from '#ui/labelled.tsx'
import { Segments } from '#ui/segments.tsx'
import { toast } from '#ui/undo-toast.tsx'
import type { Customer } from './customer-page.tsx'
import { PanelForm } from './panel-form.tsx'
import style from './panel-form.module.css'

type Purpose = keyof typeof consentPurposeWords
const purposes = Object.keys(consentPurposeWords) as Purpose[]
const sources = ['counter', 'phone', 'paper', 'email'] as const

/** Writes down that the customer agreed or withdrew, where, and by which text. */
export function ConsentPanel({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const { say, pick } = usePhrases('customers')
  const { act, isBusy, refusal } = useAct(recordConsent, { refreshes: [getCustomer] })
  const [purpose, setPurpose] = useState<Purpose>('service-notices')
  const [granted, setGranted] = useState(true)
  const [source, setSource] = useState<(typeof sources)[number]>('counter')
  const [textVersion, setTextVersion] = useState(customer.consents[0]?.textVersion ?? '')
  const send = async () => {
    const done = await act({
      regionId: customer.regionId,
      customerId: customer.id,
      purpose,
      granted,
      source,
      textVersion: textVersion.trim()
    })
    if (!done) return
    toast({ text: say('consents.done'), tone: 'good' })
    onClose()
  }
  return (
    <PanelForm
      title={say('consents.new')}
      submit={say('consents.write')}
      isBusy={isBusy}
      isReady={textVersion.trim() !== ''}
      refusal={refusal}
      onSubmit={send}
      onClose={onClose}
    >
      <Labelled label={say('consents.purpose')}>
        {(ids) => (
          <Select
            {...ids}
            autoFocus
            value={purpose}
            onChange={setPurpose}
            options={purposes.map((each) => ({ value: each, label: pick(consentPurposeWords[each]) }))}
          />
        )}
      </Labelled>
      <fieldset className={style.group}>
        <legend>{say('consents.decision')}</legend>
        <div>
          <Segments
            label={say('consents.decision')}
            value={granted ? 'granted' : 'withdrawn'}
            options={[
              { id: 'granted', label: say('consents.granted') },
              { id: 'withdrawn', label: say('consents.withdrawn') }
            ]}
            onChange={(id) => setGranted(id === 'granted')}
          />
        </div>
      </fieldset>
      <div className={style.two}>
        <Labelled label={say('consents.where')}>
          {(ids) => (
            <Select
              {...ids}
              value={source}
              onChange={setSource}
              options={sources.map((each) => ({ value: each, label: say(`consents.source.${each}`) }))}
            />
          )}
        </Labelled>
        <Labelled label={say('consents.text-version')} required>
          {(ids) => (
            <Input
              {...ids}
              autoComplete="off"
              maxLength={40}
              value={textVersion}
              onChange={(event) => setTextVersion(event.target.value)}
            />
          )}
        </Labelled>
      </div>
    </PanelForm>
  )
}
