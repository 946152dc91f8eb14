import { ExplainedPromise, type ServerPromise } from '#lib/explained-promise.tsx'
import { usePhrases } from '#lib/phrases.ts'
import { useState } from 'react'
import style from './ticket-promises.module.css'

/** Every promise of a ticket, the strictest that still runs first; those done step back and fold away when there are many. */
export function TicketPromises({ promises }: { promises: readonly ServerPromise[] }) {
  const { say } = usePhrases('tickets')
  const [all, setAll] = useState(false)
  if (promises.length === 0) return <p className={style.none}>{say('promise.none')}</p>
  const open = promises.filter(isUnfinished)
  const done = promises.filter((each) => !isUnfinished(each))
  const shownDone = all || promises.length <= 5 ? done : []
  return (
    <div className={style.strip} role="group" aria-label={say('promise.label')}>
      {open.map((promise) => (
        <ExplainedPromise key={promise.id} promise={promise} named />
      ))}
      {shownDone.map((promise) => (
        <ExplainedPromise key={promise.id} promise={promise} named size="small" />
      ))}
      {shownDone.length < done.length ? (
        <button type="button" className={style.more} onClick={() => setAll(true)}>
          {say('promise.done', { count: done.length })}
        </button>
      ) : null}
    </div>
  )
}

function isUnfinished(promise: ServerPromise): boolean {
  return promise.stoppedAt === null && promise.state !== 'cancelled' && promise.state !== 'kept'
}
