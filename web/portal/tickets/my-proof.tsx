import { Icon } from '#ui/icon.tsx'
import { at } from '../operations.ts'
import { usePhrases } from '../phrases.tsx'
import { Go } from '../place.tsx'
import { useRead } from '../read.ts'
import { Trouble, Waiting } from '../states.tsx'
import style from './my-proof.module.css'

/** What the appeal office asks for first: that, when and with which answer one complained to us. Made to be printed or kept. */
export function MyProof({ ticketId }: { ticketId: string }) {
  const { say, pick } = usePhrases('portal')
  const { data, error, retry } = useRead(at.readMyProof, { ticketId })
  if (error && !data)
    return (
      <div className="page">
        <Trouble refusal={error} onRetry={retry} />
      </div>
    )
  if (!data) return <Waiting />
  const facts: [string, string | null][] = [
    ['number', data.number],
    ['customer', data.customerName],
    ['matter', data.matter],
    ['source-number', data.sourceNumber],
    ['received', moment(data.receivedAt)],
    ['first-answer', moment(data.firstAnsweredAt)],
    ['due', moment(data.answerDueAt)],
    ['in-time', data.answeredInTime === null ? null : say(data.answeredInTime ? 'proof.yes' : 'proof.no')],
    ['resolved', moment(data.resolvedAt)],
    ['closed', moment(data.closedAt)],
    ['resolution', data.resolution]
  ]
  return (
    <div className={`page ${style.proof}`}>
      <nav>
        <Go to={`/tickets/${ticketId}`} className="quiet">
          <Icon name="back" size={18} />
          {say('nav.tickets')}
        </Go>
        <button type="button" className="main-act" onClick={() => print()}>
          {say('proof.print')}
        </button>
      </nav>
      <article className="card">
        <h1>{say('proof.title')}</h1>
        <p className={style.by}>{pick(data.operator)}</p>
        <dl>
          {facts.map(([name, value]) =>
            value ? (
              <div key={name}>
                <dt>{say(`proof.${name}`)}</dt>
                <dd>{value}</dd>
              </div>
            ) : null
          )}
        </dl>
        <h2>{say('proof.said')}</h2>
        {data.replies.length === 0 ? <p>{say('ticket.no-words')}</p> : null}
        <ol>
          {data.replies.map((one) => (
            <li key={one.at + one.sha256}>
              <strong>{say(`proof.from.${one.from}`)}</strong> <time dateTime={one.at}>{moment(one.at)}</time>
              <p>{one.body}</p>
            </li>
          ))}
        </ol>
        <footer>
          <p>{say('proof.printed', { at: moment(data.printedAt) ?? '' })}</p>
          <p>
            SHA-256 <code>{data.sha256}</code>
          </p>
        </footer>
      </article>
    </div>
  )
}

/** On paper a moment is whole: day, time and offset. */
function moment(instant: string | null): string | null {
  if (!instant) return null
  const at = new Date(instant)
  const two = (n: number) => String(n).padStart(2, '0')
  const offset = -at.getTimezoneOffset()
  const zone = `UTC${offset < 0 ? '−' : '+'}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())} ${zone}`
}
