import { passSecondFactor } from '@shouwen/contract/account'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { CodeField } from './code-field.tsx'
import { Field } from './field.tsx'
import { GuessRefusal } from './guess-refusal.tsx'
import style from './sign-in-frame.module.css'

/** The second factor: six digits of the app, or one of the recovery codes when the phone is not at hand. */
export function SecondFactorStep({
  pendingToken,
  onPassed,
  onExpired
}: {
  pendingToken: string
  /** `codesLeft` is given when a recovery code was used up. */
  onPassed: (codesLeft: number | undefined) => Promise<void>
  onExpired: () => void
}) {
  const { say } = usePhrases('sign-in')
  const { act, isBusy, refusal, forget } = useAct(passSecondFactor)
  const [isRecovery, setRecovery] = useState(false)
  const [isEntering, setEntering] = useState(false)
  const [code, setCode] = useState('')
  const send = async (typed: string) => {
    if (typed.trim().length < 6 || isBusy || isEntering) return
    const answer = await act({ pendingToken, code: typed.trim() })
    if (!answer) return setCode('')
    setEntering(true)
    await onPassed(isRecovery ? answer.recoveryCodesLeft : undefined).finally(() => setEntering(false))
  }
  const isExpired = refusal?.code === 'second-factor-expired'
  return (
    <form
      className={style.form}
      onSubmit={(event) => {
        event.preventDefault()
        void send(code)
      }}
    >
      {isRecovery ? (
        <Field key="recovery" label={say('factor.recovery')} hint={say('factor.recovery-hint')}>
          {(ids) => (
            <Input
              {...ids}
              size="large"
              autoFocus
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={40}
              value={code}
              onChange={(event) => setCode(event.target.value)}
            />
          )}
        </Field>
      ) : (
        <CodeField key="app" autoFocus value={code} onChange={setCode} onComplete={(typed) => void send(typed)} />
      )}
      <GuessRefusal refusal={refusal} />
      {isExpired ? (
        <Button type="primary" size="large" block onClick={onExpired}>
          {say('factor.again')}
        </Button>
      ) : (
        <Button
          type="primary"
          htmlType="submit"
          size="large"
          block
          loading={isBusy || isEntering}
          disabled={code.trim().length < 6}
        >
          {say('factor.go')}
        </Button>
      )}
      <Button
        type="link"
        className={style.link}
        onClick={() => {
          setRecovery(!isRecovery)
          setCode('')
          forget()
        }}
      >
        {isRecovery ? say('factor.use-app') : say('factor.use-recovery')}
      </Button>
    </form>
  )
}
