import type { ReactNode } from 'react'
import style from './field-list.module.css'

export type Field = { label: string; value: ReactNode /** Takes the whole line. */; wide?: boolean }

/** Facts as label and value; an absent value is a dash, so that nothing jumps when it arrives. */
export function FieldList({ fields, columns = 1 }: { fields: readonly Field[]; columns?: 1 | 2 | 3 }) {
  return (
    <dl className={style.fields} style={{ ['--columns' as string]: columns }}>
      {fields.map((field) => (
        <div key={field.label} className={field.wide ? style.wide : undefined}>
          <dt>{field.label}</dt>
          <dd>{field.value === undefined || field.value === null || field.value === '' ? '—' : field.value}</dd>
        </div>
      ))}
    </dl>
  )
}
