import type { OutputOf } from '@shouwen/contract/operation'
import { readMyWork } from '@shouwen/contract/ticket-lists'
import { acceptTask } from '@shouwen/contract/ticket-tasks'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { PromiseBadge } from '#ui/promise-badge.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { toast } from '#ui/undo-toast.tsx'
import style from './my-work.module.css'

type Task = OutputOf<typeof readMyWork>['tasks'][number]

/** Tasks of other tickets that wait for me or my unit, the nearest deadline first. */
export function Tasks({ tasks, more }: { tasks: readonly Task[] /** How many are not shown. */; more: number }) {
  const { say } = usePhrases('my-work')
  return (
    <section className={style.card} aria-label={say('tasks.title')}>
      <div className={style.head}>
        <h2>
          {say('tasks.title')} {tasks.length > 0 ? <small>{tasks.length + Math.max(0, more)}</small> : null}
        </h2>
      </div>
      {tasks.length === 0 ? <p className={style.none}>{say('tasks.none')}</p> : null}
      <ul className={style.items}>
        {tasks.map((task) => (
          <OneTask key={task.id} task={task} />
        ))}
      </ul>
    </section>
  )
}

function OneTask({ task }: { task: Task }) {
  const { say } = usePhrases('my-work')
  const accept = useAct(acceptTask, { refreshes: [readMyWork] })
  const take = async () => {
    if (await accept.act({ ticketId: task.ticketId, taskId: task.id }))
      toast({ text: say('tasks.accepted', { title: task.title }), tone: 'good' })
  }
  return (
    <li className={style.item}>
      <Link className={style.grow} to="/tickets/$ticketId" params={{ ticketId: task.ticketId }} title={task.title}>
        {task.title}
      </Link>
      {task.nextDueAt ? (
        <PromiseBadge size="small" state="running" dueAt={task.nextDueAt} atRiskAt={task.atRiskAt} />
      ) : null}
      <span className={style.under}>
        <span className="number">{task.ticketNumber}</span>
        <span>{say(task.mine ? 'tasks.mine' : 'tasks.unit')}</span>
        {task.status === 'assigned' ? (
          <Button size="small" loading={accept.isBusy} onClick={() => void take()}>
            {say('tasks.accept')}
          </Button>
        ) : null}
      </span>
      {accept.refusal ? <RefusalNotice refusal={accept.refusal} inline /> : null}
    </li>
  )
}
