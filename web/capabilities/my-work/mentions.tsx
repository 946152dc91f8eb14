import type { OutputOf } from '@shouwen/contract/operation'
import type { readMyWork } from '@shouwen/contract/ticket-lists'
import { Link } from '@tanstack/react-router'
import { usePhrases } from '#lib/phrases.ts'
import { RelativeTime } from '#ui/relative-time.tsx'
import style from './my-work.module.css'

type Mention = OutputOf<typeof readMyWork>['mentions'][number]

/** Where colleagues named me and I have not looked yet; opening the ticket reads them. */
export function Mentions({ mentions, more }: { mentions: readonly Mention[]; more: number }) {
  const { say } = usePhrases('my-work')
  return (
    <section className={style.card} aria-label={say('mentions.title')}>
      <div className={style.head}>
        <h2>
          {say('mentions.title')} {mentions.length > 0 ? <small>{mentions.length + Math.max(0, more)}</small> : null}
        </h2>
      </div>
      {mentions.length === 0 ? <p className={style.none}>{say('mentions.none')}</p> : null}
      <ul className={style.items}>
        {mentions.map((each) => (
          <li key={each.noteId} className={style.item}>
            <Link
              className={style.grow}
              to="/tickets/$ticketId"
              params={{ ticketId: each.ticketId }}
              title={each.title}
            >
              {each.title}
            </Link>
            <RelativeTime at={each.at} />
            <span className={style.under}>
              <span className="number">{each.number}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
