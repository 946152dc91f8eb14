import type { AskedField, AskedValues } from '@shouwen/contract/complaint-schemas'
import { Input, InputNumber, Select } from 'antd'
import type { ReactNode } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { Labelled } from '#ui/labelled.tsx'
import style from './asked-inputs.module.css'
import { capital } from './capital.ts'

type Value = AskedValues[string] | undefined

/** The fields a source or a category asks for, as the rulebook has them. */
export function AskedInputs({ fields, values, onChange, tried }: { fields: readonly AskedField[]; values: AskedValues; onChange: (values: AskedValues) => void; tried: boolean }) {
  const { say, pick } = usePhrases('complaints')
  const put = (code: string, value: Value) => {
    const { [code]: _former, ...others } = values
    onChange(value === undefined || value === '' ? others : { ...others, [code]: value })
  }
  return (
    <div className={style.fields}>
      {fields.map((field) => (
        <div key={field.code} className={field.type === 'text' ? style.wide : undefined}>
          <Labelled label={capital(pick(field))} required={field.required} error={tried && field.required && values[field.code] === undefined ? say('form.required') : undefined}>
            {(ids) => control(field, ids, values[field.code], (value) => put(field.code, value), { yes: say('yes'), no: say('no'), pick })}
          </Labelled>
        </div>
      ))}
    </div>
  )
}

type Words = { yes: string; no: string; pick: (phrase: { zh: string; en: string }) => string }

function control(field: AskedField, ids: { id: string }, value: Value, put: (value: Value) => void, words: Words): ReactNode {
  switch (field.type) {
    case 'yes-no':
      return (
        <Select
          {...ids}
          allowClear
          value={value === undefined ? null : value ? 'yes' : 'no'}
          onChange={(next: string | undefined) => put(next === undefined ? undefined : next === 'yes')}
          options={[
            { value: 'yes', label: words.yes },
            { value: 'no', label: words.no }
          ]}
        />
      )
    case 'choice':
      return <Select {...ids} allowClear value={(value as string | undefined) ?? null} onChange={(next: string | undefined) => put(next)} options={field.choices.map((choice) => ({ value: choice.code, label: words.pick(choice) }))} />
    case 'number':
      return <InputNumber {...ids} style={{ width: '100%' }} min={0} max={1_000_000_000} value={(value as number | undefined) ?? null} onChange={(next) => put(next ?? undefined)} />
    case 'instant':
      return <Input {...ids} type="datetime-local" value={localOf(value)} onChange={(event) => put(event.target.value === '' ? undefined : new Date(event.target.value).toISOString())} />
    case 'date':
      return <Input {...ids} type="date" value={(value as string | undefined) ?? ''} onChange={(event) => put(event.target.value)} />
    case 'text':
      return <Input.TextArea {...ids} autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} value={(value as string | undefined) ?? ''} onChange={(event) => put(event.target.value)} />
    default:
      return <Input {...ids} inputMode={field.type === 'link' ? 'url' : 'text'} maxLength={field.type === 'link' ? 500 : 200} value={(value as string | undefined) ?? ''} onChange={(event) => put(event.target.value)} />
  }
}

/** An instant as the browser's own field writes it, in the time of the seat. */
export function localOf(value: Value): string {
  if (typeof value !== 'string' || value === '') return ''
  const at = new Date(value)
  return Number.isNaN(at.getTime()) ? '' : new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
