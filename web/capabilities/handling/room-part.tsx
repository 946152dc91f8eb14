import { closeRoom, joinRoom, listRoomMessages, openRoom, readRoom, sayInRoom } from '@shouwen/contract/handling-room'
import type { OutputOf } from '@shouwen/contract/operation'
import { readTicket } from '@shouwen/contract/tickets'
import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { ExplainedPromise } from '#lib/explained-promise.tsx'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { PromiseBadge } from '#ui/promise-badge.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import type { CaseTabProps } from '#web/complaints/case-tabs.ts'
import style from './handling.module.css'
import { RoomForm } from './room-form.tsx'
import { TellProgress } from './tell-progress.tsx'

type Room = OutputOf<typeof readRoom>
const tones = { assigned: 'info', accepted: 'accent', done: 'good', declined: 'bad', cancelled: 'neutral' } as const

/** Departments together on a complaint: duties and limits, what was said, and news for the customer. @norm TK-16 TK-29 */
export function RoomPart({ ticketId, regionId, page: { ticket } }: CaseTabProps) {
  const { say } = usePhrases('handling')
  const { data, error, refetch } = useRead(readRoom, { ticketId })
  if (error) return <RefusalNotice refusal={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton />
  const canWork = data.canLead && !['closed', 'cancelled', 'rejected', 'resolved'].includes(ticket.status)
  return (
    <>
      <div className={style.acts}>
        <Link to="/complaints/$ticketId/coordination" params={{ ticketId }}>
          {say('coordination.open')}
        </Link>
      </div>
      <div className={style.columns}>
        <section className={style.part}>
          <h2>{say('room.title')}</h2>
          {data.room ? <Units room={data} canWork={canWork} /> : <p className={style.quiet}>{say('room.none')}</p>}
          {canWork ? <RoomWork ticketId={ticketId} regionId={regionId} room={data} /> : null}
        </section>
        {data.room ? <Log ticketId={ticketId} canSpeak={data.canSpeak} /> : null}
        <section className={style.part}>
          <h2>{say('progress.title')}</h2>
          {data.progress.length === 0 ? <p className={style.quiet}>{say('progress.none')}</p> : null}
          <div className={style.strip}>
            {data.progress.map((promise) => (
              <ExplainedPromise key={promise.id} promise={promise} />
            ))}
          </div>
          {canWork ? <TellProgress ticketId={ticketId} /> : null}
        </section>
      </div>
    </>
  )
}

function Units({ room }: { room: Room; canWork: boolean }) {
  const { say, pick } = usePhrases('handling')
  return (
    <>
      <p className={style.text}>{room.room?.purpose}</p>
      {room.room?.closedAt ? <StatusTag settled>{say('room.closed')}</StatusTag> : null}
      <ul className={style.items}>
        {room.room?.units.map((one) => (
          <li key={one.unit.id} className={style.item}>
            <div className={style.line}>
              <strong>{pick(one.unit)}</strong>
              {one.task ? (
                <StatusTag tone={tones[one.task.status]} settled={one.task.status === 'done'}>
                  {say(`task.${one.task.status}`)}
                </StatusTag>
              ) : null}
              {one.task && (one.task.status === 'assigned' || one.task.status === 'accepted') ? (
                <PromiseBadge state="running" dueAt={one.task.nextDueAt} atRiskAt={one.task.atRiskAt} startedAt={one.task.givenAt} size="small" />
              ) : null}
            </div>
            <span className={style.text}>{one.duty}</span>
            {one.contact ? <small className={style.quiet}>{`${one.contact.name} ${one.contact.jobNumber}`}</small> : null}
            {one.task?.result ? <p className={style.script}>{one.task.result}</p> : null}
            {one.task?.declineReason ? <p className={style.quiet}>{one.task.declineReason}</p> : null}
          </li>
        ))}
      </ul>
    </>
  )
}

function RoomWork({ ticketId, regionId, room }: { ticketId: string; regionId: number; room: Room }) {
  const { say } = usePhrases('handling')
  const refreshes = [readRoom, readTicket]
  const open = useAct(openRoom, { refreshes })
  const join = useAct(joinRoom, { refreshes })
  const close = useAct(closeRoom, { refreshes })
  const [isAsking, setAsking] = useState(false)
  const isOpen = room.room !== null && room.room.closedAt === null
  if (isAsking)
    return (
      <RoomForm
        regionId={regionId}
        isFirst={!isOpen}
        isBusy={open.isBusy || join.isBusy}
        refusal={open.refusal ?? join.refusal}
        onLeave={() => setAsking(false)}
        onSave={async (purpose, units) => {
          const [first] = units
          const done = isOpen ? first && (await join.act({ ticketId, ...first })) : await open.act({ ticketId, purpose, units })
          if (done) setAsking(false)
        }}
      />
    )
  return (
    <>
      {close.refusal ? <RefusalNotice refusal={close.refusal} inline /> : null}
      <div className={style.acts}>
        <Button type={isOpen ? 'default' : 'primary'} onClick={() => setAsking(true)}>
          {say(isOpen ? 'room.add' : 'room.open')}
        </Button>
        {isOpen ? (
          <Button loading={close.isBusy} onClick={() => void close.act({ ticketId })}>
            {say('room.close')}
          </Button>
        ) : null}
      </div>
    </>
  )
}

function Log({ ticketId, canSpeak }: { ticketId: string; canSpeak: boolean }) {
  const { say } = usePhrases('handling')
  const { data } = useRead(listRoomMessages, { ticketId, limit: 100 })
  const speak = useAct(sayInRoom, { refreshes: [listRoomMessages] })
  const [body, setBody] = useState('')
  const send = async () => {
    if (await speak.act({ ticketId, body: body.trim() })) setBody('')
  }
  return (
    <section className={style.part}>
      <h2>{say('room.log')}</h2>
      {data?.items.length === 0 ? <p className={style.quiet}>{say('room.silent')}</p> : null}
      <ol className={style.log} tabIndex={0} aria-label={say('room.log')}>
        {data?.items.toReversed().map((one) => (
          <li key={one.id}>
            <small className={style.quiet}>
              {one.author ? `${one.author.name} ${one.author.jobNumber} · ` : ''}
              <RelativeTime at={one.at} exact />
            </small>
            <p className={style.text}>{one.body}</p>
          </li>
        ))}
      </ol>
      {canSpeak ? (
        <form
          className={style.form}
          onSubmit={(event) => {
            event.preventDefault()
            void send()
          }}
        >
          <Input.TextArea aria-label={say('room.say')} placeholder={say('room.say')} value={body} maxLength={4000} autoSize={{ minRows: 2, maxRows: 6 }} onChange={(event) => setBody(event.target.value)} />
          {speak.refusal ? <RefusalNotice refusal={speak.refusal} inline /> : null}
          <div className={style.acts}>
            <Button htmlType="submit" loading={speak.isBusy} disabled={body.trim() === ''}>
              {say('room.send')}
            </Button>
          </div>
        </form>
      ) : null}
    </section>
  )
}
