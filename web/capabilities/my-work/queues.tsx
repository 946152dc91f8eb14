import { listQueues, myQueue } from '@shouwen/contract/queues'
import { readMyWork } from '@shouwen/contract/ticket-lists'
import { takeTicket } from '@shouwen/contract/ticket-work'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { call, isRefused } from '#lib/call.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useCan, useSession } from '#lib/session.ts'
import { Keycap } from '#ui/keycap.tsx'
import { useShortcut } from '#ui/shortcuts.ts'
import { toast } from '#ui/undo-toast.tsx'
import style from './my-work.module.css'

const attempts = 5

/** Queues I work from with how many wait, and one key that takes the most urgent. */
export function Queues({ waiting }: { waiting: number }) {
  const { say, language } = usePhrases('my-work')
  const navigate = useNavigate()
  const may = useCan()
  const me = useSession().staff.id
  const queues = useRead(listQueues, {}, { enabled: may('queue.read') })
  const take = useAct(takeTicket, { refreshes: [readMyWork, listQueues, myQueue] })
  const [isLooking, setLooking] = useState(false)
  const mine = queues.data?.items.filter((each) => each.active && each.members.some((member) => member.id === me)) ?? []
  const canTake = may('ticket.accept') && waiting > 0
  const takeNext = async () => {
    setLooking(true)
    try {
      // Somebody may be quicker: then the next one.
      const { items } = await call(myQueue, { part: 'waiting', limit: attempts })
      for (const ticket of items) {
        if (!(await take.act({ ticketId: ticket.id }))) continue
        toast({ text: say('queues.taken', { number: ticket.number }), tone: 'good' })
        return void navigate({ to: '/tickets/$ticketId', params: { ticketId: ticket.id } })
      }
      toast({ text: say('queues.none-left') })
    } catch (error) {
      if (!isRefused(error)) throw error
      toast({ text: language === 'en' ? error.en : error.zh, tone: 'bad' })
    } finally {
      setLooking(false)
    }
  }
  useShortcut('t', say('queues.take'), () => void takeNext(), { group: say('title'), enabled: canTake })
  if (mine.length === 0 && waiting === 0) return null
  return (
    <section className={style.card} aria-label={say('queues.title')}>
      <div className={style.head}>
        <h2>
          {say('queues.title')} <small>{say('queues.waiting', { count: waiting })}</small>
        </h2>
        {canTake ? (
          <Button type="primary" size="small" loading={isLooking || take.isBusy} onClick={() => void takeNext()}>
            {say('queues.take')} <Keycap keys="t" />
          </Button>
        ) : null}
      </div>
      <ul className={style.items}>
        {mine.map((queue) => (
          <li key={queue.code} className={style.item}>
            <Link
              className={style.grow}
              to="/tickets"
              search={{
                view: 'unassigned-in-my-queues',
                filter: { queueCodes: [queue.code], assignee: 'none', statuses: ['acknowledged', 'inProgress', 'held'] }
              }}
            >
              {language === 'en' ? queue.nameEn : queue.nameZh}
            </Link>
            <span className="number">{queue.waiting >= 1000 ? '1000+' : queue.waiting}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
