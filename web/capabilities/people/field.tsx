import { type ReactNode, useId } from 'react'
import style from './field.module.css'

/** A label, its control and what is said about it. The control takes the ids it is given: `{(ids) => <Input {...ids} />}`. */
export function Field({
  label,
  hint,
  error,
  aside,
  children
}: {
  label: string
  hint?: ReactNode
  /** Takes the place of the hint. */
  error?: string | undefined
  /** At the right end of the label's line. */
  aside?: ReactNode
  children: (ids: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }) => ReactNode
}) {
  const id = useId()
  const said = error ?? hint
  return (
    <div className={style.field}>
      <div className={style.line}>
        <label htmlFor={id}>{label}</label>
        {aside}
      </div>
      {children({
        id,
        ...(said ? { 'aria-describedby': `${id}-said` } : {}),
        ...(error ? { 'aria-invalid': true as const } : {})
      })}
      {said ? (
        <div id={`${id}-said`} className={error ? style.error : style.hint}>
          {said}
        </div>
      ) : null}
    </div>
  )
}
