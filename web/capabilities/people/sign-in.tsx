import { getSession, signOut, updateMyProfile } from '@shouwen/contract/account'
import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useAppearance } from '#lib/appearance.ts'
import { call } from '#lib/call.ts'
import { usePhrases } from '#lib/phrases.ts'
import { refresh, useRead } from '#lib/read.ts'
import { Skeleton } from '#ui/skeleton.tsx'
import { toast } from '#ui/undo-toast.tsx'
import { ChangePasswordForm } from './change-password-form.tsx'
import { PasswordStep } from './password-step.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { SecondFactorStep } from './second-factor-step.tsx'
import { SignInFrame } from './sign-in-frame.tsx'

const TotpEnrolment = lazy(() => import('./totp-enrolment.tsx').then((module) => ({ default: module.TotpEnrolment })))

type Pending = { token: string }

/** Set in this tab while somebody who chose a language or theme here has not signed in yet. */
const chosenHere = 'sign-in.appearance-chosen'

/**
 * The way in, at whatever address somebody asked for: login and password, a second factor, and what the person owes
 * before their roles count (a password of their own, an enrolled app). `hasEnded`: they were at work until now.
 */
export function SignIn({ hasEnded }: { hasEnded?: boolean }) {
  const { say } = usePhrases('sign-in')
  const client = useQueryClient()
  const session = useRead(getSession, {}).data
  const { theme, language } = useAppearance()
  const [pending, setPending] = useState<Pending | undefined>(pendingOfAddress)
  const [password, setPassword] = useState<string>()
  const [codes, setCodes] = useState<string[]>()
  useEffect(() => {
    document.title = `${say('title')} · 首问 Shouwen`
  }, [say])

  const enter = async () => {
    // Chosen on this page by the person who then signed in: it is theirs from now on.
    if (sessionStorage.getItem(chosenHere)) await keepAppearance().catch(() => {})
    await refresh(client, [getSession])
    setPending(undefined)
  }
  const keepAppearance = async () => {
    const { staff, owes } = await call(getSession, {})
    if (!staff || owes.length > 0) return
    sessionStorage.removeItem(chosenHere)
    await call(updateMyProfile, { theme, language })
  }
  const leave = async () => {
    await call(signOut, {}).catch(() => {})
    setPassword(undefined)
    setPending(undefined)
    await refresh(client, [getSession])
  }
  const staff = session?.staff
  const owes = session?.owes ?? []
  const frame = { onChoose: () => sessionStorage.setItem(chosenHere, 'yes') }
  if (!staff && pending)
    return (
      <SignInFrame {...frame} title={say('factor.title')} text={say('factor.text')} back={() => setPending(undefined)}>
        <SecondFactorStep
          pendingToken={pending.token}
          onPassed={async (codesLeft) => {
            if (codesLeft !== undefined) toast({ text: say('factor.left', { count: codesLeft }) })
            await enter()
          }}
          onExpired={() => setPending(undefined)}
        />
      </SignInFrame>
    )
  if (!staff)
    return (
      <SignInFrame {...frame} title={say('title')} text={say(hasEnded ? 'ended' : 'text')}>
        <PasswordStep
          oidc={session?.oidc?.name}
          onSignedIn={async (typed) => {
            setPassword(typed)
            await enter()
          }}
          onSecondFactor={(typed, token) => {
            setPassword(typed)
            setPending({ token })
          }}
        />
      </SignInFrame>
    )
  if (owes.includes('password-change'))
    return (
      <SignInFrame
        {...frame}
        title={say('new.title')}
        text={say('new.text', { name: staff.name })}
        back={() => void leave()}
      >
        <ChangePasswordForm
          owner={{ login: staff.login ?? staff.jobNumber, jobNumber: staff.jobNumber }}
          known={password}
          submit={say('new.submit')}
          onDone={enter}
        />
      </SignInFrame>
    )
  if (codes)
    return (
      <SignInFrame {...frame} title={say('recovery.title')} text={say('recovery.text')}>
        <RecoveryCodes codes={codes} go={say('recovery.enter')} onKept={() => void enter()} />
      </SignInFrame>
    )
  return (
    <SignInFrame
      {...frame}
      title={say('enrol.title')}
      text={say('enrol.text', { name: staff.name })}
      back={() => void leave()}
    >
      <Suspense fallback={<Skeleton lines={8} />}>
        <TotpEnrolment onEnrolled={setCodes} />
      </Suspense>
    </SignInFrame>
  )
}

/** Single sign-on comes back with the token of a half-finished sign-in after the `#`, where no server and no log sees it. */
function pendingOfAddress(): Pending | undefined {
  const token = new URLSearchParams(location.hash.slice(1)).get('second-factor')
  if (!token) return undefined
  history.replaceState(history.state, '', location.pathname)
  return { token }
}
