import type { CaseTabProps } from '#web/complaints/case-tabs.ts'
import style from './loop.module.css'
import { RepeatPart } from './repeat-part.tsx'
import { TicketImprovements } from './ticket-improvements.tsx'

/** Closing the loop of one complaint: whether it is an earlier one again, and what is improved because of it. @norm TK-17 TK-31 */
export function LoopTab({ ticketId }: CaseTabProps) {
  return (
    <div className={style.loop}>
      <RepeatPart ticketId={ticketId} />
      <TicketImprovements ticketId={ticketId} />
    </div>
  )
}
