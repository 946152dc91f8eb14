import type { OutputOf } from '@shouwen/contract/operation'
import type { resetPassword } from '@shouwen/contract/people'
import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { RelativeTime } from '#ui/relative-time.tsx'
import { CopyButton } from './copy-button.tsx'
import style from './panel.module.css'

/** A one-time password, this once, for handing over by a safe way. */
export function OneTimePassword({
  given,
  name,
  onKept
}: {
  given: OutputOf<typeof resetPassword>
  name: string
  onKept: () => void
}) {
  const { say } = usePhrases('people')
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <div ref={place} className={style.secret} role="status">
      <p>{say('one-time.text', { name })}</p>
      <dl>
        <dt>{say('staff.login')}</dt>
        <dd>{given.login}</dd>
        <dt>{say('one-time.password')}</dt>
        <dd>{given.oneTimePassword}</dd>
      </dl>
      <p className={style.quiet}>
        {say('one-time.until')} <RelativeTime at={given.expiresAt} exact />
      </p>
      <div className={style.buttons}>
        <CopyButton text={given.oneTimePassword} label={say('one-time.copy')} />
        <Button onClick={onKept}>{say('one-time.kept')}</Button>
      </div>
    </div>
  )
}
