import { getMyProfile } from '@shouwen/contract/account'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { ChangePasswordForm } from './change-password-form.tsx'

/** A password of one's own in place of one that somebody else knows or that has grown old. @norm GV-02 */
export function NewPasswordStep({ known, onDone }: { known: string | undefined; onDone: () => Promise<void> }) {
  const { say } = usePhrases('sign-in')
  const profile = useRead(getMyProfile, {})
  if (profile.error) return <RefusalNotice refusal={profile.error} onRetry={() => void profile.refetch()} />
  if (!profile.data) return <Skeleton lines={6} />
  const { login, jobNumber } = profile.data
  return <ChangePasswordForm owner={{ login: login ?? jobNumber, jobNumber }} known={known} submit={say('new.submit')} onDone={onDone} />
}
