import { Input } from 'antd'
import { usePhrases } from '#lib/phrases.ts'
import { Field } from './field.tsx'
import style from './code-field.module.css'

/** The six digits of the app. `onComplete` comes with the sixth digit, so that nobody needs to press a button. */
export function CodeField({
  value,
  onChange,
  onComplete,
  autoFocus,
  label
}: {
  value: string
  onChange: (value: string) => void
  onComplete?: (code: string) => void
  autoFocus?: boolean
  label?: string
}) {
  const { say } = usePhrases('sign-in')
  return (
    <Field label={label ?? say('factor.code')}>
      {(ids) => (
        <Input
          {...ids}
          className={style.code}
          size="large"
          inputMode="numeric"
          autoComplete="one-time-code"
          placeholder="000000"
          maxLength={7}
          autoFocus={autoFocus}
          value={value}
          onChange={(event) => {
            const digits = event.target.value.replace(/\D/g, '').slice(0, 6)
            onChange(digits)
            if (digits.length === 6 && digits !== value) onComplete?.(digits)
          }}
        />
      )}
    </Field>
  )
}
