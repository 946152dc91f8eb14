import type { OutputOf } from '@shouwen/contract/operation'
import { Icon } from '#ui/icon.tsx'
import { useNow } from '#ui/now.ts'
import { momentOf } from '#ui/time.ts'
import { useWords } from '#ui/words.ts'
import type { at } from '../operations.ts'
import { usePhrases } from '../phrases.tsx'
import { Go } from '../place.tsx'
import style from './my-tickets.module.css'
import { NextPromise } from './next-promise.tsx'
import { StepMark } from './step-mark.tsx'

export type TicketItem = OutputOf<typeof at.listMyTickets>['items'][number]

/** One matter: what it is about, where it stands, what comes next. */
export function TicketLine({ ticket }: { ticket: TicketItem }) {
  const { say, pick } = usePhrases('portal')
  const words = useWords()
  const nowMs = useNow(60_000)
  return (
    <li>
      <Go to={`/tickets/${ticket.id}`} className={`card ${style.line}`}>
        <div className={style.top}>
          <strong>{ticket.title}</strong>
          <StepMark step={ticket.step} />
        </div>
        {ticket.needed ? (
          <p className={style.needed}>
            <Icon name="warn" size={18} />
            {say('ticket.needed', { what: pick(ticket.needed) })}
          </p>
        ) : null}
        {ticket.nextPromise ? <NextPromise promise={ticket.nextPromise} /> : null}
        <p className={style.facts}>
          {ticket.number} · {momentOf(ticket.openedAt, words, nowMs)}
          {ticket.ownerJobNumber ? ` · ${say('ticket.owner', { job: ticket.ownerJobNumber })}` : ''}
        </p>
      </Go>
    </li>
  )
}
