import { useState } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { RecoveryCodes } from './recovery-codes.tsx'
import { TotpEnrolment } from './totp-enrolment.tsx'

/** Enrolment of the app that a role demands, then its recovery codes. */
export function EnrolStep({ onDone }: { onDone: () => Promise<void> }) {
  const { say } = usePhrases('sign-in')
  const [codes, setCodes] = useState<string[]>()
  if (codes) return <RecoveryCodes codes={codes} go={say('recovery.enter')} onKept={() => void onDone()} />
  return <TotpEnrolment onEnrolled={setCodes} />
}
