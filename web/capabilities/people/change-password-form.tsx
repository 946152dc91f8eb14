import { changePassword, getPasswordPolicy } from '@shouwen/contract/account'
import { type PasswordOwner, plainPasswordFaults } from '@shouwen/kernels/passwords/index'
import { Button } from 'antd'
import { useId, useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import style from './change-password-form.module.css'
import { GuessRefusal } from './guess-refusal.tsx'
import { PasswordField } from './password-field.tsx'
import { PasswordRuleList, type RuleFault } from './password-rule-list.tsx'

/**
 * Changes the own password; the rules answer while it is typed. `known` is the current password when it was typed a
 * moment ago at sign-in. @norm GV-02
 */
export function ChangePasswordForm({
  owner,
  known,
  submit,
  onDone,
  onCancel
}: {
  owner: PasswordOwner
  known?: string | undefined
  submit: string
  onDone: () => Promise<void> | void
  onCancel?: () => void
}) {
  const { say } = usePhrases('sign-in')
  const policy = useRead(getPasswordPolicy, {})
  const change = useAct(changePassword)
  const rules = useId()
  const [typed, setTyped] = useState('')
  const [next, setNext] = useState('')
  const [repeat, setRepeat] = useState('')
  const [refusedText, setRefusedText] = useState<string>()
  const current = known ?? typed
  const faults: RuleFault[] = policy.data ? plainPasswordFaults(next, owner, policy.data) : []
  const refusal = change.refusal
  const toldByRules = refusal?.code === 'password-not-acceptable' || refusal?.code === 'password-used-before'
  const isRefusedText = refusedText === next && toldByRules
  const isReady =
    policy.data !== undefined && current !== '' && faults.length === 0 && repeat === next && !isRefusedText
  const send = async () => {
    if (!isReady || change.isBusy) return
    setRefusedText(next)
    if (await change.act({ current, next })) await onDone()
  }
  if (policy.error) return <RefusalNotice refusal={policy.error} onRetry={() => void policy.refetch()} />
  return (
    <form
      className={style.form}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <input type="text" autoComplete="username" value={owner.login} readOnly hidden />
      {known === undefined ? (
        <PasswordField
          label={say('new.current')}
          value={typed}
          onChange={setTyped}
          autoComplete="current-password"
          autoFocus
        />
      ) : null}
      <PasswordField
        label={say('new.next')}
        value={next}
        onChange={setNext}
        autoComplete="new-password"
        autoFocus={known !== undefined}
        describedBy={rules}
      />
      {policy.data ? (
        <PasswordRuleList
          id={rules}
          policy={policy.data}
          isEmpty={next === ''}
          faults={isRefusedText ? [...faults, ...serverFaults(refusal)] : faults}
        />
      ) : null}
      <PasswordField
        label={say('new.repeat')}
        value={repeat}
        onChange={setRepeat}
        autoComplete="new-password"
        error={repeat !== '' && !next.startsWith(repeat) ? say('new.differs') : undefined}
      />
      {toldByRules && !isRefusedText ? null : <GuessRefusal refusal={refusal} />}
      <div className={style.foot}>
        <Button type="primary" htmlType="submit" loading={change.isBusy} disabled={!isReady}>
          {submit}
        </Button>
        {onCancel ? <Button onClick={onCancel}>{say('cancel')}</Button> : null}
      </div>
    </form>
  )
}

function serverFaults(
  refusal: { code: string; details?: Record<string, unknown> | undefined } | undefined
): RuleFault[] {
  if (refusal?.code === 'password-used-before') return ['used-before']
  const told = refusal?.details?.['faults']
  return Array.isArray(told) ? (told as RuleFault[]) : []
}
