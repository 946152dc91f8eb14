import { readContact } from '@shouwen/contract/contact-lists'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { ExplainedPromise } from '#lib/explained-promise.tsx'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import type { CallView } from './desk-line.ts'
import style from './softphone.module.css'

const VipGreeting = lazy(() => import('#web/vip/vip-greeting.tsx').then((part) => ({ default: part.VipGreeting })))

/** Who calls, what was promised to them and is not done yet, and what else of theirs is open: before they say it. @norm CC-08 */
export function Caller({ call }: { call: CallView }) {
  const { say } = usePhrases('voice')
  const { data } = useRead(readContact, { conversationId: call.conversationId })
  const { party } = call
  const running = (data?.promises ?? []).filter((promise) => promise.state === 'running' || promise.state === 'paused')
  return (
    <div className={style.caller}>
      <p className={style.who}>
        {party.customerId ? (
          <Link to="/customers/$regionId/$customerId" params={{ regionId: String(call.regionId), customerId: party.customerId }}>
            {party.name ?? say('visitor')}
          </Link>
        ) : (
          <strong>{party.name ?? say('visitor')}</strong>
        )}
        {party.vip ? <span className={style.vip}>VIP</span> : null}
        {party.grade && party.grade !== 'ordinary' ? <span className={style.grade}>{party.grade}</span> : null}
        {party.number ? <span className={style.number}>{party.number}</span> : null}
      </p>
      {party.customerId && (party.vip || party.grade === 'AAA') ? (
        <Suspense fallback={null}>
          <VipGreeting regionId={call.regionId} customerId={party.customerId} />
        </Suspense>
      ) : null}
      {party.customerId ? null : <p className={style.small}>{say('unproved')}</p>}
      {call.ticketId ? (
        <p className={style.small}>
          {say('ticket')}{' '}
          <Link to="/tickets/$ticketId" params={{ ticketId: call.ticketId }}>
            {call.ticketNumber}
          </Link>
        </p>
      ) : null}
      {running.length > 0 ? (
        <ul className={style.promises} aria-label={say('promises')}>
          {running.slice(0, 3).map((promise) => (
            <li key={promise.id}>
              <ExplainedPromise promise={promise} named />
            </li>
          ))}
        </ul>
      ) : null}
      {(data?.openTickets ?? []).length > 0 ? (
        <ul className={style.open} aria-label={say('open-tickets')}>
          {data?.openTickets.slice(0, 3).map((one) => (
            <li key={one.id}>
              <Link to="/tickets/$ticketId" params={{ ticketId: one.id }}>
                {one.number}
              </Link>{' '}
              {one.title}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
