import { type ReactNode, useId } from 'react'
import style from './labelled.module.css'

/** A label over its control, and what is said about it. The control takes the ids it is given: `{(ids) => <Input {...ids} />}`. */
export function Labelled({
  label,
  hint,
  error,
  required,
  children
}: {
  label: string
  hint?: ReactNode
  /** Takes the place of the hint. */
  error?: string | undefined
  required?: boolean
  children: (ids: {
    id: string
    'aria-describedby'?: string
    'aria-invalid'?: true
    'aria-required'?: true
  }) => ReactNode
}) {
  const id = useId()
  const said = error ?? hint
  return (
    <div className={style.labelled}>
      <label htmlFor={id}>
        {label}
        {required ? (
          <span className={style.star} aria-hidden>
            {' '}
            *
          </span>
        ) : null}
      </label>
      {children({
        id,
        ...(said ? { 'aria-describedby': `${id}-said` } : {}),
        ...(error ? { 'aria-invalid': true as const } : {}),
        ...(required ? { 'aria-required': true as const } : {})
      })}
      {said ? (
        <div id={`${id}-said`} className={error ? style.error : style.hint}>
          {said}
        </div>
      ) : null}
    </div>
  )
}
