import { listPausesToDecide } from '@shouwen/contract/ticket-pauses'
import { readTicketChoices } from '@shouwen/contract/ticket-choices'
import { Link } from '@tanstack/react-router'
import { DecidePause } from '#lib/decide-pause.tsx'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useCan } from '#lib/session.ts'
import { RelativeTime } from '#ui/relative-time.tsx'
import style from './my-work.module.css'

/** Pauses for which I am the second person; nothing for those who may not decide any. */
export function Pauses() {
  return useCan()('pause.approve') ? <PausesToDecide /> : null
}

function PausesToDecide() {
  const { say, pick } = usePhrases('pauses')
  const items = useRead(listPausesToDecide, {}).data?.items ?? []
  const reasons = useRead(readTicketChoices, {}).data?.pauseReasons ?? []
  const words = (code: string) => {
    const known = reasons.find((one) => one.code === code)
    return known ? pick(known) : code
  }
  return (
    <section className={style.card} aria-label={say('title')}>
      <div className={style.head}>
        <h2>
          {say('title')} {items.length > 0 ? <small>{items.length}</small> : null}
        </h2>
      </div>
      {items.length === 0 ? <p className={style.none}>{say('none')}</p> : null}
      <ul className={style.items}>
        {items.map((ask) => (
          <li key={ask.id} className={style.item}>
            <Link className={style.grow} to="/tickets/$ticketId" params={{ ticketId: ask.ticketId }} title={ask.title}>
              {ask.title}
            </Link>
            <RelativeTime at={ask.askedAt} />
            <span className={style.under}>
              {[words(ask.reason), ask.askedBy && `${ask.askedBy.name} ${ask.askedBy.jobNumber}`, ask.detail]
                .filter(Boolean)
                .join(' · ')}
            </span>
            <DecidePause ask={ask} number={ask.number} />
          </li>
        ))}
      </ul>
    </section>
  )
}
