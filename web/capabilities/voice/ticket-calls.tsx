import { listCalls } from '@shouwen/contract/calls'
import type { OutputOf } from '@shouwen/contract/operation'
import { Link } from '@tanstack/react-router'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useCan } from '#lib/session.ts'
import { RelativeTime } from '#ui/relative-time.tsx'
import { countdownOf } from '#ui/time.ts'
import { RecordingPlayer } from './recording-player.tsx'
import style from './ticket-calls.module.css'

type Item = OutputOf<typeof listCalls>['items'][number]

/** The telephone calls about a ticket, each with its story and its recordings; nothing when there were none. */
export function TicketCalls({ ticketId }: { ticketId: string }) {
  const { say } = usePhrases('voice')
  const calls = useRead(listCalls, { ticketId })
  const items = calls.data?.items ?? []
  if (items.length === 0) return null
  return (
    <section className={style.calls} aria-label={say('calls')}>
      <h2>{say('calls')}</h2>
      {items.map((item) => (
        <OneCall key={item.call.id} item={item} />
      ))}
    </section>
  )
}

function OneCall({ item: { call, steps, recordings, mayListen } }: { item: Item }) {
  const { say, language } = usePhrases('voice')
  const may = useCan()
  const length = call.answeredAt && call.endedAt ? Date.parse(call.endedAt) - Date.parse(call.answeredAt) : undefined
  const kept = recordings.filter((one) => one.state === 'kept')
  return (
    <article className={style.call}>
      <p className={style.head}>
        <RelativeTime at={call.startedAt} />
        <span>{call.agent && call.answeredAt ? call.agent.jobNumber : say('unanswered')}</span>
        <span>{length === undefined ? (call.state === 'ended' ? '' : say(`state.${call.state}`)) : countdownOf(length, language)}</span>
        {may('floor.read') ? (
          <Link to="/floor/contacts/$contactId" params={{ contactId: call.id }}>
            {say('why')}
          </Link>
        ) : null}
      </p>
      {call.state === 'ended' && call.answeredAt ? (
        <p className={style.small}>
          {say(call.endedBy === 'customer' ? 'ended-by-customer' : call.endedBy === 'agent' ? 'ended-by-agent' : 'ended-by-system')}
        </p>
      ) : null}
      {mayListen ? kept.map((one) => <RecordingPlayer key={one.id} callId={call.id} recording={one} />) : kept.length > 0 ? <p className={style.small}>{say('recorded-kept')}</p> : null}
      <details>
        <summary>{say('story')}</summary>
        <ol className={style.story}>
          {steps.map((step) => (
            <li key={step.id}>
              <RelativeTime at={step.at} exact />
              <span>
                {say(`step.${step.kind}`, { digits: String(step.data['digits'] ?? '••••'), mode: typeof step.data['mode'] === 'string' ? say(`mode.${step.data['mode']}`) : '' })}
                {step.staff ? ` · ${step.staff.jobNumber}` : ''}
              </span>
            </li>
          ))}
        </ol>
      </details>
    </article>
  )
}
