import { getSession } from '@shouwen/contract/account'
import { type ComponentType, lazy, Suspense, useEffect, useRef } from 'react'
import { useRead } from '#lib/read.ts'
import { type Session, SessionContext } from '#lib/session.ts'
import { Loading } from '#ui/page.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { Shell } from './shell.tsx'

// The sign-in page belongs to the people capability.
const pages = import.meta.glob<{ SignIn: ComponentType<{ hasEnded?: boolean }> }>('../capabilities/people/sign-in.tsx')
const SignIn = Object.values(pages).map((load) => lazy(() => load().then((page) => ({ default: page.SignIn }))))[0]

/**
 * The desk for those who are signed in and owe nothing; the sign-in page, at the same address, for everybody else. So a
 * session that ends comes back to the very page it ended on.
 */
export function SessionGate() {
  const session = useRead(getSession, {})
  const isIn = session.data?.staff != null && session.data.owes.length === 0
  const wasIn = useRef(false)
  useEffect(() => {
    if (isIn) wasIn.current = true
  }, [isIn])
  if (session.error && !session.data)
    return <RefusalNotice refusal={session.error} onRetry={() => void session.refetch()} />
  if (!session.data) return <Loading />
  if (isIn)
    return (
      <SessionContext value={session.data as Session}>
        <Shell />
      </SessionContext>
    )
  if (!SignIn) return <RefusalNotice refusal={{ code: 'not-signed-in', zh: '请先登录', en: 'Please sign in first' }} />
  return (
    <Suspense fallback={<Loading />}>
      <SignIn hasEnded={wasIn.current} />
    </Suspense>
  )
}
