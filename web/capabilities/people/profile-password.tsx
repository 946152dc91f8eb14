import { getMyProfile, getSession } from '@shouwen/contract/account'
import { listMySessions } from '@shouwen/contract/account-security'
import type { PasswordOwner } from '@shouwen/kernels/passwords/index'
import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { refresh } from '#lib/read.ts'
import { useSession } from '#lib/session.ts'
import { RelativeTime } from '#ui/relative-time.tsx'
import { toast } from '#ui/undo-toast.tsx'
import { ChangePasswordForm } from './change-password-form.tsx'
import style from './profile-section.module.css'

/** How old the password is, how long it lasts, and a new one. */
export function ProfilePassword({ owner, changedAt }: { owner: PasswordOwner; changedAt: string | null }) {
  const { say } = usePhrases('profile')
  const client = useQueryClient()
  const { passwordExpiresAt } = useSession()
  const [isOpen, setOpen] = useState(false)
  if (isOpen)
    return (
      <div className={style.form}>
        <ChangePasswordForm
          owner={owner}
          submit={say('password.save')}
          onCancel={() => setOpen(false)}
          onDone={async () => {
            setOpen(false)
            toast({ text: say('password.done'), tone: 'good' })
            await refresh(client, [getSession, getMyProfile, listMySessions])
          }}
        />
      </div>
    )
  return (
    <div className={style.line}>
      <div>
        {changedAt ? (
          <p>
            {say('password.changed')} <RelativeTime at={changedAt} />
          </p>
        ) : (
          <p>{say('password.none')}</p>
        )}
        {passwordExpiresAt ? (
          <p className={style.quiet}>
            {say('password.expires')} <RelativeTime at={passwordExpiresAt} exact />
          </p>
        ) : null}
      </div>
      {changedAt ? <Button onClick={() => setOpen(true)}>{say('password.change')}</Button> : null}
    </div>
  )
}
