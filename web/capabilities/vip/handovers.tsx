import { handOverVipDesk, listVipHandovers, takeOverVipDesk } from '@shouwen/contract/vip'
import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useReadPages } from '#lib/read.ts'
import { useSession } from '#lib/session.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { toast } from '#ui/undo-toast.tsx'
import style from './vip.module.css'

/** The change of shift: one gives the open promises with their due times, another signs for them. @norm CC-29 */
export function Handovers() {
  const { say, pick } = usePhrases('vip')
  const me = useSession().staff.id
  const list = useReadPages(listVipHandovers, { limit: 20 })
  const give = useAct(handOverVipDesk, { refreshes: [listVipHandovers] })
  const take = useAct(takeOverVipDesk, { refreshes: [listVipHandovers] })
  const [note, setNote] = useState('')
  const handOver = async () => {
    const given = await give.act({ note: note.trim() })
    if (!given) return
    setNote('')
    toast({ text: say('given', { count: given.promises.length }), tone: 'good' })
  }
  return (
    <div className={style.handovers}>
      <form
        className={style.form}
        onSubmit={(event) => {
          event.preventDefault()
          void handOver()
        }}
      >
        <Input.TextArea aria-label={say('give-note')} placeholder={say('give-note')} value={note} maxLength={2000} autoSize={{ minRows: 2, maxRows: 6 }} onChange={(event) => setNote(event.target.value)} />
        <p className={style.acts}>
          <Button type="primary" htmlType="submit" loading={give.isBusy}>
            {say('give')}
          </Button>
        </p>
        {(give.refusal ?? take.refusal) ? <RefusalNotice refusal={(give.refusal ?? take.refusal) as NonNullable<typeof give.refusal>} inline /> : null}
      </form>
      {list.items.length === 0 && !list.isLoading ? <EmptyState compact title={say('handovers-none')} /> : null}
      {list.items.map((one) => (
        <article key={one.id} className={style.card}>
          <p className={style.acts}>
            <strong>{one.from ? `${one.from.name} ${one.from.jobNumber}` : '—'}</strong>
            <RelativeTime at={one.givenAt} exact />
            {one.takenAt ? (
              <StatusTag tone="good" settled>
                {say('taken-by', { who: one.takenBy ? `${one.takenBy.name} ${one.takenBy.jobNumber}` : '' })}
              </StatusTag>
            ) : (
              <StatusTag tone="warn">{say('not-taken')}</StatusTag>
            )}
            {!one.takenAt && one.from?.id !== me ? (
              <Button size="small" type="primary" loading={take.isBusy} onClick={() => void take.act({ handoverId: one.id })}>
                {say('take')}
              </Button>
            ) : null}
          </p>
          {one.note ? <p>{one.note}</p> : null}
          <ul className={style.list}>
            {one.promises.map((promise) => (
              <li key={promise.promiseId}>
                {promise.dueAt ? <RelativeTime at={promise.dueAt} exact /> : '—'} {pick(promise.title)}{' '}
                {promise.ticketId ? (
                  <Link to="/tickets/$ticketId" params={{ ticketId: promise.ticketId }}>
                    {promise.ticketNumber}
                  </Link>
                ) : null}
                {promise.ownerJobNumber ? ` · ${promise.ownerJobNumber}` : ''}
              </li>
            ))}
          </ul>
        </article>
      ))}
    </div>
  )
}
