import { confirmTotp, startTotp } from '@shouwen/contract/account-security'
import { Button, QRCode } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { CodeField } from './code-field.tsx'
import { CopyButton } from './copy-button.tsx'
import { GuessRefusal } from './guess-refusal.tsx'
import style from './totp-enrolment.module.css'

/** Enrols a one-time-code app: scan or type the key, then prove it with a code. `onEnrolled` gets the recovery codes. */
export function TotpEnrolment({
  onEnrolled,
  onCancel
}: {
  onEnrolled: (recoveryCodes: string[]) => void
  onCancel?: () => void
}) {
  const { say } = usePhrases('sign-in')
  const start = useAct(startTotp)
  const confirm = useAct(confirmTotp)
  const [key, setKey] = useState<{ uri: string; secret: string }>()
  const [code, setCode] = useState('')
  const begun = useRef(false)
  const begin = async () => setKey(await start.act({}))
  useEffect(() => {
    // A second start would replace the key that was just drawn.
    if (begun.current) return
    begun.current = true
    void begin()
  })
  const send = async (typed: string) => {
    const answer = await confirm.act({ code: typed })
    if (answer) onEnrolled(answer.recoveryCodes)
    else setCode('')
  }
  if (start.refusal) return <RefusalNotice refusal={start.refusal} onRetry={() => void begin()} />
  return (
    <form
      className={style.enrolment}
      onSubmit={(event) => {
        event.preventDefault()
        if (code.length === 6) void send(code)
      }}
    >
      <ol className={style.steps}>
        <li>
          <p>{say('enrol.scan')}</p>
          <div className={style.key}>
            <div className={style.code} role="img" aria-label={say('enrol.qr')}>
              <div aria-hidden>
                {key ? (
                  <QRCode type="svg" value={key.uri} size={148} color="#000" bgColor="#fff" bordered={false} />
                ) : (
                  <Skeleton lines={6} />
                )}
              </div>
            </div>
            <div className={style.text}>
              <p>{say('enrol.or-type')}</p>
              <code className={style.secret}>{key ? (key.secret.match(/.{1,4}/g) ?? []).join(' ') : '…'}</code>
              <CopyButton text={key?.secret ?? ''} label={say('enrol.copy')} />
            </div>
          </div>
        </li>
        <li>
          <CodeField
            label={say('enrol.confirm')}
            value={code}
            onChange={setCode}
            onComplete={(typed) => void send(typed)}
          />
        </li>
      </ol>
      <GuessRefusal refusal={confirm.refusal} />
      <div className={style.foot}>
        <Button
          type="primary"
          htmlType="submit"
          size="large"
          loading={confirm.isBusy}
          disabled={code.length < 6 || !key}
        >
          {say('enrol.done')}
        </Button>
        {onCancel ? (
          <Button size="large" onClick={onCancel}>
            {say('cancel')}
          </Button>
        ) : null}
      </div>
    </form>
  )
}
