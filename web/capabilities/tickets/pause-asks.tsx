import { listPauseAsks } from '@shouwen/contract/ticket-pauses'
import { DecidePause } from '#lib/decide-pause.tsx'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { RelativeTime } from '#ui/relative-time.tsx'
import style from './pause-asks.module.css'
import { useTicketChoices } from './ticket-words.ts'

/** The pause that is asked for, under the promises it would stop: who asked and why, and the answer of the second person. */
export function PauseAsks({ ticketId, number, stands }: { ticketId: string; number: string; stands: boolean }) {
  const { say } = usePhrases('pauses')
  const { reason } = useTicketChoices()
  const [last] = useRead(listPauseAsks, { ticketId }).data?.items ?? []
  // What was decided is of interest as long as the ticket still stands for it.
  if (!last || last.state === 'lapsed' || (last.state !== 'open' && !stands)) return null
  const who = last.state === 'open' ? last.askedBy : last.decidedBy
  return (
    <section className={style.ask} data-state={last.state} aria-label={say(last.state, { reason: reason(last.reason) })}>
      <strong>{say(last.state, { reason: reason(last.reason) })}</strong>
      <span className={style.under}>
        {who ? say(last.state === 'open' ? 'by' : 'decided-by', { name: who.name, jobNumber: who.jobNumber }) : null}{' '}
        <RelativeTime at={last.decidedAt ?? last.askedAt} />
      </span>
      <span className={style.detail}>{last.note ?? last.detail}</span>
      {last.mine ? <DecidePause ask={last} number={number} /> : null}
      {last.state === 'open' ? <span className={style.under}>{say('open-hint')}</span> : null}
    </section>
  )
}
