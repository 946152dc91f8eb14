import { getMyProfile } from '@shouwen/contract/account'
import { disableTotp, listMySessions, renewRecoveryCodes } from '@shouwen/contract/account-security'
import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { refresh } from '#lib/read.ts'
import { RelativeTime } from '#ui/relative-time.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { toast } from '#ui/undo-toast.tsx'
import { CodeField } from './code-field.tsx'
import { GuessRefusal } from './guess-refusal.tsx'
import style from './profile-section.module.css'
import { RecoveryCodes } from './recovery-codes.tsx'

const TotpEnrolment = lazy(() => import('./totp-enrolment.tsx').then((module) => ({ default: module.TotpEnrolment })))

const fewCodes = 3

/** The one-time-code app: enrolled or not, new recovery codes, and the way to give it up. Each asks for a code. */
export function ProfileSecondFactor({ enabledAt, codesLeft }: { enabledAt: string | null; codesLeft: number }) {
  const { say } = usePhrases('profile')
  const client = useQueryClient()
  const [doing, setDoing] = useState<'enrol' | 'renew' | 'disable'>()
  const [codes, setCodes] = useState<string[]>()
  const read = () => refresh(client, [getMyProfile, listMySessions])
  const stop = () => setDoing(undefined)
  if (codes)
    return (
      <div className={`${style.form} ${style.content}`}>
        <p>{say('factor.codes-text')}</p>
        <RecoveryCodes
          codes={codes}
          go={say('factor.codes-done')}
          onKept={() => {
            setCodes(undefined)
            stop()
            void read()
          }}
        />
      </div>
    )
  if (doing === 'enrol')
    return (
      <div className={style.form}>
        <Suspense fallback={<Skeleton lines={6} />}>
          <TotpEnrolment onEnrolled={setCodes} onCancel={stop} />
        </Suspense>
      </div>
    )
  if (doing)
    return (
      <WithCode
        doing={doing}
        onCancel={stop}
        onCodes={setCodes}
        onDisabled={() => {
          stop()
          toast({ text: say('factor.disabled'), tone: 'good' })
          void read()
        }}
      />
    )
  if (!enabledAt)
    return (
      <div className={style.line}>
        <StatusTag>{say('factor.off')}</StatusTag>
        <Button onClick={() => setDoing('enrol')}>{say('factor.enrol')}</Button>
      </div>
    )
  return (
    <div className={style.line}>
      <div>
        <p>
          <StatusTag tone="good" settled>
            {say('factor.on')}
          </StatusTag>
        </p>
        <p className={style.quiet}>
          {say('factor.since')} <RelativeTime at={enabledAt} exact /> ·{' '}
          <span style={codesLeft < fewCodes ? { color: 'var(--risk)' } : undefined}>
            {say('factor.codes-left', { count: codesLeft })}
          </span>
        </p>
      </div>
      <Button onClick={() => setDoing('renew')}>{say('factor.renew')}</Button>
      <Button danger onClick={() => setDoing('disable')}>
        {say('factor.disable')}
      </Button>
    </div>
  )
}

function WithCode({
  doing,
  onCancel,
  onCodes,
  onDisabled
}: {
  doing: 'renew' | 'disable'
  onCancel: () => void
  onCodes: (codes: string[]) => void
  onDisabled: () => void
}) {
  const { say } = usePhrases('profile')
  const renew = useAct(renewRecoveryCodes)
  const disable = useAct(disableTotp)
  const [code, setCode] = useState('')
  const refusal = renew.refusal ?? disable.refusal
  const send = async () => {
    if (code.length < 6) return
    if (doing === 'renew') {
      const answer = await renew.act({ code })
      if (answer) return onCodes(answer.recoveryCodes)
    } else if (await disable.act({ code })) return onDisabled()
    setCode('')
  }
  return (
    <form
      className={`${style.form} ${style.content}`}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <p>{say(doing === 'renew' ? 'factor.renew-text' : 'factor.disable-text')}</p>
      <CodeField autoFocus value={code} onChange={setCode} />
      <GuessRefusal refusal={refusal} />
      <div className={style.choices}>
        <Button
          type="primary"
          danger={doing === 'disable'}
          htmlType="submit"
          disabled={code.length < 6}
          loading={renew.isBusy || disable.isBusy}
        >
          {say(doing === 'renew' ? 'factor.renew' : 'factor.disable')}
        </Button>
        <Button onClick={onCancel}>{say('cancel')}</Button>
      </div>
    </form>
  )
}
