import { getSession, signOut, updateMyProfile } from '@shouwen/contract/account'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useAppearance } from '#lib/appearance.ts'
import { call } from '#lib/call.ts'
import { usePhrases } from '#lib/phrases.ts'
import { refresh, useRead } from '#lib/read.ts'
import { toast } from '#ui/undo-toast.tsx'
import { EnrolStep } from './enrol-step.tsx'
import { NewPasswordStep } from './new-password-step.tsx'
import { PasswordStep } from './password-step.tsx'
import { SecondFactorStep } from './second-factor-step.tsx'
import { SignInFrame } from './sign-in-frame.tsx'

type Pending = { token: string }

/**
 * The way in, at whatever address somebody asked for: login and password, a second factor, and what the person owes
 * before their roles count (a password of their own, an enrolled app).
 */
export function SignIn() {
  const { say } = usePhrases('sign-in')
  const client = useQueryClient()
  const session = useRead(getSession, {}).data
  const { theme, language } = useAppearance()
  const hasChosen = useRef(false)
  const [pending, setPending] = useState<Pending | undefined>(pendingOfAddress)
  const [password, setPassword] = useState<string>()
  useEffect(() => {
    document.title = `${say('title')} · 首问 Shouwen`
  }, [say])

  const enter = async () => {
    // Chosen on this page by the person who then signed in: it is theirs from now on.
    if (hasChosen.current) await call(updateMyProfile, { theme, language }).catch(() => {})
    await refresh(client, [getSession])
    setPending(undefined)
  }
  const leave = async () => {
    await call(signOut, {}).catch(() => {})
    setPassword(undefined)
    setPending(undefined)
    await refresh(client, [getSession])
  }
  const staff = session?.staff
  const owes = session?.owes ?? []
  const frame = { onChoose: () => (hasChosen.current = true) }
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
      <SignInFrame {...frame} title={say('title')} text={say('text')}>
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
      <SignInFrame {...frame} title={say('new.title')} text={say('new.text', { name: staff.name })} back={() => void leave()}>
        <NewPasswordStep known={password} onDone={enter} />
      </SignInFrame>
    )
  return (
    <SignInFrame {...frame} title={say('enrol.title')} text={say('enrol.text', { name: staff.name })} back={() => void leave()}>
      <EnrolStep onDone={enter} />
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
