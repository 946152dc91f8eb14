import type { Static } from '@shouwen/contract/operation'
import type { TaskView } from '@shouwen/contract/ticket-schemas'
import { acceptTask, declineTask, finishTask, rateTask } from '@shouwen/contract/ticket-tasks'
import { readTicket } from '@shouwen/contract/tickets'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useCan, useSession } from '#lib/session.ts'
import { IconButton } from '#ui/icon-button.tsx'
import { PromiseBadge } from '#ui/promise-badge.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { StarRating } from '#ui/star-rating.tsx'
import { StatusTag, type Tone } from '#ui/status-tag.tsx'
import { DetailSection } from './detail-section.tsx'
import { useOrganisationNames } from './organisation-names.ts'
import style from './ticket-details.module.css'
import type { TicketPageData } from './ticket-page.tsx'
import type { PanelName } from './verb-panel.tsx'

type Task = Static<typeof TaskView>

const tones: Record<Task['status'], Tone> = {
  assigned: 'info',
  accepted: 'accent',
  done: 'good',
  declined: 'bad',
  cancelled: 'neutral'
}

/** What other departments were asked for, each with its own clock. */
export function TicketTasks({ page, onPanel }: { page: TicketPageData; onPanel: (panel: PanelName) => void }) {
  const { say } = usePhrases('tickets')
  const canGive = page.abilities.includes('task')
  if (page.tasks.length === 0 && !canGive) return null
  return (
    <DetailSection
      title={say('task.title-all')}
      count={page.tasks.length}
      action={
        canGive ? (
          <IconButton icon="plus" size="small" label={say('verb.task')} keys="d" onClick={() => onPanel('task')} />
        ) : undefined
      }
    >
      <ul className={style.items}>
        {page.tasks.map((task) => (
          <OneTask key={task.id} task={task} />
        ))}
      </ul>
    </DetailSection>
  )
}

/** Does the task wait for this person, or for anybody of their unit? */
export function isForMe(task: Task, staff: { id: string; unit: { id: string } }): boolean {
  return task.assignee?.id === staff.id || (task.assignee === null && task.unitId === staff.unit.id)
}

type Asking = 'finish' | 'decline'

function OneTask({ task }: { task: Task }) {
  const { say } = usePhrases('tickets')
  const { unit } = useOrganisationNames()
  const { staff } = useSession()
  const may = useCan()
  const at = { ticketId: task.ticketId, taskId: task.id }
  const accept = useAct(acceptTask, { refreshes: [readTicket] })
  const decline = useAct(declineTask, { refreshes: [readTicket] })
  const finish = useAct(finishTask, { refreshes: [readTicket] })
  const rate = useAct(rateTask, { refreshes: [readTicket] })
  const [asking, setAsking] = useState<Asking>()
  const [text, setText] = useState('')
  const isOurs = isForMe(task, staff)
  const canWork = isOurs && may('ticket.accept')
  const submit = async () => {
    const said = text.trim()
    const done =
      asking === 'finish'
        ? await finish.act({ ...at, result: said })
        : await decline.act({ ...at, reason: said.slice(0, 300) })
    if (done) setAsking(undefined)
  }
  const refusal = accept.refusal ?? decline.refusal ?? finish.refusal ?? rate.refusal
  return (
    <li className={style.item}>
      <span className={style.grow}>{task.title}</span>
      {task.nextDueAt && (task.status === 'assigned' || task.status === 'accepted') ? (
        <PromiseBadge
          size="small"
          state="running"
          startedAt={task.givenAt}
          dueAt={task.nextDueAt}
          atRiskAt={task.atRiskAt}
        />
      ) : null}
      <StatusTag tone={tones[task.status]} settled={task.status === 'done'}>
        {say(`task.status-${task.status}`)}
      </StatusTag>
      <span className={style.under}>
        {[unit(task.unitId), task.assignee && `${task.assignee.name} ${task.assignee.jobNumber}`]
          .filter(Boolean)
          .join(' · ')}
        {task.status === 'assigned' || task.status === 'accepted' ? (
          <div className={style.text}>{task.detail}</div>
        ) : null}
        {task.result ? <div className={style.text}>{task.result}</div> : null}
        {task.declineReason ? <div className={style.text}>{task.declineReason}</div> : null}
      </span>
      {asking ? (
        <form
          className={style.under}
          onSubmit={(event) => {
            event.preventDefault()
            void submit()
          }}
        >
          <Input.TextArea
            autoFocus
            size="small"
            value={text}
            maxLength={asking === 'finish' ? 5000 : 300}
            autoSize={{ minRows: 2, maxRows: 8 }}
            aria-label={say(`task.${asking}-what`)}
            placeholder={say(`task.${asking}-what`)}
            onChange={(event) => setText(event.target.value)}
          />
          <div className={style.acts}>
            <Button
              size="small"
              type="primary"
              htmlType="submit"
              disabled={text.trim() === ''}
              loading={finish.isBusy || decline.isBusy}
            >
              {say(`task.${asking}`)}
            </Button>
            <Button size="small" type="text" onClick={() => setAsking(undefined)}>
              {say('verb.leave')}
            </Button>
          </div>
        </form>
      ) : canWork && (task.status === 'assigned' || task.status === 'accepted') ? (
        <div className={style.acts}>
          {task.status === 'assigned' ? (
            <Button size="small" type="primary" loading={accept.isBusy} onClick={() => void accept.act(at)}>
              {say('task.accept')}
            </Button>
          ) : (
            <Button size="small" type="primary" onClick={() => setAsking('finish')}>
              {say('task.finish')}
            </Button>
          )}
          {/* What one has accepted is finished, not sent back. */}
          {task.status === 'assigned' ? (
            <Button size="small" onClick={() => setAsking('decline')}>
              {say('task.decline')}
            </Button>
          ) : null}
        </div>
      ) : null}
      {task.status === 'done' && may('ticket.task') && !isOurs ? (
        <div className={style.acts}>
          <StarRating
            label={say('task.rate')}
            value={task.rating}
            disabled={rate.isBusy}
            onChange={(rating) => void rate.act({ ...at, rating })}
          />
          <span className={style.quiet}>{say(task.rating === null ? 'task.rate' : 'task.rated')}</span>
        </div>
      ) : null}
      {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
    </li>
  )
}
