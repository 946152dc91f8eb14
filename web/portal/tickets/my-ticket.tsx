import { addressOf, isRefused } from '#lib/call.ts'
import { Icon } from '#ui/icon.tsx'
import { useNow } from '#ui/now.ts'
import { momentOf } from '#ui/time.ts'
import { useWords } from '#ui/words.ts'
import { Files } from '../files.tsx'
import { at } from '../operations.ts'
import { usePhrases } from '../phrases.tsx'
import { Go } from '../place.tsx'
import { useRead } from '../read.ts'
import { Empty, Trouble, Waiting } from '../states.tsx'
import { NextPromise } from './next-promise.tsx'
import { OwnComplaint } from './own-complaint.tsx'
import { OwnPromises } from './own-promises.tsx'
import { StepMark } from './step-mark.tsx'
import { Steps } from './steps.tsx'
import { SurveyOfTicket } from './survey-of-ticket.tsx'
import style from './my-ticket.module.css'
import { TicketActs } from './ticket-acts.tsx'
import { WriteToTicket } from './write-to-ticket.tsx'

/** One matter, honestly: its steps, its promises and what became of them, who answers for it, what was said, what can be done. */
export function MyTicket({ ticketId }: { ticketId: string }) {
  const { say, pick } = usePhrases('portal')
  const words = useWords()
  const nowMs = useNow(60_000)
  const { data: ticket, error, retry } = useRead(at.readMyTicket, { ticketId })
  if (error && !ticket)
    return (
      <div className="page">
        {isRefused(error, 'not-found') || isRefused(error, 'not-signed-in') ? (
          <Empty icon="ticket" title={say('ticket.unknown')}>
            <Go to="/tickets" className="quiet">
              {say('nav.tickets')}
            </Go>
          </Empty>
        ) : (
          <Trouble refusal={error} onRetry={retry} />
        )}
      </div>
    )
  if (!ticket) return <Waiting />
  return (
    <div className={`page ${style.ticket}`}>
      <Go to="/tickets" className={style.back}>
        <Icon name="back" size={18} />
        {say('nav.tickets')}
      </Go>
      <header className={style.head}>
        <h1>{ticket.title}</h1>
        <StepMark step={ticket.step} />
        <p>
          {ticket.number} · {momentOf(ticket.openedAt, words, nowMs)} ·{' '}
          {ticket.ownerJobNumber ? say('ticket.owner', { job: ticket.ownerJobNumber }) : say('ticket.no-owner')}
        </p>
      </header>
      {ticket.needed ? (
        <section className={style.needed}>
          <Icon name="warn" size={24} />
          <div>
            <strong>{say('ticket.needed', { what: pick(ticket.needed) })}</strong>
            <p>{say('ticket.needed-text')}</p>
          </div>
        </section>
      ) : null}
      <TicketActs ticketId={ticketId} can={ticket.can.filter((one) => one !== 'withdraw')} />
      <section className="card">
        <Steps steps={ticket.steps} step={ticket.step} />
        {ticket.nextPromise ? <NextPromise promise={ticket.nextPromise} /> : null}
        <OwnPromises promises={ticket.promises} />
      </section>
      {ticket.resolution ? (
        <section className={`card ${style.result}`}>
          <h2>{say('ticket.result')}</h2>
          <p>{ticket.resolution}</p>
        </section>
      ) : null}
      {ticket.step === 'closed' ? <SurveyOfTicket ticketId={ticketId} /> : null}
      <section className={`card ${style.words}`}>
        <h2>{say('ticket.words')}</h2>
        <ol>
          {ticket.asked ? (
            <li className={style.you}>
              <strong>{say('ticket.from.you')}</strong>
              <time dateTime={ticket.openedAt}>{momentOf(ticket.openedAt, words, nowMs)}</time>
              <p>{ticket.asked}</p>
            </li>
          ) : null}
          {ticket.words.map((one, index) => (
            // The words have no ids of their own and only ever grow at the end.
            <li
              key={index}
              className={one.from === 'you' ? style.you : one.from === 'system' ? style.system : style.us}
            >
              <strong>{say(`ticket.from.${one.from}`)}</strong>
              <time dateTime={one.at}>{momentOf(one.at, words, nowMs)}</time>
              <p>{one.body}</p>
            </li>
          ))}
        </ol>
        {ticket.words.length === 0 && !ticket.asked ? <p className={style.quiet}>{say('ticket.no-words')}</p> : null}
        {ticket.files.length > 0 ? <h3>{say('ticket.files')}</h3> : null}
        <Files
          files={ticket.files}
          href={(fileId) => addressOf(at.downloadMyTicketFile, { ticketId, fileId, inline: true })}
        />
        {ticket.can.includes('write') ? (
          <>
            <WriteToTicket ticketId={ticketId} />
            <Go to={`/tickets/${ticketId}/chat`} className={style.ask}>
              <Icon name="chat" size={18} />
              {say('ask.about-ticket')}
            </Go>
          </>
        ) : null}
      </section>
      {ticket.kind === 'complaint' ? <OwnComplaint ticketId={ticketId} /> : null}
      {/* Taking it back is the last thing to think of. */}
      <TicketActs ticketId={ticketId} can={ticket.can.filter((one) => one === 'withdraw')} />
    </div>
  )
}
