import { createCustomer, listCustomers } from '@shouwen/contract/customers'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useCan, useSession } from '#lib/session.ts'
import { useUnitOptions } from '#lib/unit-options.ts'
import { Labelled } from '#ui/labelled.tsx'
import { Segments } from '#ui/segments.tsx'
import { toast } from '#ui/undo-toast.tsx'
import { CustomerFields, type Fields } from './customer-fields.tsx'
import { customerKinds } from './customer-search.ts'
import { PanelForm } from './panel-form.tsx'
import style from './panel-form.module.css'

/** Adds a customer with a first way to reach them. */
export function NewCustomerPanel({
  onClose,
  onMade
}: {
  onClose: () => void
  onMade: (regionId: number, customerId: string) => void
}) {
  const { say } = usePhrases('customers')
  const { staff } = useSession()
  const may = useCan()
  const { regions, regionName } = useUnitOptions()
  const { act, isBusy, refusal } = useAct(createCustomer, { refreshes: [listCustomers] })
  const [regionId, setRegion] = useState(staff.regionId)
  const [kind, setKind] = useState<'person' | 'organisation'>('person')
  const [fields, setFields] = useState<Fields>({ unitId: staff.unit.id })
  const [phone, setPhone] = useState('')
  const mine = regions.filter((region) => may('customer.write', region.id))
  const isReady = (fields.name ?? '').trim() !== ''
  const send = async () => {
    const given = Object.fromEntries(
      Object.entries(fields).filter(([, value]) => value !== null && value !== undefined && value !== '')
    ) as { [Name in keyof Fields]: NonNullable<Fields[Name]> }
    const made = await act({
      ...given,
      regionId,
      kind,
      name: (fields.name ?? '').trim(),
      ...(phone.trim() ? { contactMeans: [{ kind: 'phone', value: phone.trim(), preferred: true }] } : {})
    })
    if (!made) return
    toast({ text: say('new.made', { number: made.number }), tone: 'good' })
    onMade(made.regionId, made.id)
  }
  return (
    <PanelForm
      title={say('new.title')}
      submit={say('new.make')}
      isBusy={isBusy}
      isReady={isReady}
      refusal={refusal}
      onSubmit={send}
      onClose={onClose}
    >
      <fieldset className={style.group}>
        <legend>{say('column.kind')}</legend>
        <div>
          <Segments
            label={say('column.kind')}
            value={kind}
            options={customerKinds.map((each) => ({ id: each, label: say(`kind.${each}`) }))}
            onChange={(id) => setKind(id as typeof kind)}
          />
        </div>
      </fieldset>
      {mine.length > 1 ? (
        <Labelled label={say('column.region')}>
          {(ids) => (
            <Select
              {...ids}
              value={regionId}
              onChange={(next: number) => {
                setRegion(next)
                setFields({ ...fields, unitId: null })
              }}
              options={mine.map((region) => ({ value: region.id, label: regionName(region.id) }))}
            />
          )}
        </Labelled>
      ) : null}
      <CustomerFields
        regionId={regionId}
        autoFocus
        fields={fields}
        onChange={(part) => setFields({ ...fields, ...part })}
      />
      <Labelled label={say('new.phone')}>
        {(ids) => (
          <Input
            {...ids}
            autoComplete="off"
            maxLength={40}
            inputMode="tel"
            value={phone}
            onChange={(event) => setPhone(event.target.value)}
          />
        )}
      </Labelled>
    </PanelForm>
  )
}
