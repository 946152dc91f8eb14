import { answerForTicket } from '@shouwen/contract/improvement-mass'
import { Link } from '@tanstack/react-router'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useCan } from '#lib/session.ts'
import { RelativeTime } from '#ui/relative-time.tsx'
import style from './loop.module.css'
import { OneAnswer } from './one-mass.tsx'

/** What every channel says about this ticket, and the mass complaint it belongs to; nothing when there is neither. @norm GV-24 TK-46 */
export function VoicePart({ ticketId, regionId }: { ticketId: string; regionId: number }) {
  const { say } = usePhrases('improvement')
  const may = useCan()
  const { data } = useRead(answerForTicket, { ticketId })
  if (!data?.answer && !data?.mass) return null
  return (
    <section className={style.part} aria-label={say('answer.title')}>
      <h2>{say('answer.title')}</h2>
      {data.mass ? (
        <p className={style.line}>
          {say('mass.belongs', { number: data.mass.parentNumber, count: data.mass.caseCount })}
          {data.mass.expectedAt ? <span className={style.small}>{say('mass.expected')} <RelativeTime at={data.mass.expectedAt} exact /></span> : null}
          {may('improvement.read') ? <Link to="/complaint-patterns" search={{ show: 'mass', open: data.mass.id }}>{say('mass.open')}</Link> : null}
        </p>
      ) : null}
      {data.answer ? <OneAnswer answer={data.answer} regionId={regionId} /> : <p className={style.small}>{say('answer.none')}</p>}
    </section>
  )
}
