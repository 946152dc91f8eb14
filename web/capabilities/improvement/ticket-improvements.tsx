import { listImprovements } from '@shouwen/contract/improvement-register'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useCan } from '#lib/session.ts'
import style from './loop.module.css'
import { OneImprovement } from './one-improvement.tsx'

const NewImprovement = lazy(() => import('./new-improvement.tsx').then((part) => ({ default: part.NewImprovement })))

/** What is improved because of a ticket. @norm IM-08 QI-13 */
export function TicketImprovements({ ticketId }: { ticketId: string }) {
  const { say } = usePhrases('improvement')
  const may = useCan()
  const { data } = useRead(listImprovements, { ticketId, limit: 50 })
  const [isNew, setNew] = useState(false)
  const items = data?.items ?? []
  return (
    <section className={style.part} aria-label={say('register.title')}>
      <h2>
        {say('register.title')} {items.length > 0 ? <span className={style.small}>{items.length}</span> : null}
      </h2>
      {data && items.length === 0 ? <p className={style.small}>{say('register.none-here')}</p> : null}
      {items.map((item) => (
        <OneImprovement key={item.id} item={item} />
      ))}
      {isNew ? (
        <Suspense>
          <NewImprovement about={{ ticketId }} onClose={() => setNew(false)} onDone={() => setNew(false)} />
        </Suspense>
      ) : may('improvement.write') ? (
        <p className={style.line}>
          <Button size="small" onClick={() => setNew(true)}>{say('register.new')}</Button>
        </p>
      ) : null}
    </section>
  )
}
