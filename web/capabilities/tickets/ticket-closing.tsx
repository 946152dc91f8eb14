import { usePhrases } from '#lib/phrases.ts'
import { RelativeTime } from '#ui/relative-time.tsx'
import { DetailSection } from './detail-section.tsx'
import style from './ticket-details.module.css'
import type { TicketPageData } from './ticket-page.tsx'

/** How it was solved and what the customer said to that. */
export function TicketClosing({ page: { ticket } }: { page: TicketPageData }) {
  const { say } = usePhrases('tickets')
  const { confirmation } = ticket
  if (!ticket.resolution && !confirmation) return null
  const answer = confirmation?.answer
  const compensation = confirmation?.compensation
  const line = (label: string, value: string) => (
    <div className={style.line}>
      <span>{label}</span>
      <span>{value}</span>
    </div>
  )
  return (
    <DetailSection title={say('closing.title')}>
      {ticket.resolution ? <p className={style.text}>{ticket.resolution}</p> : null}
      <div className={style.facts}>
        {ticket.rootCause ? line(say('resolve.cause'), say(`cause.${ticket.rootCause}`)) : null}
        {answer ? line(say('confirm.solved'), say(answer.solved ? 'confirm.yes' : 'confirm.no')) : null}
        {answer && answer.satisfied !== null
          ? line(say('confirm.satisfied'), say(answer.satisfied ? 'confirm.satisfied-yes' : 'confirm.satisfied-no'))
          : null}
        {answer?.score ? line(say('confirm.score'), `${answer.score} / 5`) : null}
        {answer?.comment ? line(say('confirm.comment'), answer.comment) : null}
        {confirmation?.attempts.length && !answer ? (
          <div className={style.line}>
            <span>{say('confirm.attempts-title')}</span>
            <span>
              {confirmation.attempts.length} · <RelativeTime at={confirmation.attempts.at(-1)?.at ?? ticket.statusAt} />
            </span>
          </div>
        ) : null}
        {compensation
          ? line(
              say('closing.compensation'),
              [
                say(`compensation.${compensation.decision}`),
                compensation.amountCents ? `¥${(compensation.amountCents / 100).toFixed(2)}` : '',
                compensation.note ?? ''
              ]
                .filter(Boolean)
                .join(' · ')
            )
          : null}
        {confirmation?.improvement ? line(say('closing.improvement'), confirmation.improvement) : null}
      </div>
    </DetailSection>
  )
}
