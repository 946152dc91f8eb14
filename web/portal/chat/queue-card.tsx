import { lazy, Suspense } from 'react'
import { Icon } from '#ui/icon.tsx'
import { usePhrases } from '../phrases.tsx'
import type { Conversation } from '../who.ts'
import style from './messages.module.css'

const MeanwhileAnswers = lazy(() => import('../menu/menu-card.tsx').then((card) => ({ default: card.MeanwhileAnswers })))

/** The place in the queue and what can honestly be said of the wait; nobody there is said too. */
export function QueueCard({
  queue,
  conversation
}: {
  queue: NonNullable<Conversation['queue']>
  conversation: Conversation
}) {
  const { say } = usePhrases('portal')
  const ahead = queue.position - 1
  const minutes = queue.estimateSeconds === null ? null : Math.max(1, Math.round(queue.estimateSeconds / 60))
  return (
    <>
    <div className={style.queue} role="status">
      <Icon name="clock" size={20} />
      <div>
        <strong>{ahead === 0 ? say('queue.next') : say('queue.ahead', { count: ahead })}</strong>
        <p>
          {queue.agentsOnline === 0
            ? say(conversation.contact ? 'queue.nobody-mail' : 'queue.nobody')
            : minutes === null
              ? say('queue.no-estimate', { count: queue.agentsOnline })
              : say('queue.estimate', { count: minutes })}
        </p>
      </div>
    </div>
    <Suspense fallback={null}>
      <MeanwhileAnswers />
    </Suspense>
    </>
  )
}
