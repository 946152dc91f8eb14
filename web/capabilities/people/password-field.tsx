import { Input, type InputRef } from 'antd'
import { type Ref, useState } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { IconButton } from '#ui/icon-button.tsx'
import { Field } from './field.tsx'

/** A password that can be looked at while it is typed; says when Caps Lock is on, the usual reason of a wrong one. */
export function PasswordField({
  label,
  value,
  onChange,
  autoComplete,
  autoFocus,
  size,
  error,
  describedBy,
  ref
}: {
  label: string
  value: string
  onChange: (value: string) => void
  autoComplete: 'current-password' | 'new-password'
  autoFocus?: boolean
  size?: 'large'
  error?: string
  /** Id of something that explains the field, such as the rules. */
  describedBy?: string
  ref?: Ref<InputRef>
}) {
  const { say } = usePhrases('sign-in')
  const [isShown, show] = useState(false)
  const [capsLock, setCapsLock] = useState(false)
  return (
    <Field label={label} error={error} hint={capsLock ? say('caps-lock') : undefined}>
      {(ids) => (
        <Input
          {...ids}
          aria-describedby={[ids['aria-describedby'], describedBy].filter(Boolean).join(' ') || undefined}
          ref={ref}
          type={isShown ? 'text' : 'password'}
          size={size}
          value={value}
          maxLength={256}
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          autoFocus={autoFocus}
          status={error ? 'error' : undefined}
          onChange={(event) => onChange(event.target.value)}
          onKeyUp={(event) => setCapsLock(event.getModifierState('CapsLock'))}
          onBlur={() => setCapsLock(false)}
          suffix={
            <IconButton
              icon="eye"
              size="small"
              label={isShown ? say('password.hide') : say('password.show')}
              pressed={isShown}
              onClick={() => show(!isShown)}
            />
          }
        />
      )}
    </Field>
  )
}
