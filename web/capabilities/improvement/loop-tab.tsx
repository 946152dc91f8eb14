import type { CaseTabProps } from '#web/complaints/case-tabs.ts'
import style from './loop.module.css'
import { RepeatPart } from './repeat-part.tsx'
import { TicketImprovements } from './ticket-improvements.tsx'
import { VoicePart } from './voice-part.tsx'

/** Closing the loop of one complaint: whether it is an earlier one again, and what is improved because of it. @norm TK-17 TK-31 GV-24 */
export function LoopTab({ ticketId, regionId }: CaseTabProps) {
  return (
    <div className={style.loop}>
      <RepeatPart ticketId={ticketId} />
      <VoicePart ticketId={ticketId} regionId={regionId} />
      <TicketImprovements ticketId={ticketId} />
    </div>
  )
}
