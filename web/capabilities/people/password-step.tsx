import { accountRefusals, signIn } from '@shouwen/contract/account'
import { Button, Input, type InputRef } from 'antd'
import { useRef, useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { Field } from './field.tsx'
import { GuessRefusal } from './guess-refusal.tsx'
import { PasswordField } from './password-field.tsx'
import { SampleAccounts } from './sample-accounts.tsx'
import style from './sign-in-frame.module.css'

/** Login and password, or the organisation's single sign-on. */
export function PasswordStep({
  oidc,
  onSignedIn,
  onSecondFactor
}: {
  /** Name of the single sign-on, when there is one. */
  oidc: string | undefined
  onSignedIn: (password: string) => Promise<void>
  onSecondFactor: (password: string, pendingToken: string) => void
}) {
  const { say } = usePhrases('sign-in')
  const { act, isBusy, refusal, forget } = useAct(signIn)
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [isEntering, setEntering] = useState(false)
  const loginField = useRef<InputRef>(null)
  const passwordField = useRef<InputRef>(null)
  const button = useRef<HTMLButtonElement>(null)
  const [problem] = useState(() => new URLSearchParams(location.search).get('problem'))
  const send = async () => {
    if (isBusy || isEntering) return
    if (login.trim() === '') return loginField.current?.focus()
    if (password === '') return passwordField.current?.focus()
    const answer = await act({ login: login.trim(), password })
    if (answer?.pendingToken) return onSecondFactor(password, answer.pendingToken)
    if (!answer) return passwordField.current?.focus({ cursor: 'all' })
    setEntering(true)
    await onSignedIn(password).finally(() => setEntering(false))
  }
  return (
    <>
      {problem && problem in accountRefusals && !refusal ? (
        <RefusalNotice refusal={accountRefusals[problem as keyof typeof accountRefusals]} inline />
      ) : null}
      <form
        className={style.form}
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <Field label={say('login')}>
          {(ids) => (
            <Input
              {...ids}
              ref={loginField}
              size="large"
              autoFocus
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={80}
              value={login}
              onChange={(event) => {
                setLogin(event.target.value)
                // A refusal was about the login that stood here.
                if (refusal) forget()
              }}
            />
          )}
        </Field>
        <PasswordField
          ref={passwordField}
          label={say('password.label')}
          size="large"
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
        />
        <GuessRefusal refusal={refusal} />
        <Button ref={button} type="primary" htmlType="submit" size="large" block loading={isBusy || isEntering}>
          {say('go')}
        </Button>
        {oidc ? (
          <Button size="large" block href="/api/sign-in/oidc/start">
            {say('oidc', { name: oidc })}
          </Button>
        ) : null}
      </form>
      <p className={style.forgot}>{say('forgot')}</p>
      <SampleAccounts
        chosen={login}
        onChoose={(account) => {
          setLogin(account.login)
          setPassword(account.password)
          forget()
          button.current?.focus()
        }}
      />
    </>
  )
}
