import type { findComplaintByNumber } from '@shouwen/contract/complaint-intake'
import type { OutputOf } from '@shouwen/contract/operation'
import { Link } from '@tanstack/react-router'
import { usePhrases } from '#lib/phrases.ts'
import { RelativeTime } from '#ui/relative-time.tsx'
import style from './take-complaint.module.css'

type Known = NonNullable<OutputOf<typeof findComplaintByNumber>['known']>

/** The sender's number was taken before: said before one types it all again. @norm TK-01 */
export function KnownNumber({ known }: { known: Known }) {
  const { say } = usePhrases('complaints')
  return (
    <p className={style.known} role="alert">
      {say('take.known')}{' '}
      <Link to="/complaints/$ticketId" params={{ ticketId: known.ticketId }}>
        {known.number} {known.title}
      </Link>{' '}
      <RelativeTime at={known.openedAt} />
    </p>
  )
}
