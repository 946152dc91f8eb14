import { getCustomer, listCustomers, updateCustomer } from '@shouwen/contract/customers'
import { Button } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useUnitOptions } from '#lib/unit-options.ts'
import { toast } from '#ui/undo-toast.tsx'
import { idKindWords, preferenceWords } from './customer-facts.tsx'
import { CustomerFields, type Fields } from './customer-fields.tsx'
import type { Customer } from './customer-page.tsx'
import { PanelForm } from './panel-form.tsx'
import style from './panel-form.module.css'

/** Names the server gives the fields of a conflict. */
const fieldOf: Record<string, keyof Fields> = {
  name: 'name',
  id_kind: 'idKind',
  id_number: 'idNumber',
  language: 'language',
  area: 'area',
  unit_id: 'unitId',
  manager_id: 'managerId',
  preferences: 'preferences'
}
const labelOf: Record<keyof Fields, string> = {
  name: 'column.name',
  idKind: 'facts.id',
  idNumber: 'facts.id-number',
  language: 'facts.language',
  area: 'facts.area',
  unitId: 'facts.unit',
  managerId: 'facts.manager',
  preferences: 'facts.preferences'
}

/** Changes facts of a customer. Others may change other fields meanwhile; of the same field both values are shown, and one is chosen. */
export function EditPanel({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const { say } = usePhrases('customers')
  const { act, isBusy, refusal, forget } = useAct(updateCustomer, { refreshes: [getCustomer, listCustomers] })
  // What was on the screen when writing began: the merge needs to know.
  const [base, setBase] = useState(customer.version)
  const [changed, setChanged] = useState<Fields>({})
  const isNameMasked = customer.masked.includes('name') && customer.kind === 'person'
  const isIdMasked = customer.masked.includes('id-number')
  const stored: Fields = {
    name: isNameMasked ? '' : customer.name,
    idKind: customer.idKind,
    idNumber: isIdMasked ? null : customer.idNumber,
    language: customer.language as 'zh-CN',
    area: customer.area,
    unitId: customer.unit?.id ?? null,
    managerId: customer.manager?.id ?? null,
    preferences: customer.preferences
  }
  const fields = { ...stored, ...changed }
  const meant = Object.fromEntries(
    Object.entries(changed).filter(
      ([name, value]) => !((name === 'name' && value === '') || (name === 'idNumber' && isIdMasked && value === null))
    )
  ) as Fields
  const isReady = Object.keys(meant).length > 0 && (isNameMasked || fields.name?.trim() !== '')
  const send = async (version = base) => {
    const done = await act({ regionId: customer.regionId, customerId: customer.id, version, ...meant })
    if (!done) return
    toast({ text: say('edit.done'), tone: 'good' })
    onClose()
  }
  const conflict =
    refusal?.code === 'changed-meanwhile' ? (refusal.details as { fields: string[]; version: number }) : undefined
  const quarrels = conflict?.fields.flatMap((name) => fieldOf[name] ?? []) ?? []
  return (
    <PanelForm
      title={say('edit.title')}
      submit={say('save')}
      isBusy={isBusy}
      isReady={isReady}
      refusal={conflict ? undefined : refusal}
      onSubmit={() => send()}
      onClose={onClose}
    >
      <CustomerFields
        regionId={customer.regionId}
        autoFocus
        fields={fields}
        onChange={(part) => setChanged({ ...changed, ...part })}
        masked={{
          ...(isNameMasked ? { name: customer.name } : {}),
          ...(isIdMasked ? { idNumber: customer.idNumber } : {})
        }}
        managerName={customer.manager ? `${customer.manager.name} ${customer.manager.jobNumber}` : undefined}
      />
      {conflict ? (
        <div className={style.conflict} role="alert">
          <p>{say('edit.conflict')}</p>
          <dl>
            <dt />
            <dd>{say('edit.theirs')}</dd>
            <dd>{say('edit.yours')}</dd>
            {quarrels.map((name) => (
              <Quarrel
                key={name}
                label={say(labelOf[name])}
                theirs={shown(name, stored, customer, say)}
                yours={shown(name, changed, customer, say)}
              />
            ))}
          </dl>
          <div className={style.buttons}>
            <Button
              size="small"
              onClick={() => {
                setChanged(
                  Object.fromEntries(
                    Object.entries(changed).filter(([name]) => !quarrels.includes(name as keyof Fields))
                  )
                )
                setBase(conflict.version)
                forget()
              }}
            >
              {say('edit.keep-theirs')}
            </Button>
            <Button size="small" type="primary" loading={isBusy} onClick={() => void send(conflict.version)}>
              {say('edit.use-mine')}
            </Button>
          </div>
        </div>
      ) : null}
    </PanelForm>
  )
}

function Quarrel({ label, theirs, yours }: { label: string; theirs: string; yours: string }) {
  const { unitName } = useUnitOptions()
  return (
    <>
      <dt>{label}</dt>
      <dd>{unitName(theirs) ?? (theirs || '—')}</dd>
      <dd>{unitName(yours) ?? (yours || '—')}</dd>
    </>
  )
}

/** A fact in words; a masked value stays masked here, too. */
function shown(name: keyof Fields, from: Fields, customer: Customer, say: (key: string) => string): string {
  const value = from[name]
  if (name === 'name' && value === '') return customer.name
  if (name === 'idNumber' && value === null && customer.idNumber) return customer.idNumber
  if (value === null || value === undefined || value === '') return ''
  if (name === 'area') return say(`area.${String(value)}`)
  if (name === 'idKind') return idKindWords(String(value), say)
  if (name === 'language') return value === 'en' ? 'English' : '简体中文'
  if (name === 'preferences') return preferenceWords(value as Customer['preferences'], say).join(' · ')
  return name === 'managerId' && value === customer.manager?.id ? customer.manager.name : String(value)
}
